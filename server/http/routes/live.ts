// The doors to the live stream: an officer hears what their scope sees, a reporter that their own matter went on. A stream
// ends when its session does or its post changes.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Scope, scopeOf } from '#core/life/who.ts'
import { paths } from '#wire/paths.ts'
import { signedOf } from '../access.ts'
import { openEventStream } from '../event-stream.ts'
import { sessionCookie } from '../session-port.ts'
import { doorNo, sayNo } from '../status.ts'
import type { World } from '../world.ts'
import { tokenParam, tracked } from './track.ts'

const checkMs = 20_000
/** A person has a few windows open; a whole village may stand behind one address. */
const mostOfSession = 12
const mostOfAddress = 100

export const liveRoutes = (app: FastifyInstance, world: World): void => {
  const open = new Map<string, number>()
  const enter = (key: string, most: number): (() => void) | undefined => {
    const n = open.get(key) ?? 0
    if (n >= most) return undefined
    open.set(key, n + 1)
    return () => {
      const left = (open.get(key) ?? 1) - 1
      if (left > 0) open.set(key, left)
      else open.delete(key)
    }
  }
  const ends = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of ends) end()
  })

  const stillSame = async (request: FastifyRequest, scope: Scope): Promise<boolean> => {
    const signed = await world.sessions.actorOf(request.cookies[sessionCookie] ?? '')
    return signed !== undefined && JSON.stringify(scopeOf(signed.actor)) === JSON.stringify(scope)
  }

  app.get(paths.live, { config: { access: 'signed-in', name: 'live' } }, async (request, reply) => {
    const signed = signedOf(request)
    const scope = scopeOf(signed.actor)
    const leave = enter(`seat ${signed.sessionId}`, mostOfSession)
    if (!leave) return sayNo(reply, doorNo('too-often', {}, 60))
    const stream = openEventStream(reply)
    const lastId = request.headers['last-event-id']
    let left: (() => void) | undefined
    let ended = false
    const check = setInterval(() => {
      // Not being able to ask is no reason to end; the next time will tell.
      stillSame(request, scope).then(
        same => void (same || stream.end()),
        () => {},
      )
    }, checkMs)
    ends.add(stream.end)
    stream.onEnd(() => {
      ended = true
      clearInterval(check)
      ends.delete(stream.end)
      leave()
      left?.()
    })
    try {
      left = await world.live.join(scope, request.lang, single(lastId), stream.send)
      if (ended) left()
    } catch (error) {
      world.log.warn({ err: error }, 'live stream could not begin')
      stream.end()
    }
  })

  app.get<{ Params: { token: string } }>(
    '/api/public/track/:token/live',
    { config: { access: 'public', name: 'track: live', cost: 2 }, schema: { params: tokenParam } },
    async (request, reply) => {
      const t = await tracked(world, request.params.token)
      if (!t) return sayNo(reply, doorNo('no-such-link'))
      const leave = enter(`address ${request.ip}`, mostOfAddress)
      if (!leave) return sayNo(reply, doorNo('too-often', {}, 60))
      const stream = openEventStream(reply)
      const lives = [t.own, t.carrier]
      const spec = t.own.life.facts
      const unfollow = [...new Set(lives.map(l => l.standing.subject))].map(subject =>
        world.live.follow(subject, changes => {
          // What a reporter is not shown does not stir their page either.
          const told = changes.filter(c => spec[c.type]?.plainZh !== undefined)
          if (told.length === 0) return
          const data = { subject: t.own.standing.subject, life: t.own.life.name, seq: told.at(-1)!.seq }
          stream.send(`event: changed\ndata: ${JSON.stringify(data)}\n\n`)
          // Carried on by another matter from now on: the page comes back and follows that one.
          if (told.some(c => c.type === 'merged' || c.type === 'unmerged')) stream.end()
        }),
      )
      const beat = setInterval(() => stream.send(': …\n\n'), checkMs)
      ends.add(stream.end)
      stream.onEnd(() => {
        clearInterval(beat)
        ends.delete(stream.end)
        for (const stop of unfollow) stop()
        leave()
      })
    },
  )
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header
