// Writing down a petition that came to the petition office by letter, by visit or by phone. The petitioner gets a link of
// their own, to be handed over on paper.
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { type Instant, instant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { Contact, Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { linkHashOf, linkTo, tokenFor } from '../links.ts'
import { sayRefused } from '../status.ts'
import { petitionRoles } from '../views/me.ts'
import type { World } from '../world.ts'

const PetitionReport = Type.Object(
  {
    key: Type.String({ minLength: 8, maxLength: 80 }),
    channel: Type.String({ maxLength: 40 }),
    kind: Type.Union([Type.Literal('request'), Type.Literal('suggestion'), Type.Literal('accusation')]),
    words: Type.String({ maxLength: 10_000 }),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    place: Type.Optional(Type.String({ maxLength: 200, description: 'where, in words' })),
    photos: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 9 })),
    contact: Type.Optional(Contact),
    accused: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 5 })),
    receivedAt: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 8.64e15,
        description: 'when it reached the office, ms since 1970',
      }),
    ),
    lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  },
  { $id: 'PetitionReport', additionalProperties: false },
)
type PetitionReport = Static<typeof PetitionReport>

/** A letter older than a lifetime is a slip of the keyboard; then the day it was written down counts. */
const oldestMs = 100 * 366 * 24 * 3600 * 1000
const receivedAtOf = (said: number | undefined, now: Instant): { receivedAt?: Instant } =>
  said !== undefined && said <= now && said > now - oldestMs ? { receivedAt: instant(said) } : {}

export const petitionRoutes = (app: FastifyInstance, world: World): void => {
  app.post<{ Body: PetitionReport }>(
    paths.subjects('petition'),
    {
      config: { access: { roles: petitionRoles }, name: 'register a petition', cost: 2 },
      schema: { body: PetitionReport, response: { 200: Reported, 409: RefusalView, 422: RefusalView } },
    },
    async (request, reply) => {
      const { actor } = signedOf(request)
      const { key, place, contact, receivedAt, photos, title, accused, lang, ...b } = request.body
      const source = `officer:${actor.person}`
      const token = tokenFor(world.secret, source, request.body)
      const received = await world.receivePetition({
        report: {
          ...b,
          source,
          sourceId: key,
          photos: photos ?? [],
          lang: lang ?? 'zh',
          ...(title === undefined ? {} : { title }),
          ...(accused === undefined ? {} : { accused }),
          ...(place === undefined ? {} : { place }),
          ...receivedAtOf(receivedAt, world.now()),
        },
        actor,
        ...(contact ? { contact } : {}),
        linkHash: linkHashOf(token),
      })
      if (isRefusal(received)) return sayRefused(reply, received)
      const link = !received.known || (await world.store.byLink(linkHashOf(token))) !== undefined
      return reply.send({
        number: received.number,
        ...(link ? { link: linkTo(token) } : {}),
        words:
          request.lang === 'zh'
            ? `已登记，编号 ${received.number}。链接请交给信访人。`
            : `Registered as ${received.number}. Please hand the link to the petitioner.`,
        known: received.known,
      })
    },
  )
}
