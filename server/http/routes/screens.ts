// The built screens: residents at / and /r/…, officers at /desk. Files with a hash in their name may be kept for a year,
// pages never. Without a build the reader is told how to make one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { doorNo, sayNo } from '../status.ts'
import type { World } from '../world.ts'

const notBuilt = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>结网</title>
<p>界面还没有构建。请运行 npm start（会自动构建），或 npx vite build。</p>
<p lang="en">The screens are not built yet. Run npm start, which builds them, or npx vite build.</p></html>`

/** Read anew each time: a build made under a running program names other files. */
const page = (dist: string, file: string) => (reply: FastifyReply, found: 200 | 404) => {
  const path = join(dist, file)
  const built = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  return reply
    .code(built === undefined ? 503 : found)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(built ?? notBuilt)
}

/** A person who followed a broken link, not a program that asked for data. */
const isReader = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  !/^\/(api|open311|assets)\//.test(request.url) &&
  (request.headers.accept ?? '').includes('text/html')

const yearMs = 365 * 24 * 3600 * 1000

export const screenRoutes = (app: FastifyInstance, world: World): void => {
  const { dist } = world.settings
  const resident = page(dist, 'resident/index.html')
  const web = page(dist, 'web/index.html')
  const open = (name: string) =>
    ({ config: { access: 'public', name, cost: 0 }, schema: { hide: true } }) as const
  for (const url of ['/', '/report', '/report/*', '/r/*', '/at', '/find', '/about'])
    app.get(url, open(`resident ${url}`), async (_request, reply) => resident(reply, 200))
  for (const url of ['/desk', '/desk/*'])
    app.get(url, open(`desk ${url}`), async (_request, reply) => web(reply, 200))
  app.setNotFoundHandler((request, reply) =>
    isReader(request) ? resident(reply, 404) : sayNo(reply, doorNo('no-such-address')),
  )
  app.register(statics, { root: join(dist, 'assets'), serve: false })
  app.get<{ Params: { '*': string } }>('/assets/*', open('built file'), async (request, reply) =>
    reply.sendFile(request.params['*'], { immutable: true, maxAge: yearMs }),
  )
}
