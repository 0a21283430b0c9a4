// The sign-in room: who is this, may they come in, which post do they take. Without a post in force nobody comes in.
import type { District, Role } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { type AccessAct, logAccess } from '#server/store/access-log.ts'
import {
  type Account,
  accountByLogin,
  accountOfPerson,
  isFirstPasswordVoid,
  setPassword,
} from '#server/store/accounts.ts'
import { faultOf, hashPassword, isPassword, TooManySignIns } from '#server/store/passwords.ts'
import type { Database } from '#server/store/pool.ts'
import type { Session, SessionStore } from '#server/store/sessions.ts'
import { countAttempt, forgetAttempts, giveBack, keepAttempt } from '#server/store/sign-in-attempts.ts'
import type { SecondFactor } from './second-factor.ts'
import { signInNo } from './session-no.ts'
import type { SessionNo, Sessions, Signed } from './session-port.ts'

export type SignInWorld = {
  db: Database
  district: () => District
  now: () => Instant
  sessions: SessionStore
  secondFactor: SecondFactor
  /** Posts that may do nothing but set up a second factor until they have one. */
  secondFactorFor: readonly Role[]
}

/** Person, unit and post of a session as the pack has them today; undefined when no post is in force. */
export const signedOf = (world: SignInWorld, session: Session): Signed | undefined => {
  const district = world.district()
  const posts = district.postsOf(session.person, world.now())
  // The post chosen may have ended at midnight; then the person's own first post is taken.
  const post = posts.find(p => p.id === session.post) ?? posts[0]
  const unit = post && district.unit(post.unit)
  if (!post || !unit) return undefined
  return {
    actor: { kind: 'officer', person: session.person, post, unit },
    posts,
    csrf: session.csrf,
    secondFactor: session.secondFactor,
    mustChange: session.mustChange,
    mustSetUpSecondFactor: !session.secondFactor && world.secondFactorFor.includes(post.role),
    sessionId: session.hash.slice(0, 16),
  }
}

const minutesUntil = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((until - now) / 60_000))

