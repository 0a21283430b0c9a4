// One door for every move of every life, its body made from the move's own table; and the door for reports of officers.
import type { FastifyInstance } from 'fastify'
import type { Input } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { lives } from '#core/lives/all.ts'
import { OfficerReport, Reported } from '#wire/commands.ts'
import { bodyOf } from '#wire/moves.ts'
import { paths } from '#wire/paths.ts'
import { MatterView, RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { placeOf, urgencyOf } from '../said.ts'
import { sayRefused } from '../status.ts'
import type { World } from '../world.ts'
import { whatNext } from './public-reports.ts'
import { subjectParam, viewFor } from './subjects.ts'

const refusals = { 403: RefusalView, 404: RefusalView, 409: RefusalView, 422: RefusalView }

export const moveRoutes = (app: FastifyInstance, world: World): void => {
  for (const [life, spec] of Object.entries(lives)) {
    for (const [move, m] of Object.entries(spec.moves)) {
      // Some have a door of their own; what only the system does has none.
      if (move === 'look' || m.ownDoor || m.by.every(rule => rule.relation === 'system')) continue
      app.post<{ Params: { subject: string }; Body: Input & { seq?: number } }>(
        `/api/${life}s/:subject/moves/${move}`,
        {
          config: { access: 'signed-in', name: `${life}: ${move}` },
          schema: {
            summary: `${m.zh} / ${m.en}`,
            params: subjectParam,
            body: bodyOf(m.needs),
            response: { 200: MatterView, ...refusals },
          },
        },
        async (request, reply) => {
          const signed = signedOf(request)
          const { subject } = request.params
          const { seq, ...input } = request.body
          const before = await world.desk.see(subject, signed.actor)
          if (isRefusal(before)) return sayRefused(reply, before)
          if (before.life.name !== life) return sayRefused(reply, { refused: 'not-found', with: {} })
          const done = await world.desk.move(subject, move, signed.actor, input, seq)
          if (isRefusal(done)) return sayRefused(reply, done)
          // A move can take a subject out of one's own sight: then there is nothing more to show.
          const after = await world.desk.see(subject, signed.actor)
          return isRefusal(after)
            ? reply.code(204).send()
            : reply.send(await viewFor(world, after, signed, request.lang))
        },
      )
    }
  }

  app.post<{ Body: OfficerReport }>(
    paths.subjects('matter'),
    {
      config: { access: 'signed-in', name: 'report as an officer', cost: 2 },
      schema: { body: OfficerReport, response: { 200: Reported, 422: RefusalView } },
    },
    async (request, reply) => {
      const { actor } = signedOf(request)
      const b = request.body
      const urgency = urgencyOf(b.urgency, world.district())
      if (isRefusal(urgency)) return sayRefused(reply, urgency)
      const received = await world.receive({
        report: {
          // A key is the person's own: two officers' phones may count alike.
          source: `officer:${actor.person}`,
          sourceId: b.key,
          channel: b.channel,
          at: b.happenedAt ?? world.now(),
          words: b.words,
          ...(b.title === undefined ? {} : { title: b.title }),
          ...placeOf(b.place),
          ...(b.type === undefined ? {} : { type: b.type }),
          ...urgency,
          photos: b.photos ?? [],
          ...(b.accused === undefined ? {} : { accused: b.accused }),
          lang: b.lang ?? 'zh',
          ...(b.onSpot ? { onSpot: b.onSpot } : {}),
        },
        actor,
        ...(b.contact ? { contact: b.contact } : {}),
        ...(b.draft ? { draft: true } : {}),
      })
      if (isRefusal(received)) return sayRefused(reply, received)
      return reply.send({
        number: received.number,
        words: whatNext(received, world, request.lang, false),
        known: received.known,
      })
    },
  )
}
