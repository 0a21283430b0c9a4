// What happens to every request before its route: turn away when the house is full, find out who asks and in which
// language, let in or refuse, and make sure that a change was really made from a page of ours.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayKnock } from './access.ts'
import { languageOf } from './language.ts'
import { makeBuckets, makeGate } from './load-shedding.ts'
import { type SessionNo, sessionCookie } from './session-port.ts'
import { busySeconds, doorNo, sayNo, sayRefused } from './status.ts'
import type { World } from './world.ts'

/**
 * Requests at once, then per second. A mobile network puts thousands of residents behind one address, and on the night
 * of a storm they all report: the bucket stops a single flooding program; the gate protects the house from many.
 */
const perAddress = { burst: 1200, perSecond: 100 }
/** A desk opens a page of a dozen reads with every key pressed; a connected program works through a list. */
const perSession = { burst: 600, perSecond: 100 }

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())

/** A browser says where a change comes from; anything that is not our own page may not use a person's session. */
const isForeign = (request: FastifyRequest, ours: string | undefined): boolean => {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (origin === undefined) return false
  if (ours !== undefined) return origin !== ours
  try {
    return new URL(origin).host !== request.host
  } catch {
    return true
  }
}

export const addEntry = (app: FastifyInstance, world: World): void => {
  const addresses = makeBuckets(perAddress.burst, perAddress.perSecond)
  const seats = makeBuckets(perSession.burst, perSession.perSecond)
  const gate = makeGate(world.waiting)
  const nowMs = world.monotonicMs
  app.addHook('onClose', async () => gate.close())
  app.decorateRequest('signed', undefined)
  app.decorateRequest('lang', 'zh')

  const refusal = async (request: FastifyRequest): Promise<SessionNo | undefined> => {
    const { access = 'public', cost = 1, beforeReady = false } = request.routeOptions.config
    const token = request.cookies[sessionCookie]
    if (token !== undefined && token.length <= 200) request.signed = await world.sessions.actorOf(token)
    const { signed } = request
    const wait = signed
      ? seats.take(signed.sessionId, cost, nowMs())
      : addresses.take(request.ip, cost, nowMs())
    if (wait !== undefined) return doorNo('too-often', {}, wait)
    const no = mayKnock(access, signed)
    if (no) return no
    if (access !== 'public' && signed && !beforeReady) {
      if (signed.mustChange) return doorNo('change-password-first')
      if (signed.mustSetUpSecondFactor) return doorNo('second-factor-first')
    }
    if (!changes.has(request.method)) return undefined
    if (isForeign(request, world.settings.origin)) return doorNo('foreign-origin')
    if (access === 'public' || !signed) return undefined
    const csrf = request.headers['x-csrf']
    return typeof csrf === 'string' && same(csrf, signed.csrf) ? undefined : doorNo('stale-page')
  }

  const isMachinery = (request: FastifyRequest) => request.routeOptions.config.cost === 0

  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    request.lang = languageOf(request.headers['accept-language'])
    if (isMachinery(request)) return
    if (gate.isShut()) return sayRefused(reply, { refused: 'busy', with: { seconds: String(busySeconds) } })
    const no = await refusal(request)
    if (no) return sayNo(reply, no)
    // What one person was shown must not lie in a shared computer's cache for the next.
    if (request.signed) reply.header('cache-control', 'no-store')
  })
}