export const makeSignIn = (world: SignInWorld): Omit<Sessions, 'accounts'> => {
  const { db, now, sessions, secondFactor } = world
  const log = (act: AccessAct, person: string | undefined, detail: Record<string, string> = {}) =>
    logAccess(db, { at: now(), act, ...(person === undefined ? {} : { person }), detail })

  const locked = (until: Instant): SessionNo => {
    const minutes = minutesUntil(until, now())
    return signInNo('sign-in-locked', { minutes: String(minutes) }, minutes * 60)
  }

  /** One try at a password, counted; the work given decides whether it was a guess. */
  const tried = async <T>(
    login: string,
    person: string | undefined,
    detail: Record<string, string>,
    work: () => Promise<{ right: true; value: T } | { wrong: SessionNo } | { notYet: SessionNo }>,
  ): Promise<T | SessionNo> => {
    const attempt = await countAttempt(db, login, now())
    if ('lockedUntil' in attempt) return locked(attempt.lockedUntil)
    let outcome: Awaited<ReturnType<typeof work>>
    try {
      outcome = await work()
    } catch (error) {
      await giveBack(db, login)
      if (error instanceof TooManySignIns) return signInNo('sign-in-crowded', { seconds: '3' }, 3)
      throw error
    }
    if ('right' in outcome) {
      await forgetAttempts(db, login)
      return outcome.value
    }
    if ('notYet' in outcome) {
      await giveBack(db, login)
      return outcome.notYet
    }
    await log('sign-in-failed', person, detail)
    if ((await keepAttempt(db, login, now())) !== undefined) await log('sign-in-locked', person, detail)
    return outcome.wrong
  }

  const accountOf = async (token: string): Promise<Account | undefined> => {
    const session = await sessions.find(token)
    return session && accountOfPerson(db, session.person)
  }

  /** The password of somebody already signed in, asked for again; true or why not. */
  const passwordAgain = (account: Account, password: string): Promise<true | SessionNo> =>
    tried(account.login, account.person, { again: 'yes' }, async () =>
      (await isPassword(account.passwordHash, password))
        ? { right: true, value: true as const }
        : { wrong: signInNo('wrong-password') },
    )

  return {
    actorOf: async token => {
      const session = await sessions.find(token)
      return session && signedOf(world, session)
    },

    signIn: async (wish, address) => {
      const found = await accountByLogin(db, wish.login)
      const account = found?.disabled ? undefined : found
      return tried(wish.login, account?.person, { address }, async () => {
        const right = await isPassword(account?.passwordHash, wish.password)
        if (!right || !account) return { wrong: signInNo('wrong-sign-in') }
        if (isFirstPasswordVoid(account, now())) return { notYet: signInNo('first-password-void') }
        const [post] = world.district().postsOf(account.person, now())
        if (!post) return { notYet: signInNo('no-post-now') }
        if (account.secondFactor !== null) {
          if (wish.code === undefined || wish.code === '') return { notYet: signInNo('second-factor-needed') }
          const used = await secondFactor.use(account, wish.code)
          if (!used) return { wrong: signInNo('wrong-code') }
          if (used === 'recovery') await log('recovery-code-used', account.person, { address })
        }
        const { token, session } = await sessions.begin(account.person, post.id)
        const signed = signedOf(world, session)
        if (!signed) return { notYet: signInNo('no-post-now') }
        await log('sign-in', account.person, { address })
        return { right: true, value: { token, endsAt: session.endsAt, signed } }
      })
    },

    signOut: async token => {
      const ended = await sessions.end(token)
      if (ended) await log('sign-out', ended.person)
    },

    signOutEverywhere: async token => {
      const session = await sessions.find(token)
      if (!session) return
      await sessions.endAllOf(session.person)
      await log('sign-out', session.person, { everywhere: 'yes' })
    },

    takePost: async (token, post) => {
      const session = await sessions.find(token)
      if (!session) return signInNo('session-over')
      if (
        !world
          .district()
          .postsOf(session.person, now())
          .some(p => p.id === post)
      )
        return signInNo('not-your-own-post', { post: world.district().post(post)?.zh ?? post })
      const moved = await sessions.setPost(token, post)
      return (moved && signedOf(world, moved)) ?? signInNo('session-over')
    },

    changePassword: async (token, old, fresh) => {
      const account = await accountOf(token)
      if (!account) return signInNo('session-over')
      const right = await passwordAgain(account, old)
      if (right !== true) return right
      const fault = faultOf(fresh, account.login)
      if (fault) return signInNo(fault)
      if (await isPassword(account.passwordHash, fresh)) return signInNo('same-password')
      await setPassword(db, account.person, await hashPassword(fresh), false, now())
      // Whoever else came in with the old one goes out.
      await sessions.endAllOf(account.person, token)
      await log('password-changed', account.person)
      return undefined
    },

    beginSecondFactor: async token => {
      const account = await accountOf(token)
      if (!account) return signInNo('session-over')
      if (account.secondFactor !== null) return signInNo('factor-in-force')
      return secondFactor.begin(account, `结网 ${world.district().zh}`)
    },

    confirmSecondFactor: async (token, code) => {
      const account = await accountOf(token)
      if (!account) return signInNo('session-over')
      if (account.secondFactorPending === null) return signInNo('no-factor-begun')
      if (!(await secondFactor.confirm(account, code.trim()))) return signInNo('wrong-code')
      // Sessions begun without it, perhaps by somebody who knows the password, end.
      await sessions.endAllOf(account.person, token)
      await log('second-factor-set', account.person)
      return undefined
    },

    dropSecondFactor: async (token, password) => {
      const account = await accountOf(token)
      if (!account) return signInNo('session-over')
      const right = await passwordAgain(account, password)
      if (right !== true) return right
      const posts = world.district().postsOf(account.person, now())
      if (posts.some(p => world.secondFactorFor.includes(p.role))) return signInNo('factor-required')
      await secondFactor.drop(account.person)
      sessions.forget(account.person)
      await log('second-factor-dropped', account.person)
      return undefined
    },
  }
}
