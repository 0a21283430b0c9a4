// The second factor: time-based codes (RFC 6238) from any authenticator app, and ten recovery codes for the day the
// phone is lost. A code counts once. The secret lies in the vault and leaves it only to be compared.
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'
import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import { type Account, accountOfPerson } from '#server/store/accounts.ts'
import type { Database } from '#server/store/pool.ts'
import {
  putInForce,
  setPending,
  spendRecoveryCode,
  spendStep,
  takeAway,
} from '#server/store/second-factor.ts'
import type { Vault } from '#server/store/vault.ts'

/** One step before and after: clocks of phones and people's fingers. */
const toleranceSeconds = 30
const recoveryCodes = 10
/** No 0/O, 1/I/L: read from paper. 10 of 31 letters are 49 bits; guesses are counted like passwords. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const recoveryLength = 10

/** As it lies in the vault. The pepper keys the hashes of the recovery codes: useless without the vault. */
type Secret = { secret: string; pepper: string; recovery?: string[] }

export type SecondFactor = ReturnType<typeof makeSecondFactor>

export const makeSecondFactor = (db: Database, vault: Vault, now: () => Instant) => {
  const secretOf = async (ref: string): Promise<Secret> => {
    const text = await vault.open(ref)
    assert(text !== undefined, `second factor ${ref}: the account names a record the vault does not have`)
    return JSON.parse(text) as Secret
  }
  /** The time step a code belongs to; undefined when it belongs to none near now. */
  const stepOf = async (secret: string, code: string): Promise<number | undefined> => {
    if (!/^\d{6}$/.test(code)) return undefined
    const found = await verify({
      secret,
      token: code,
      epoch: Math.floor(now() / 1000),
      epochTolerance: toleranceSeconds,
    })
    return found.valid && 'timeStep' in found ? found.timeStep : undefined
  }
  return {
    /** A new secret that does not count yet, with the address an authenticator scans and the recovery codes. */
    begin: async (account: Account, issuer: string) => {
      const secret = generateSecret()
      const pepper = randomBytes(32).toString('base64')
      const recovery = Array.from({ length: recoveryCodes }, recoveryCode)
      const hashes = recovery.map(code => hashOf(pepper, code))
      const ref = await vault.put('second-factor', JSON.stringify({ secret, pepper, recovery: hashes }))
      const replaced = await setPending(db, account.person, ref)
      if (replaced !== undefined) await vault.destroy(replaced)
      return { secret, uri: generateURI({ issuer, label: account.login, secret }), recovery }
    },
    /** Whether the code proves that the secret arrived; from then on it is asked for. */
    confirm: async (account: Account, code: string): Promise<boolean> => {
      const ref = account.secondFactorPending
      if (ref === null) return false
      const { secret, recovery } = await secretOf(ref)
      const step = await stepOf(secret, code)
      if (step === undefined || !(await putInForce(db, account.person, ref, step, recovery ?? [])))
        return false
      if (account.secondFactor !== null) await vault.destroy(account.secondFactor)
      return true
    },
    /** Which kind of code it was; undefined when it is wrong or used up. */
    use: async (account: Account, code: string): Promise<'code' | 'recovery' | undefined> => {
      assert(account.secondFactor !== null, `${account.person} has no second factor`)
      const { secret, pepper } = await secretOf(account.secondFactor)
      const said = code.replace(/[\s-]/g, '').toUpperCase()
      const step = await stepOf(secret, said)
      if (step !== undefined) return (await spendStep(db, account.person, step)) ? 'code' : undefined
      if (said.length !== recoveryLength) return undefined
      return (await spendRecoveryCode(db, account.person, hashOf(pepper, said), now()))
        ? 'recovery'
        : undefined
    },
    /** Takes it away and destroys its secret. False when there was none. */
    drop: async (person: string): Promise<boolean> => {
      const account = await accountOfPerson(db, person)
      if (!account?.secondFactor && !account?.secondFactorPending) return false
      for (const ref of await takeAway(db, person)) await vault.destroy(ref)
      return true
    },
  }
}

const recoveryCode = (): string =>
  Array.from({ length: recoveryLength }, () => letters[randomInt(letters.length)]).join('')

const hashOf = (pepper: string, code: string): string =>
  createHmac('sha256', Buffer.from(pepper, 'base64')).update(code).digest('hex')
