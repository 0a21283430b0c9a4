// The outbox of the simulated database: messages owed because of a fact, claimed for a while by whoever sends them, under
// a key that names the message for ever.
import type { Instant } from '#core/kit/instant.ts'
import type { KeptSubject } from '../net/memory-store.ts'

export type Owed = {
  key: string
  subject: string
  seq: number
  recipient: string
  wording: string
  tries: number
  nextTryAt: Instant
  sentAt?: Instant
}

export type Outbox = {
  add(kept: Pick<KeptSubject, 'subject' | 'notices'>, at: Instant): void
  /** Due messages, hidden from other senders until the lease ends. */
  claim(now: Instant, most: number, leaseMs: number): readonly Owed[]
  markSent(key: string, at: Instant): void
  putOff(key: string, until: Instant): void
  /** When the next message is due; undefined when nothing is owed. */
  nextTryAt(): Instant | undefined
  get(key: string): Owed | undefined
  all(): Iterable<Owed>
  unsent(): number
}

export const noticeKey = (subject: string, n: { seq: number; to: string; wording: string }): string =>
  `${subject}|${n.seq}|${n.to}|${n.wording}`

export const makeOutbox = (): Outbox => {
  const rows = new Map<string, Owed>()
  const open = new Map<string, Owed>()
  return {
    add: ({ subject, notices }, at) => {
      for (const n of notices) {
        const key = noticeKey(subject, n)
        if (rows.has(key)) continue
        const { seq, to: recipient, wording } = n
        const owed = { key, subject, seq, recipient, wording, tries: 0, nextTryAt: at }
        rows.set(key, owed)
        open.set(key, owed)
      }
    },
    claim: (now, most, leaseMs) => {
      const due = [...open.values()]
        .filter(o => o.nextTryAt <= now)
        .sort((a, b) => a.nextTryAt - b.nextTryAt || (a.key < b.key ? -1 : 1))
        .slice(0, most)
      for (const o of due) {
        o.tries++
        o.nextTryAt = (now + leaseMs) as Instant
      }
      // What a sender holds is what it read: later changes of the row do not reach it.
      return due.map(o => ({ ...o }))
    },
    markSent: (key, at) => {
      const owed = open.get(key)
      if (!owed) return
      owed.sentAt = at
      open.delete(key)
    },
    putOff: (key, until) => {
      const owed = open.get(key)
      if (owed) owed.nextTryAt = until
    },
    nextTryAt: () => {
      let first: Instant | undefined
      for (const o of open.values()) if (first === undefined || o.nextTryAt < first) first = o.nextTryAt
      return first
    },
    get: key => rows.get(key),
    all: () => rows.values(),
    unsent: () => open.size,
  }
}
