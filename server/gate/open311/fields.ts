// What a client sent, whatever it wrapped it in: query, form, JSON or multipart become one flat list of texts. Nothing is
// believed of it yet.
import type { FastifyRequest } from 'fastify'
import { type No, say } from './no.ts'

export type Fields = {
  /** The text of a field; undefined when absent or empty, which the specification treats alike. */
  get(name: string): string | undefined
  /** `attribute[code]` of a service's own questions. */
  attribute(code: string): string | undefined
  /** All fields, sorted by name: what was said, for recognising it when it is said again. */
  all(): readonly (readonly [string, string])[]
  files: readonly Buffer[]
}

/** More than any client of the specification sends. */
const mostFields = 300
const mostFiles = 9
const mostFileBytes = 8 * 1024 * 1024

/** Neither a zero nor half a character can be kept by a database. */
export const plain = (text: string): string => text.toWellFormed().replaceAll('\0', '').trim()

export const fieldsOf = (
  pairs: Iterable<readonly [string, string]>,
  files: readonly Buffer[] = [],
): Fields => {
  const texts = new Map<string, string>()
  // The first of several fields of one name counts, as in a form.
  for (const [name, text] of pairs) if (!texts.has(name)) texts.set(name, plain(text))
  const get = (name: string) => texts.get(name) || undefined
  return {
    get,
    attribute: code => get(`attribute[${code}]`),
    all: () => [...texts].sort(([a], [b]) => (a < b ? -1 : 1)),
    files,
  }
}

const pairsOfObject = (body: unknown): (readonly [string, string])[] => {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, value]) => {
    if (['string', 'number', 'boolean'].includes(typeof value)) return [[name, String(value)] as const]
    if (Array.isArray(value)) return typeof value[0] === 'string' ? [[name, value[0]] as const] : []
    if (name !== 'attribute' && name !== 'attributes') return []
    return pairsOfObject(value).map(([code, text]) => [`attribute[${code}]`, text] as const)
  })
}

export const queryFields = (request: FastifyRequest): Fields => fieldsOf(pairsOfObject(request.query))

const multipartFields = async (request: FastifyRequest): Promise<Fields | No> => {
  const pairs: (readonly [string, string])[] = []
  const files: Buffer[] = []
  const limits = {
    fields: mostFields,
    fieldSize: mostFileBytes,
    files: mostFiles,
    fileSize: mostFileBytes,
    parts: mostFields + mostFiles,
  }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') files.push(await part.toBuffer())
    else pairs.push([part.fieldname, String(part.value)])
  }
  return fieldsOf([...pairs, ...pairsOfObject(request.query)], files)
}

/** Body and query together; what the body says counts. */
export const bodyFields = async (request: FastifyRequest): Promise<Fields | No> => {
  if (request.isMultipart()) return multipartFields(request)
  const { body } = request
  const said =
    body instanceof URLSearchParams
      ? [...body].map(([name, text]) => [name.replace(/\[\]$/, ''), text] as const)
      : pairsOfObject(body)
  if (said.length > mostFields)
    return say(400, `最多 ${mostFields} 个字段。`, `At most ${mostFields} fields are taken.`)
  return fieldsOf([...said, ...pairsOfObject(request.query)])
}
