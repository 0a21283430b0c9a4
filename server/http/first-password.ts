// A first password: made by the house, shown once, good for nothing but setting one's own. Given by the security
// administrator at the desk, and by whoever runs the machine to the first security administrator there is.
import { randomInt } from 'node:crypto'
import { accountOfPerson, loginFrom, makeAccount, setPassword } from '#server/store/accounts.ts'
import { hashPassword } from '#server/store/passwords.ts'
import { forgetAttempts } from '#server/store/sign-in-attempts.ts'
import type { SignInWorld } from './session.ts'
import { signInNo } from './session-no.ts'
import type { SessionNo } from './session-port.ts'

/** Read aloud and typed once: no letters that look alike. 12 of 31 are 59 bits. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const firstPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/**
 * Makes the account under the name wished for, the person's id when none is; an account that is there keeps its name,
 * and everybody signed in with it is signed out. `made` tells which it was.
 */
export const giveFirstPassword = async (
  { db, now, sessions, district }: Pick<SignInWorld, 'db' | 'now' | 'sessions' | 'district'>,
  person: string,
  loginWish: string | undefined,
): Promise<{ login: string; password: string; made: boolean } | SessionNo> => {
  if (!district().person(person)) return signInNo('unknown-person', { person })
  const password = firstPassword()
  const passwordHash = await hashPassword(password)
  const account = await accountOfPerson(db, person)
  if (account) {
    await setPassword(db, person, passwordHash, true, now())
    await forgetAttempts(db, account.login)
    await sessions.endAllOf(person)
    return { login: account.login, password, made: false }
  }
  const wish = loginWish ?? person
  const login = loginFrom(wish)
  if (login === undefined) return signInNo('bad-login', { login: wish })
  const made = await makeAccount(
    db.system,
    db.district,
    { person, login, passwordHash, mustChange: true },
    now(),
  )
  return made === 'taken' ? signInNo('login-taken', { login }) : { login, password, made: true }
}
