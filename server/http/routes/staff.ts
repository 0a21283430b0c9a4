// For those who keep the accounts and those who audit: neither sees any business data, and neither does the other's work
// (separation of three powers).
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { unitName } from '#core/life/timeline.ts'
import { readLooks } from '#server/store/access-log.ts'
import { paths } from '#wire/paths.ts'
import { RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { isNo, type SessionNo } from '../session-port.ts'
import { sayNo } from '../status.ts'
import { accountRoles, lookRoles } from '../views/me.ts'
import type { World } from '../world.ts'
import { NoBody } from './sign-in.ts'

const AccountLine = Type.Object(
  {
    person: Type.String(),
    login: Type.String(),
    words: Type.String(),
    posts: Type.Array(Type.String()),
    disabled: Type.Boolean(),
    locked: Type.Boolean(),
    secondFactor: Type.Boolean(),
    mustChange: Type.Boolean(),
  },
  { $id: 'AccountLine' },
)
const LookLine = Type.Object(
  {
    at: Type.Number(),
    person: Type.String(),
    unit: Type.String(),
    subject: Type.String(),
    purpose: Type.String(),
    reason: Type.String(),
  },
  { $id: 'LookLine' },
)
const personParam = Type.Object({ person: Type.String({ minLength: 1, maxLength: 60 }) })
type Person = { Params: { person: string } }
const nos = { 403: RefusalView, 404: RefusalView, 409: RefusalView, 422: RefusalView }
const mostLooks = 500

export const staffRoutes = (app: FastifyInstance, world: World): void => {
  const { accounts } = world.sessions
  const keeper = { access: { roles: accountRoles }, cost: 2 } as const
  const done = (reply: FastifyReply, no: SessionNo | undefined) =>
    no ? sayNo(reply, no) : reply.code(204).send()

  app.get<{ Querystring: { q?: string } }>(
    paths.accounts,
    {
      config: { ...keeper, name: 'accounts' },
      schema: {
        querystring: Type.Object(
          { q: Type.Optional(Type.String({ maxLength: 80 })) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Array(AccountLine) },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send(await accounts.list(request.query.q)),
  )
  app.post<Person & { Body: { login?: string } | null }>(
    `${paths.accounts}/:person/password`,
    {
      config: { ...keeper, name: 'give a first password' },
      schema: {
        params: personParam,
        body: Type.Union([
          Type.Object(
            { login: Type.Optional(Type.String({ maxLength: 80 })) },
            { additionalProperties: false },
          ),
          Type.Null(),
        ]),
        response: { 200: Type.Object({ login: Type.String(), password: Type.String() }), ...nos },
      },
    },
    async (request, reply) => {
      const given = await accounts.firstPassword(
        request.params.person,
        request.body?.login,
        signedOf(request),
      )
      if (isNo(given)) return sayNo(reply, given)
      return reply.header('cache-control', 'no-store').send(given)
    },
  )
  app.post<Person & { Body: { disabled: boolean } }>(
    `${paths.accounts}/:person/disabled`,
    {
      config: { ...keeper, name: 'close or open an account' },
      schema: {
        params: personParam,
        body: Type.Object({ disabled: Type.Boolean() }, { additionalProperties: false }),
        response: nos,
      },
    },
    async (request, reply) =>
      done(
        reply,
        await accounts.setDisabled(request.params.person, request.body.disabled, signedOf(request)),
      ),
  )
  app.post<Person>(
    `${paths.accounts}/:person/unlock`,
    {
      config: { ...keeper, name: 'unlock an account' },
      schema: { params: personParam, body: NoBody, response: nos },
    },
    async (request, reply) => done(reply, await accounts.unlock(request.params.person, signedOf(request))),
  )
  app.post<Person>(
    `${paths.accounts}/:person/second-factor/drop`,
    {
      config: { ...keeper, name: 'take a lost second factor away' },
      schema: { params: personParam, body: NoBody, response: nos },
    },
    async (request, reply) =>
      done(reply, await accounts.dropSecondFactor(request.params.person, signedOf(request))),
  )
  app.get(
    paths.looks,
    {
      config: { access: { roles: lookRoles }, name: 'who looked at personal data' },
      schema: { response: { 200: Type.Array(LookLine) } },
    },
    async (request, reply) => {
      const district = world.district()
      const lines = await readLooks(world.db, { most: mostLooks })
      return reply.header('cache-control', 'no-store').send(
        lines.map(l => ({
          at: l.at,
          person: district.person(l.person ?? '')?.zh ?? l.person ?? '',
          unit: unitName(l.detail?.unit ?? '', district, request.lang),
          subject: l.subject ?? '',
          purpose: l.detail?.purpose ?? '',
          reason: l.detail?.reason ?? '',
        })),
      )
    },
  )
}
