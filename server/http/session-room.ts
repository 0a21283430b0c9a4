// The sign-in room put together: sessions, second factor and accounts behind the one port the doors know.
import type { District, Role } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from '#server/store/pool.ts'
import { makeSessionStore } from '#server/store/sessions.ts'
import type { Vault } from '#server/store/vault.ts'
import { makeAccountAdmin } from './account-admin.ts'
import { makeSecondFactor } from './second-factor.ts'
import { makeSignIn, type SignInWorld } from './session.ts'
import type { Sessions } from './session-port.ts'

/** The three administrators hold the keys of the house: outside a demonstration they need a second factor. */
const guarded: readonly Role[] = ['sys_admin', 'security_admin', 'audit_admin']

export const makeSessions = (given: {
  db: Database
  district: () => District
  now: () => Instant
  /** What the phones of people show, where the district lives in another time. */
  phones?: () => Instant
  vault: Vault
  /** Posts that must set up a second factor; the three administrators unless the district is synthetic. */
  secondFactorFor?: readonly Role[]
}): Sessions => {
  const { db, district, now, vault } = given
  const world: SignInWorld = {
    db,
    district,
    now,
    sessions: makeSessionStore(db, now),
    secondFactor: makeSecondFactor(db, vault, given.phones ?? now),
    secondFactorFor: given.secondFactorFor ?? (district().synthetic ? [] : guarded),
  }
  return { ...makeSignIn(world), accounts: makeAccountAdmin(world) }
}
