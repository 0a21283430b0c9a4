// The API document, made from the very schemas that validate, so that it cannot say anything else than what is done.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { paths } from '#wire/paths.ts'
import type { Access } from './access.ts'

/** Tuples are written the way JSON Schema 2020-12 has them, which is what OpenAPI 3.1 means. */
const modern = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(modern)
  if (typeof node !== 'object' || node === null) return node
  const { items, additionalItems, ...rest } = node as Record<string, unknown>
  const tuple = Array.isArray(items)
  return Object.fromEntries(
    [
      ...Object.entries(rest),
      ...(items === undefined
        ? []
        : tuple
          ? [
              ['prefixItems', items],
              ['items', false],
            ]
          : [['items', items]]),
      ...(tuple || additionalItems === undefined ? [] : [['additionalItems', additionalItems]]),
    ].map(([key, value]) => [key, modern(value)]),
  )
}

/** Who may knock, in the words of the document. */
const securityOf = (access: Access | undefined, method: string) =>
  access === 'public' ? [] : [{ session: [], ...(method === 'GET' ? {} : { csrf: [] }) }]

export const addOpenApi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '结网 Jiewang',
        description:
          '一件事项，一个编号，一只时钟，一条时间线。每个“不”都是一句能照着做的话（Refusal）。' +
          ' One matter, one number, one clock, one timeline. Every no is a Refusal in Chinese and English.',
        version: '1',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'jiewang' },
          csrf: { type: 'apiKey', in: 'header', name: 'x-csrf' },
        },
      },
    },
    // Schemas keep the names they have in the wire room.
    refResolver: { buildLocalReference: json => String(json.$id) },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        summary: schema?.summary ?? route.config?.name,
        security: securityOf(route.config?.access, String(route.method)),
      } as NonNullable<typeof schema>,
    }),
  })
  let made: unknown
  app.get(
    paths.openapi,
    { config: { access: 'public', name: 'api document' }, schema: { hide: true } },
    async (_request, reply) => {
      made ??= modern(app.swagger())
      return reply.type('application/json').send(made)
    },
  )
}
