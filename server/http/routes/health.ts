// Whether the program lives, and whether it can work: for supervisors and load balancers, without telling them anything
// about the district.
import type { FastifyInstance } from 'fastify'
import { busySeconds, doorNo, sayNo } from '../status.ts'
import type { World } from '../world.ts'

export const healthRoutes = (app: FastifyInstance, world: World): void => {
  app.get(
    '/healthz',
    { config: { access: 'public', name: 'lives', cost: 0 }, schema: { hide: true } },
    async () => ({ ok: true }),
  )
  app.get(
    '/readyz',
    { config: { access: 'public', name: 'can work', cost: 0 }, schema: { hide: true } },
    async (_request, reply) => {
      try {
        await world.db.system('select 1')
        return { ok: true, waiting: world.waiting() }
      } catch {
        return sayNo(reply, doorNo('database-away', {}, busySeconds))
      }
    },
  )
}
