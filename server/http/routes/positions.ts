// Beginning and ending a shift: an officer's phone gets a random key under which it may send positions until the shift is
// over. There is no door that answers with positions, neither of an officer nor of anybody.
import type { FastifyInstance } from 'fastify'
import type { Role } from '#core/district/district.ts'
import { beginShift, endShift } from '#server/store/shifts.ts'
import { paths } from '#wire/paths.ts'
import { ShiftBegun, ShiftEnd } from '#wire/watch.ts'
import { signedOf } from '../access.ts'
import { doorNo, sayNo } from '../status.ts'
import type { World } from '../world.ts'

/** Those who go out: their fences protect them. */
const outdoors: readonly Role[] = ['peace_officer', 'grid_leader', 'community_worker', 'dept_handler']

export const positionRoutes = (app: FastifyInstance, world: World): void => {
  app.post(
    paths.shifts,
    {
      config: { access: { roles: outdoors }, name: 'begin a shift' },
      schema: { response: { 200: ShiftBegun } },
    },
    async request => beginShift(world.db, signedOf(request).actor.unit.id, world.now()),
  )
  app.post<{ Body: ShiftEnd }>(
    paths.shiftEnd,
    { config: { access: { roles: outdoors }, name: 'end a shift' }, schema: { body: ShiftEnd } },
    async (request, reply) => {
      const { unit } = signedOf(request).actor
      const ended = await endShift(world.db, unit.id, request.body.shift, world.now())
      return ended ? reply.code(204).send() : sayNo(reply, doorNo('no-such-shift'))
    },
  )
}
