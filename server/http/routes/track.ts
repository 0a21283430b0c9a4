// The reporter's page behind the secret link: where it is, what the reporter may do, and the end of their data.
import type { FastifyInstance } from 'fastify'
import { type TSchema, Type } from 'typebox'
import type { Input } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { lives } from '#core/lives/all.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { openPhoto } from '#server/store/photos.ts'
import { bodyOf } from '#wire/moves.ts'
import { RefusalView, TrackView } from '#wire/views.ts'
import { hasContact } from '../contact.ts'
import { linkHashOf, tokenPattern } from '../links.ts'
import { answer, doorNo, sayNo, sayRefused } from '../status.ts'
import { type Tracked, trackView } from '../views/track.ts'
import type { World } from '../world.ts'

const base = '/api/public/track/:token'
export const tokenParam = Type.Object({ token: Type.String({ pattern: tokenPattern }) })
const longestChain = 20

/** The subject behind a link and what carries it on; undefined when the link opens nothing. */
export const tracked = async (world: World, token: string): Promise<Tracked | undefined> => {
  const link = await world.store.byLink(linkHashOf(token))
  if (link?.reporter === undefined) return undefined
  const { subject, reporter: ref } = link
  const own = await world.desk.see(subject, { kind: 'reporter', ref })
  if (isRefusal(own)) return undefined
  let carrier = own
  for (let i = 0; i < longestChain; i++) {
    const into = (carrier.standing.doc as Partial<MatterDoc>).mergedInto
    if (into === undefined || carrier.standing.state !== 'merged') break
    const next = await world.desk.see(into, { kind: 'reporter', ref })
    if (isRefusal(next)) break
    carrier = next
  }
  return { own, carrier, ref }
}

/** Moves a reporter can make, with the bodies they take: lives may know the same move with other fields. */
const reporterMoves = Map.groupBy(
  Object.values(lives).flatMap(life =>
    Object.entries(life.moves).flatMap(([name, m]) =>
      !m.quiet && m.by.some(rule => rule.relation === 'reporter') ? [{ name, body: bodyOf(m.needs) }] : [],
    ),
  ),
  m => m.name,
)

/** One schema where all agree. */
const bodyOfAll = (bodies: readonly TSchema[]): TSchema => {
  const distinct = [...new Map(bodies.map(b => [JSON.stringify(b), b])).values()]
  return distinct.length === 1 ? distinct[0]! : Type.Union(distinct)
}

export const trackRoutes = (app: FastifyInstance, world: World): void => {
  const viewOf = async (t: Tracked, lang: 'zh' | 'en') =>
    trackView(t, await hasContact(world.vault, [t.ref]), world.now(), world.district(), lang)

  app.get<{ Params: { token: string } }>(
    base,
    {
      config: { access: 'public', name: 'track' },
      schema: { params: tokenParam, response: { 200: TrackView, 404: RefusalView } },
    },
    async (request, reply) => {
      const t = await tracked(world, request.params.token)
      reply.header('cache-control', 'no-store')
      return t ? reply.send(await viewOf(t, request.lang)) : sayNo(reply, doorNo('no-such-link'))
    },
  )

  for (const [name, moves] of reporterMoves) {
    app.post<{ Params: { token: string }; Body: Input & { seq?: number } }>(
      `${base}/moves/${name}`,
      {
        config: { access: 'public', name: `track: ${name}`, cost: 5 },
        schema: {
          params: tokenParam,
          body: bodyOfAll(moves.map(m => m.body)),
          response: { 200: TrackView, 404: RefusalView },
        },
      },
      async (request, reply) => {
        const { token } = request.params
        const t = await tracked(world, token)
        if (!t) return sayNo(reply, doorNo('no-such-link'))
        const { seq, ...input } = request.body
        const { carrier, ref } = t
        const done = await world.desk.move(
          carrier.standing.subject,
          name,
          { kind: 'reporter', ref },
          input,
          seq,
        )
        if (isRefusal(done)) return sayRefused(reply, done)
        const after = await tracked(world, token)
        return after ? reply.send(await viewOf(after, request.lang)) : sayNo(reply, doorNo('no-such-link'))
      },
    )
  }

  app.get<{ Params: { token: string; photo: string } }>(
    `${base}/photos/:photo`,
    {
      config: { access: 'public', name: 'track: photo' },
      schema: {
        params: Type.Object({
          token: Type.String({ pattern: tokenPattern }),
          photo: Type.String({ maxLength: 60 }),
        }),
      },
    },
    async (request, reply) => {
      const { token, photo } = request.params
      const t = await tracked(world, token)
      if (!t) return sayNo(reply, doorNo('no-such-link'))
      const { subject } = t.own.standing
      // Only pictures the page itself shows: those of the report and of facts told to the reporter.
      const shown = await viewOf(t, request.lang)
      const isShown = shown.photos.includes(photo) || shown.timeline.some(l => l.photos.includes(photo))
      const found = isShown
        ? await openPhoto(world.db, { who: 'reporter', subject }, subject, photo)
        : undefined
      if (!found) return sayNo(reply, doorNo('no-such-photo'))
      return reply
        .headers({ 'cache-control': 'private, max-age=86400, immutable' })
        .type(found.mime)
        .send(found.bytes)
    },
  )

  app.post<{ Params: { token: string } }>(
    `${base}/forget`,
    {
      config: { access: 'public', name: 'track: delete my data', cost: 5 },
      schema: {
        params: tokenParam,
        body: Type.Optional(Type.Object({}, { additionalProperties: false })),
        response: { 200: TrackView, 404: RefusalView },
      },
    },
    async (request, reply) => {
      const t = await tracked(world, request.params.token)
      if (!t) return sayNo(reply, doorNo('no-such-link'))
      await world.vault.destroy(t.ref)
      return answer(reply, await viewOf(t, request.lang))
    },
  )
}
