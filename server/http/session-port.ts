// What the doors ask about the person in front of them: who is this, may they sign in, which post do they take. How
// passwords, second factors and sessions are kept is the business of the files behind this port; HTTP is not.
import type { Post } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Actor } from '#core/life/who.ts'
import type { RefusalView } from '#wire/views.ts'

/** A person with a valid session, in the post they chose. */
export type Signed = {
  actor: Actor & { kind: 'officer' }
  /** All posts held now, own ones first. */
  posts: readonly Post[]
  /** Must come back as x-csrf on every change. */
  csrf: string
  /** A second factor is set up. */
  secondFactor: boolean
  /** The password is a first one: nothing but changing it is possible. */
  mustChange: boolean
  /** The post requires a second factor and there is none: nothing but setting one up is possible. */
  mustSetUpSecondFactor: boolean
  /** Names the session without revealing it: key for rate limits and for ending live streams. */
  sessionId: string
}

/** An expected no of the sign-in room. `status` is the HTTP number: 400 401 403 409 422 429; never 5xx. */
export type SessionNo = { no: RefusalView; status: number; retryAfterSeconds?: number }
export const isNo = (x: unknown): x is SessionNo => typeof x === 'object' && x !== null && 'no' in x

export type AccountLine = {
  person: string
  login: string
  words: string
  posts: readonly string[]
  disabled: boolean
  locked: boolean
  secondFactor: boolean
  mustChange: boolean
}

/** One look at personal data, for the auditor. */
export type LookLine = {
  at: Instant
  person: string
  unit: string
  subject: string
  purpose: string
  reason: string
}

export type Sessions = {
  /** Who holds this token (value of the session cookie), now; undefined when it is unknown, ended or without a post. */
  actorOf(token: string): Promise<Signed | undefined>
  /** The token goes into the cookie. `address` is the caller's network address, for slowing down guesses. */
  signIn(
    wish: { login: string; password: string; code?: string },
    address: string,
  ): Promise<{ token: string; endsAt: Instant; signed: Signed } | SessionNo>
  signOut(token: string): Promise<void>
  /** Ends this session and every other one of the same person. */
  signOutEverywhere(token: string): Promise<void>
  /** The session's other post; a new csrf comes with it. */
  takePost(token: string, post: string): Promise<Signed | SessionNo>
  changePassword(token: string, old: string, fresh: string): Promise<SessionNo | undefined>
  /** Starts setting up: the secret and its otpauth:// address, shown once; it counts after `confirm`. Each
   * recovery code replaces the second factor once, when the phone is lost. */
  beginSecondFactor(
    token: string,
  ): Promise<{ secret: string; uri: string; recovery: readonly string[] } | SessionNo>
  confirmSecondFactor(token: string, code: string): Promise<SessionNo | undefined>
  dropSecondFactor(token: string, password: string): Promise<SessionNo | undefined>
  accounts: {
    list(q: string | undefined): Promise<readonly AccountLine[]>
    /** A new account for a person of the district, or a new first password for one who has it. Shown once. */
    firstPassword(
      person: string,
      login: string | undefined,
      by: Signed,
    ): Promise<{ login: string; password: string } | SessionNo>
    setDisabled(person: string, disabled: boolean, by: Signed): Promise<SessionNo | undefined>
    unlock(person: string, by: Signed): Promise<SessionNo | undefined>
    /** Takes the second factor away from somebody who lost it. */
    dropSecondFactor(person: string, by: Signed): Promise<SessionNo | undefined>
  }
}

/** The cookie that carries the session token: HttpOnly, SameSite=Strict, Path=/, Secure when served over TLS. */
export const sessionCookie = 'jiewang'
