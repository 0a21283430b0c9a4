// Bugs put into the net on purpose, from outside: wrapped around the store, the database, or a table of a life. Each is
// one that somebody could really write.

import type { District } from '#core/district/district.ts'
import type { Fact } from '#core/life/fact.ts'
import { standingOf } from '#core/life/standing.ts'
import { matter } from '#core/lives/matter.ts'
import { nowRowOf } from '#desk/now-row.ts'
import type { Append, Store } from '#desk/store-port.ts'
import type { PromiseName } from './check/promises.ts'
import type { Plant } from './week.ts'

export type Planted = {
  what: string
  /** The promises it may be seen to break first. */
  breaks: readonly PromiseName[]
  plant: Plant
  /** Weeks before this one let it through; they are lived again with JIEWANG_LONG=1 only. */
  firstSeed?: number
  /** Spoils a table of a life; answers how to mend it again. */
  table?: () => () => void
}

type Anything = Record<string, unknown>

const spoilMove = (name: string, spoil: (facts: readonly Anything[]) => readonly Anything[]) => () => {
  const moves = matter.moves as unknown as Record<string, { facts: (s: unknown) => unknown }>
  const honest = moves[name]!
  moves[name] = {
    ...honest,
    facts: s => {
      const made = honest.facts(s)
      return Array.isArray(made) ? spoil(made) : made
    },
  }
  return () => {
    moves[name] = honest
  }
}

const spoilFold = (type: string, spoil: (before: Anything, after: Anything) => Anything) => () => {
  const facts = matter.facts as unknown as Record<string, { fold?: (d: Anything, f: unknown) => Anything }>
  const honest = facts[type]!
  facts[type] = { ...honest, fold: (d, f) => spoil(d, honest.fold ? honest.fold(d, f) : d) }
  return () => {
    facts[type] = honest
  }
}

const restarted = (facts: readonly Anything[]): readonly Anything[] =>
  facts.map(f => ({
    ...f,
    clocks: ((f.clocks ?? []) as readonly Anything[]).map(({ keep: _keep, ...clock }) => clock),
  }))

/** Whoever comes second is put behind the first instead of being asked again. */
const lastWins =
  (district: District, which: (a: Append) => boolean) =>
  (store: Store): Store => ({
    ...store,
    keep: async append => {
      const kept = await store.keep(append)
      if (kept === 'kept' || !which(append)) return kept
      const before = await store.factsOf(append.subject)
      const facts = append.facts.map((f, i): Fact => ({ ...f, seq: before.length + 1 + i }))
      const standing = standingOf(matter, [...before, ...facts])
      if (!standing || append.row.life !== 'matter') return kept
      const notices = append.notices.map(n => ({ ...n, seq: n.seq - append.after + before.length }))
      const row = nowRowOf(matter as never, standing as never, district)
      return store.keep({ ...append, after: before.length, facts, row, notices })
    },
  })

const has = (a: Append, type: string): boolean => a.facts.some(f => f.type === type)

export const planted = (district: District): readonly Planted[] => [
  {
    what: 'double lead: whoever held it stays in charge beside the new lead',
    breaks: ['one-clock', 'one-lead', 'clock-pauses'],
    plant: {},
    table: spoilFold('dispatched', (before, after) => ({
      ...after,
      co: before.lead === after.lead ? after.co : [...(after.co as string[]), before.lead],
    })),
  },
  {
    what: 'double lead: two desks dispatch at once and the last one wins',
    breaks: ['acknowledged', 'history', 'told-once', 'clock-once'],
    plant: { store: lastWins(district, a => has(a, 'dispatched')) },
  },
  {
    what: 'lost outbox row: of several messages the last is forgotten',
    breaks: ['told-once'],
    plant: {
      store: store => ({
        ...store,
        keep: a => store.keep(a.notices.length > 2 ? { ...a, notices: a.notices.slice(0, -1) } : a),
      }),
    },
  },
  {
    what: 'lost outbox row: marked as sent when it is claimed',
    breaks: ['told-at-last'],
    plant: {
      durable: durable => ({
        ...durable,
        outbox: {
          ...durable.outbox,
          claim: (now, most, leaseMs) => {
            const claimed = durable.outbox.claim(now, most, leaseMs)
            for (const { key } of claimed) durable.outbox.markSent(key, now)
            return claimed
          },
        },
      }),
    },
  },
  {
    what: 'the clock starts again when a matter is sorted again',
    breaks: ['clock-once'],
    plant: {},
    table: spoilMove('sort', restarted),
  },
  {
    what: 'the promise starts again when a matter is sent on',
    breaks: ['clock-once'],
    plant: {},
    table: spoilMove('redirect', facts =>
      facts.map(f => ({
        ...f,
        clocks: [
          ...((f.clocks ?? []) as readonly Anything[]),
          ...((f.clocks ?? []) as readonly Anything[])
            .filter(c => c.name === 'handle')
            .map(c => ({ ...c, name: 'whole' })),
        ],
      })),
    ),
  },
  {
    what: 'acknowledged before it is committed',
    breaks: ['acknowledged', 'live'],
    plant: {
      store: (store, schedule) => ({
        ...store,
        keep: async a => {
          store.keep(a).catch(() => {})
          await schedule.sleep(1)
          return 'kept'
        },
      }),
    },
  },
  {
    what: 'a light turned by two processes stands there twice',
    breaks: ['light-once', 'rebuilt', 'told-once', 'acknowledged'],
    plant: { store: lastWins(district, a => has(a, 'light-turned')) },
  },
  {
    what: 'a report sent twice is two matters',
    breaks: ['reported-once'],
    plant: {
      store: (store, schedule) => ({
        ...store,
        bear: b => store.bear({ ...b, sourceId: `${b.sourceId}@${schedule.now()}` }),
      }),
    },
  },
  {
    what: 'the list is not told who leads now',
    breaks: ['rebuilt'],
    plant: {
      store: store => ({
        ...store,
        keep: a => store.keep(has(a, 'return-ruled') ? { ...a, row: { ...a.row, lead: 'nobody' } } : a),
      }),
    },
  },
  {
    what: 'the reader of the stream jumps over a slow commit',
    breaks: ['live'],
    firstSeed: 3,
    plant: {
      durable: durable => ({
        ...durable,
        changesAfter: position => {
          const { changes } = durable.changesAfter(position)
          return { changes, position: Math.max(position, durable.lastTx()) }
        },
      }),
    },
  },
  {
    what: 'the wall forgets co-handlers',
    breaks: ['accused-blind'],
    plant: {},
    table: spoilFold('walled', (before, after) => ({ ...after, co: before.co })),
  },
  {
    what: 'feedback does not remember who handled it',
    breaks: ['other-eyes'],
    plant: {},
    table: spoilFold('fed-back', (before, after) => ({
      ...after,
      handlers: before.handlers,
      handlerUnits: before.handlerUnits,
    })),
  },
  {
    what: 'a merge is kept in one matter and then in the other',
    breaks: ['both-or-neither', 'history'],
    plant: {
      store: store => ({
        ...store,
        keepTogether: async appends => {
          for (const a of appends) await store.keep(a)
          return 'kept'
        },
      }),
    },
  },
  {
    what: 'the vault reference is replaced by the phone number',
    breaks: ['nothing-personal'],
    plant: {},
    table: spoilMove('contact', facts =>
      facts.map(f => ({ ...f, data: { ...(f.data as Anything), phone: '13912345678' } })),
    ),
  },
]
