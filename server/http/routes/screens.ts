// The built screens: residents at / and /r/…, officers at /desk. Files with a hash in their name may be kept for a year,
// pages never. Without a build the reader is told how to make one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { World } from '../world.ts'

const notBuilt = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>结网</title>
<p>界面还没有构建。请运行 npm start（会自动构建），或 npx vite build。</p>
<p lang="en">The screens are not built yet. Run npm start, which builds them, or npx vite build.</p></html>`

const page = (dist: string, file: string) => {
  let kept: string | undefined
  return (reply: FastifyReply) => {
    const path = join(dist, file)
    if (kept === undefined && existsSync(path)) kept = readFileSync(path, 'utf8')
    return reply
      .code(kept === undefined ? 503 : 200)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(kept ?? notBuilt)
  }
}

const yearMs = 365 * 24 * 3600 * 1000

export const screenRoutes = (app: FastifyInstance, world: World): void => {
  const { dist } = world.settings
  const resident = page(dist, 'resident/index.html')
  const web = page(dist, 'web/index.html')
  const open = (name: string) =>
    ({ config: { access: 'public', name, cost: 0 }, schema: { hide: true } }) as const
  for (const url of ['/', '/report', '/report/*', '/r/*', '/find', '/about'])
    app.get(url, open(`resident ${url}`), async (_request, reply) => resident(reply))
  for (const url of ['/desk', '/desk/*'])
    app.get(url, open(`desk ${url}`), async (_request, reply) => web(reply))
  app.register(statics, { root: join(dist, 'assets'), serve: false })
  app.get<{ Params: { '*': string } }>('/assets/*', open('built file'), async (request, reply) =>
    reply.sendFile(request.params['*'], { immutable: true, maxAge: yearMs }),
  )
}
