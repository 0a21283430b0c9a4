// Accounts in the hands of the security administrator: give a first password, unlock, disable, take a lost second
// factor away. Every act is in the access log; nobody does any of it to themselves.
import { type AccessAct, logAccess } from '#server/store/access-log.ts'
import { type Account, accountOfPerson, allAccounts, setDisabled } from '#server/store/accounts.ts'
import { forgetAttempts, lockedOf } from '#server/store/sign-in-attempts.ts'
import { giveFirstPassword } from './first-password.ts'
import type { SignInWorld } from './session.ts'
import { signInNo } from './session-no.ts'
import { isNo, type SessionNo, type Sessions, type Signed } from './session-port.ts'

export const makeAccountAdmin = (world: SignInWorld): Sessions['accounts'] => {
  const { db, now, sessions } = world
  const log = (act: AccessAct, by: Signed, person: string) =>
    logAccess(db, {
      at: now(),
      act,
      person: by.actor.person,
      post: by.actor.post.id,
      detail: { of: person },
    })

  /** An act on somebody else's account. */
  const on = async (
    person: string,
    by: Signed,
    act: AccessAct,
    work: (account: Account) => Promise<void>,
  ): Promise<SessionNo | undefined> => {
    if (person === by.actor.person) return signInNo('not-your-own-account')
    const account = await accountOfPerson(db, person)
    if (!account) return signInNo('no-account', { person })
    await work(account)
    await log(act, by, person)
    return undefined
  }

  return {
    list: async q => {
      const district = world.district()
      const accounts = await allAccounts(db)
      const at = now()
      const locked = await lockedOf(
        db,
        accounts.map(a => a.login),
        at,
      )
      const lines = accounts.map(a => ({
        person: a.person,
        login: a.login,
        words: district.person(a.person)?.zh ?? a.person,
        posts: district.postsOf(a.person, at).map(p => `${district.unit(p.unit)?.zh ?? p.unit} ${p.zh}`),
        disabled: a.disabled,
        locked: locked.has(a.login),
        secondFactor: a.secondFactor !== null,
        mustChange: a.mustChange,
      }))
      const wanted = (q ?? '').trim().toLowerCase()
      return lines.filter(l => [l.login, l.words, l.person, ...l.posts].some(text => text.includes(wanted)))
    },

    firstPassword: async (person, login, by) => {
      if (person === by.actor.person) return signInNo('not-your-own-account')
      const given = await giveFirstPassword(world, person, login)
      if (isNo(given)) return given
      await log(given.made ? 'account-made' : 'first-password', by, person)
      return { login: given.login, password: given.password }
    },

    setDisabled: (person, disabled, by) =>
      on(person, by, disabled ? 'account-disabled' : 'account-enabled', async () => {
        await setDisabled(db, person, disabled)
        if (disabled) await sessions.endAllOf(person)
      }),

    unlock: (person, by) => on(person, by, 'account-unlocked', account => forgetAttempts(db, account.login)),

    dropSecondFactor: (person, by) =>
      on(person, by, 'second-factor-dropped', async () => {
        await world.secondFactor.drop(person)
        await sessions.endAllOf(person)
      }),
  }
}
