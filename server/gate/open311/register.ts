// Open311 GeoReport v2 with FixMyStreet's updates, as one Fastify plugin: existing clients talk to the net unchanged.
// What it answers and what it leaves out, and why, stands in docs/open311.md.
import multipart from '@fastify/multipart'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sourceOfKey } from '#server/store/gate-keys.ts'
import { discovery } from './discovery.ts'
import { bodyFields, type Fields, plain, queryFields } from './fields.ts'
import { contentType, type Doc, type Format, formats, splitFormat, write } from './format.ts'
import { docOfNo, isNo, type No, say } from './no.ts'
import { takeRequest } from './requests-in.ts'
import { oneRequest, requestList, tokenFor } from './requests-out.ts'
import { serviceDefinition, serviceList } from './services.ts'
import { takeUpdate, updateList } from './updates.ts'
import type { Open311World } from './world.ts'

export const prefix = '/open311/v2'

/** A picture of 8 MB as base64 in a data URL, and the words beside it. */
const bodyLimitBytes = 12 * 1024 * 1024
const mostKeyChars = 200

const formatOf = (request: FastifyRequest): Format => splitFormat(request.url.split('?')[0]!)?.format ?? 'xml'

const send = (reply: FastifyReply, format: Format, answer: Doc | No): FastifyReply => {
  if (isNo(answer)) {
    if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', String(answer.retryAfterSeconds))
    return reply
      .code(answer.status)
      .type(contentType[format])
      .send(write(docOfNo(answer), format))
  }
  return reply.type(contentType[format]).send(write(answer, format))
}

const wrongJurisdiction = (fields: Fields, world: Open311World): No | undefined => {
  const asked = fields.get('jurisdiction_id')
  const ours = world.district().code
  return asked === undefined || asked === ours
    ? undefined
    : say(
        404,
        `没有 jurisdiction_id ${asked.slice(0, 40)}；本接口是 ${ours}。`,
        `jurisdiction_id ${asked.slice(0, 40)} was not found; this endpoint serves ${ours}.`,
      )
}

const badKey = (): No =>
  say(403, 'api_key 缺少、不对或已停用。', 'The api_key is missing, wrong or no longer in force.')

/** Whose key this is; undefined when none was shown. */
const sourceOf = async (fields: Fields, world: Open311World): Promise<string | undefined | No> => {
  const key = fields.get('api_key')
  if (key === undefined) return undefined
  return (key.length <= mostKeyChars ? await sourceOfKey(world.db, key) : undefined) ?? badKey()
}

/** The caller's doing, told as the specification wants it; anything else goes up to the house. */
const noOfError = (error: FastifyError): No | undefined => {
  const status = error.statusCode
  if (status === 413) return say(413, '内容太大。', 'The request is too large.')
  if (status === 415)
    return say(
      415,
      '请用表单（application/x-www-form-urlencoded 或 multipart/form-data）或 JSON。',
      'Send a form (urlencoded or multipart) or JSON.',
    )
  return status !== undefined && status >= 400 && status < 500
    ? say(400, '请求的内容读不懂。', 'The request could not be read.')
    : undefined
}

/** A no of the doors in front of this one, in this door's own shape. */
const isHouseNo = (x: unknown): x is { refused: string; zh: string; en: string } =>
  typeof x === 'object' && x !== null && 'refused' in x && 'zh' in x && 'en' in x

type Read = (
  fields: Fields,
  source: string | undefined,
  request: FastifyRequest,
) => Promise<Doc | No> | Doc | No
type Take = (fields: Fields, source: string) => Promise<Doc | No>

const doors = (app: FastifyInstance, world: Open311World): void => {
  const config = (name: string) => ({ access: 'public' as const, name: `open311-${name}` })

  const answerRead = async (request: FastifyRequest, read: Read): Promise<Doc | No> => {
    const fields = queryFields(request)
    const wrong = wrongJurisdiction(fields, world)
    if (wrong) return wrong
    const source = await sourceOf(fields, world)
    return isNo(source) ? source : read(fields, source, request)
  }
  const list = (name: string, read: Read) => {
    for (const format of formats)
      app.get(`/${name}.${format}`, { config: config(name) }, async (request, reply) =>
        send(reply, format, await answerRead(request, read)),
      )
  }
  /** `name/{id}.{format}` */
  const single = (name: string, read: (id: string, ...rest: Parameters<Read>) => ReturnType<Read>) => {
    app.get<{ Params: { file: string } }>(
      `/${name}/:file`,
      { config: config(`${name}-one`) },
      async (request, reply) => {
        const asked = splitFormat(request.params.file)
        if (!asked) return send(reply, 'xml', noSuchAddress())
        const answer = await answerRead(request, (...rest) => read(plain(asked.name), ...rest))
        return send(reply, asked.format, answer)
      },
    )
  }
  const take = (name: string, use: Take) => {
    for (const format of formats)
      app.post(
        `/${name}.${format}`,
        { config: config(`${name}-post`), bodyLimit: bodyLimitBytes },
        async (request, reply) => {
          const fields = await bodyFields(request)
          if (isNo(fields)) return send(reply, format, fields)
          const wrong = wrongJurisdiction(fields, world)
          if (wrong) return send(reply, format, wrong)
          const source = await sourceOf(fields, world)
          if (source === undefined) return send(reply, format, badKey())
          return send(reply, format, isNo(source) ? source : await use(fields, source))
        },
      )
  }

  list('discovery', (_fields, _source, request) =>
    discovery(world.district(), `${request.protocol}://${request.host}${prefix}`),
  )
  list('services', () => serviceList(world.district()))
  single('services', code => serviceDefinition(code, world.district()))
  take('requests', (fields, source) => takeRequest(world, fields, source))
  list('requests', (fields, source) => requestList(world, fields, source))
  single('requests', (id, fields, source) => oneRequest(world, id, fields, source))
  single('tokens', (token, _fields, source) => tokenFor(world, token, source))
  take('servicerequestupdates', (fields, source) => takeUpdate(world, fields, source))
  list('servicerequestupdates', (fields, source) => updateList(world, fields, source))
}

const noSuchAddress = (): No =>
  say(404, '没有这个地址；见 discovery.xml。', 'There is nothing at this address; see discovery.xml.')

export const registerOpen311 = async (app: FastifyInstance, world: Open311World): Promise<void> => {
  await app.register(
    async inner => {
      if (!inner.hasContentTypeParser('multipart/form-data')) await inner.register(multipart)
      inner.removeContentTypeParser('text/plain')
      inner.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string' },
        (_request, body, done) => done(null, new URLSearchParams(body as string)),
      )
      inner.setErrorHandler((error: FastifyError, request, reply) => {
        const no = noOfError(error)
        if (!no) throw error
        return send(reply, formatOf(request), no)
      })
      inner.addHook('preSerialization', async (request, reply, payload) => {
        if (!isHouseNo(payload)) return payload
        const format = formatOf(request)
        const text = write(docOfNo(say(reply.statusCode, payload.zh, payload.en)), format)
        reply.type(contentType[format]).serializer(() => text)
        return payload
      })
      inner.setNotFoundHandler((request, reply) => send(reply, formatOf(request), noSuchAddress()))
      doors(inner, world)
    },
    { prefix },
  )
}
