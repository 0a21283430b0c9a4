// The API document, made from the very schemas that validate, so that it cannot say anything else than what is done.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { paths } from '#wire/paths.ts'

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
  })
  app.get(
    paths.openapi,
    { config: { access: 'public', name: 'api document' }, schema: { hide: true } },
    async (_request, reply) => reply.type('application/json').send(app.swagger()),
  )
}
