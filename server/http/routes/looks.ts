// Looking at a reporter's contact: purpose and reason first, the look becomes a fact the reporter reads, and only then
// the vault is opened. Twenty a day and person; whoever needs more asks a colleague.
import type { FastifyInstance } from 'fastify'
import { dayOf, startOfDay } from '#core/kit/instant.ts'
import { isRefusal, refuse } from '#core/life/refusal.ts'
import { lives } from '#core/lives/all.ts'
import { countLooksSince, logLook } from '#server/store/access-log.ts'
import { Look, Looked } from '#wire/commands.ts'
import { RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { openContacts, together } from '../contact.ts'
import { doorNo, sayNo, sayRefused } from '../status.ts'
import type { World } from '../world.ts'
import { subjectParam } from './subjects.ts'

export const looksADay = 20

export const lookRoutes = (app: FastifyInstance, world: World): void => {
  for (const [life, spec] of Object.entries(lives)) {
    if (!spec.moves.look) continue
    app.post<{ Params: { subject: string }; Body: Look }>(
      `/api/${life}s/:subject/look`,
      {
        config: { access: 'signed-in', name: `${life}: look at the contact`, cost: 5 },
        schema: {
          params: subjectParam,
          body: Look,
          response: {
            200: Looked,
            403: RefusalView,
            404: RefusalView,
            409: RefusalView,
            422: RefusalView,
            429: RefusalView,
          },
        },
      },
      async (request, reply) => {
        const { actor } = signedOf(request)
        const { subject } = request.params
        const { purpose, reason } = request.body
        const now = world.now()
        const l = await world.desk.see(subject, actor)
        if (isRefusal(l)) return sayRefused(reply, l)
        if (l.life.name !== life) return sayRefused(reply, refuse('not-found'))
        if ((await countLooksSince(world.db, actor.person, startOfDay(dayOf(now)))) >= looksADay)
          return sayNo(reply, doorNo('too-many-looks'))
        const contacts = await openContacts(world.vault, l.standing.doc.reporters)
        if (contacts.length === 0) return sayRefused(reply, refuse('data-deleted'))
        const done = await world.desk.move(subject, 'look', actor, { purpose, reason })
        if (isRefusal(done)) return sayRefused(reply, done)
        await logLook(world.db, {
          at: now,
          person: actor.person,
          post: actor.post.id,
          unit: actor.unit.id,
          subject,
          purpose,
          reason,
        })
        return reply.header('cache-control', 'no-store').send(together(contacts))
      },
    )
  }
}
