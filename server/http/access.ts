// Who may knock at which door at all. Every route names it; a route that forgot makes the program refuse to start.
// What a person finds behind the door is asked again by the rules and by the database.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Role } from '#core/district/district.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { SessionNo, Signed } from './session-port.ts'
import { doorNo } from './status.ts'

/** `signed-in`: any post that carries business; `any-post`: also the three administrators. */
export type Access = 'public' | 'signed-in' | 'any-post' | { roles: readonly Role[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may knock. */
    access?: Access
    /** Short name, for logs and the list of doors. */
    name?: string
    /** Possible before the first password was changed and a required second factor set up. */
    beforeReady?: boolean
    /** How dear one request is to the bucket it draws from; 1 when absent. */
    cost?: number
  }
  interface FastifyRequest {
    signed: Signed | undefined
    lang: Lang
  }
}

/** Administrators of the machine, of security and of audit see no business data (separation of three powers). */
const adminRoles: readonly Role[] = ['sys_admin', 'security_admin', 'audit_admin']

export const mayKnock = (access: Access, signed: Signed | undefined): SessionNo | undefined => {
  if (access === 'public') return undefined
  if (!signed) return doorNo('not-signed-in')
  const { role } = signed.actor.post
  const may =
    access === 'any-post'
      ? true
      : access === 'signed-in'
        ? !adminRoles.includes(role)
        : access.roles.includes(role)
  return may ? undefined : doorNo('not-your-post')
}

export type Door = { method: string; url: string; name: string; access: Access }

/** Lists every route as it is declared, and refuses one without `access` and `name`. */
export const keepDoors = (app: FastifyInstance): readonly Door[] => {
  const doors: Door[] = []
  app.addHook('onRoute', route => {
    const { access, name } = route.config ?? {}
    for (const method of [route.method].flat()) {
      if (method === 'HEAD' || method === 'OPTIONS') continue
      if (access === undefined || name === undefined)
        throw new Error(`route ${method} ${route.url}: config needs access and name`)
      doors.push({ method, url: route.url, name, access })
    }
  })
  return doors
}

/** The signed person of a route that only lets signed people in. */
export const signedOf = (request: FastifyRequest): Signed => {
  if (!request.signed) throw new Error(`route ${request.routeOptions.url} was reached without a session`)
  return request.signed
}
