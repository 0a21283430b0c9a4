// Coming and going: sign in, sign out, take another post, change the password, set up a second factor. What is allowed
// is decided behind the port; here it becomes a cookie, a number and a sentence.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { SignIn } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { Me, RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { isNo, sessionCookie } from '../session-port.ts'
import { answer, sayNo } from '../status.ts'
import { meView } from '../views/me.ts'
import type { World } from '../world.ts'

/** A guess is dear: each costs a hash made slow on purpose. The sign-in room has limits of its own beside this. */
const guessCost = 10
const nos = { 403: RefusalView, 409: RefusalView, 422: RefusalView, 429: RefusalView }
const text = (max: number) => Type.String({ maxLength: max })
const body = <T extends Parameters<typeof Type.Object>[0]>(fields: T) =>
  Type.Object(fields, { additionalProperties: false })
/** A body that says nothing may be left out. */
export const NoBody = Type.Union([body({}), Type.Null()])

export const signInRoutes = (app: FastifyInstance, world: World): void => {
  const { sessions, settings } = world
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: settings.tls } as const
  const tokenOf = (request: FastifyRequest): string => request.cookies[sessionCookie] ?? ''
  const me = (request: FastifyRequest) => meView(signedOf(request), world.district(), request.lang)
  const seat = { access: 'any-post', beforeReady: true } as const
  const done = (reply: FastifyReply, no: Awaited<ReturnType<typeof sessions.changePassword>>) =>
    no ? sayNo(reply, no) : reply.code(204).send()

  app.get(
    paths.session,
    { config: { ...seat, name: 'who am I' }, schema: { response: { 200: Me, 401: RefusalView } } },
    async (request, reply) => reply.header('cache-control', 'no-store').send(me(request)),
  )
  app.post<{ Body: SignIn }>(
    paths.session,
    {
      config: { access: 'public', name: 'sign in', cost: guessCost },
      schema: { body: SignIn, response: { 200: Me, ...nos } },
    },
    async (request, reply) => {
      const result = await sessions.signIn(request.body, request.ip)
      if (isNo(result)) return sayNo(reply, result)
      // So many seconds from now, not until a day: the browser may live in another time than the district.
      const maxAge = Math.ceil((result.endsAt - world.now()) / 1000)
      reply.setCookie(sessionCookie, result.token, { ...cookie, maxAge })
      return reply.send(meView(result.signed, world.district(), request.lang))
    },
  )
  app.delete(paths.session, { config: { ...seat, name: 'sign out' } }, async (request, reply) => {
    await sessions.signOut(tokenOf(request))
    return reply.clearCookie(sessionCookie, cookie).code(204).send()
  })
  app.post(
    `${paths.session}/end-all`,
    { config: { ...seat, name: 'sign out everywhere' }, schema: { body: NoBody } },
    async (request, reply) => {
      await sessions.signOutEverywhere(tokenOf(request))
      return reply.clearCookie(sessionCookie, cookie).code(204).send()
    },
  )
  app.post<{ Body: { post: string } }>(
    paths.sessionPost,
    {
      config: { ...seat, name: 'take a post' },
      schema: { body: body({ post: text(60) }), response: { 200: Me, ...nos } },
    },
    async (request, reply) => {
      const signed = await sessions.takePost(tokenOf(request), request.body.post)
      return isNo(signed) ? sayNo(reply, signed) : reply.send(meView(signed, world.district(), request.lang))
    },
  )
  app.post<{ Body: { old: string; fresh: string } }>(
    paths.sessionPassword,
    {
      config: { ...seat, name: 'change my password', cost: guessCost },
      schema: { body: body({ old: text(200), fresh: text(200) }), response: nos },
    },
    async (request, reply) =>
      done(reply, await sessions.changePassword(tokenOf(request), request.body.old, request.body.fresh)),
  )
  app.post(
    paths.secondFactor,
    {
      config: { ...seat, name: 'begin a second factor', cost: guessCost },
      schema: {
        body: NoBody,
        response: {
          200: Type.Object({
            secret: Type.String(),
            uri: Type.String(),
            recovery: Type.Array(Type.String()),
          }),
          ...nos,
        },
      },
    },
    async (request, reply) => {
      const begun = await sessions.beginSecondFactor(tokenOf(request))
      return answer(reply.header('cache-control', 'no-store'), begun)
    },
  )
  app.put<{ Body: { code: string } }>(
    paths.secondFactor,
    {
      config: { ...seat, name: 'confirm a second factor', cost: guessCost },
      schema: { body: body({ code: text(20) }), response: nos },
    },
    async (request, reply) =>
      done(reply, await sessions.confirmSecondFactor(tokenOf(request), request.body.code)),
  )
  app.post<{ Body: { password: string } }>(
    `${paths.secondFactor}/drop`,
    {
      config: { ...seat, name: 'drop my second factor', cost: guessCost },
      schema: { body: body({ password: text(200) }), response: nos },
    },
    async (request, reply) =>
      done(reply, await sessions.dropSecondFactor(tokenOf(request), request.body.password)),
  )
}
