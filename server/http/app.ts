// The HTTP doors of the net, put together over a world. Schemas that validate are the schemas that document; every route
// says who may knock; every no is a sentence.
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { type Door, keepDoors } from './access.ts'
import { addEntry } from './entry.ts'
import { handleErrors } from './errors.ts'
import { addHeaders } from './headers.ts'
import { addOpenApi } from './openapi.ts'
import { addRoutes } from './routes.ts'
import { doorNo, sayNo } from './status.ts'
import type { World } from './world.ts'
import { validatorOf } from './wrong-input.ts'

const kib = 1024
export const bodyLimitBytes = 256 * kib
export const photoLimitBytes = 8 * kib * kib

declare module 'fastify' {
  interface FastifyInstance {
    /** Every door as it was declared. */
    doors: readonly Door[]
  }
}

export const makeApp = async (world: World): Promise<FastifyInstance> => {
  const { trustedProxies } = world.settings
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Whoever stops half-way through a request gives the place free again.
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    logger: false,
    frameworkErrors: (_error, _request, reply) => {
      sayNo(reply as unknown as FastifyReply, doorNo('bad-address'))
    },
  })
  app.decorate('doors', keepDoors(app))
  app.setValidatorCompiler(({ schema }) => validatorOf(schema as object))
  handleErrors(app, world.log)
  addHeaders(app, world.settings.tls, world.now)
  await app.register(cookie)
  await app.register(multipart, {
    limits: { fileSize: photoLimitBytes, files: 1, fields: 4, parts: 5, fieldSize: kib, headerPairs: 20 },
  })
  addEntry(app, world)
  await addOpenApi(app)
  addRoutes(app, world)
  return app
}
