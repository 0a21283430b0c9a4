// From what the watch says to alarms: a breach opens one or feeds the one that is open, everything said later of the same
// visit goes to the same alarm. Told twice is told once, whatever was replayed after a restart. What a crossing says of an
// officer stays outside: an alarm holds the class, distances and moments (G-03).
import type { District, Point } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { dayOf, formatDay, type Instant } from '#core/kit/instant.ts'
import type { Payload } from '#core/life/fact.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { alarmBirth, type Heard, heardData } from '#core/lives/alarm/birth.ts'
import type { AlarmDoc } from '#core/lives/alarm/doc.ts'
import type { Crossing } from '#core/watch/crossing.ts'
import type { MoverClass } from '#core/watch/fix.ts'
import type { Desk } from './desk.ts'
import type { Store } from './store-port.ts'

/** What an alarm takes over from its fence. */
export type FenceAt = { name: string; lead: string; place: string; point: Point }

export type Alarms = {
  /** Keeps what was said, in order. Rejects when it cannot be kept; call again with the same. */
  hear(said: readonly Told[]): Promise<void>
  /** What was told before: it only shows which open alarm a visit belongs to. */
  recall(before: readonly Crossing[]): void
  /** Goes on with an alarm that was open when the program stopped. */
  remember(subject: string): Promise<void>
  /** Alarms of pairs that are not over, for the watch to compare with what it sees after a restart. */
  open(): readonly { subject: string; fence: string; tag: string }[]
  /** Ends one that the watch, after a restart, sees to be over. */
  settle(subject: string, at: Instant, why: string): Promise<void>
  /** Names the pair of a fence and a mover without telling which mover. */
  tagOf(fence: string, mover: string | undefined): string
}

/** `vehicle`: number of the vehicle in its fleet; nobody else is named. */
export type Told = { crossing: Crossing; moverClass?: MoverClass; vehicle?: string }

type Ports = {
  desk: Desk
  store: Pick<Store, 'known'>
  district: () => District
  now: () => Instant
  fenceAt: (number: string) => FenceAt | undefined
  /** A short digest; shift keys are random, so nobody finds them again from it. */
  digest: (text: string) => string
}

const source = 'fence'
/** Alarms whose names are kept at hand; others are asked of the store. */
const mostKnown = 50_000
const watcher: Actor = { kind: 'system', name: 'watch' }

export const makeAlarms = ({ desk, store, district, now, fenceAt, digest }: Ports): Alarms => {
  /** Digest of the watch's alarm id → number. */
  const subjects = new Map<string, string>()
  /** Fence and mover → the alarm that is not over. */
  const pairs = new Map<string, { subject: string; fence: string }>()
  const tagOf = (fence: string, mover: string | undefined) => digest(`${fence}|${mover ?? ''}`)

  const heardOf = (c: Crossing): Heard => ({
    crossing: digest(`${c.id}|${c.standing}|${c.count ?? ''}|${c.decidedAt}`),
    what: c.what,
    why: c.why,
    standing: c.standing,
    at: c.at,
    ...(c.count === undefined ? {} : { count: c.count }),
    evidence: c.evidence.map(({ at, distanceM, accuracyM, reading }) => ({
      at,
      distanceM,
      accuracyM,
      reading,
    })),
  })

  const feed = async (subject: string, heard: Heard): Promise<void> => {
    const loaded = await desk.load(subject)
    assert(loaded !== undefined, `alarm ${subject} was kept and is not there`)
    if ((loaded.standing.doc as AlarmDoc).told.includes(heard.crossing)) return
    const done = await desk.move(subject, 'hear', watcher, heardData(heard) as Payload)
    assert(!isRefusal(done), `alarm ${subject} refused what its fence says: ${JSON.stringify(done)}`)
  }

  const raise = async (
    { crossing: c, moverClass, vehicle }: Told,
    key: string,
    tag: string,
  ): Promise<string | undefined> => {
    const fence = fenceAt(c.fence)
    // It ended while its last words were on their way.
    if (!fence) return undefined
    const at = now()
    const born = await desk.bear({
      life: 'alarm',
      source,
      sourceId: key,
      dayDigits: formatDay(dayOf(at)).replaceAll('-', ''),
      photos: [],
      actor: watcher,
      at,
      news: () => {
        const [first] = alarmBirth(
          {
            heard: heardOf(c),
            fence: {
              number: c.fence,
              name: fence.name,
              geometryVersion: c.geometryVersion,
              kind: c.kind,
              severity: c.severity,
            },
            ...(moverClass === undefined ? {} : { moverClass }),
            lead: fence.lead,
            place: fence.place,
            point: fence.point,
          },
          district(),
        )
        return [{ ...first!, data: { ...first!.data, tag, ...(vehicle === undefined ? {} : { vehicle }) } }]
      },
    })
    return born.subject
  }

  const hearOne = async (told: Told): Promise<void> => {
    const { crossing: c } = told
    const tag = tagOf(c.fence, c.mover)
    const key = c.alarm === undefined ? undefined : digest(c.alarm)
    let subject =
      key === undefined ? pairs.get(tag)?.subject : (subjects.get(key) ?? (await store.known(source, key)))
    // A correction may give the alarm another beginning and so another id: it stays the same alarm.
    subject ??= pairs.get(tag)?.subject
    if (subject === undefined) {
      const isBreach = c.what === 'alarm-raised' || c.what === 'alarm-repeated'
      if (key === undefined || !isBreach || c.standing === 'retracted') return
      subject = await raise(told, key, tag)
      if (subject === undefined) return
      subjects.set(key, subject)
      pairs.set(tag, { subject, fence: c.fence })
      return
    }
    if (key !== undefined) subjects.set(key, subject)
    const again = c.what === 'alarm-raised' && c.standing === 'first'
    // Seen anew after a restart: the same visit, told already.
    if (!again) await feed(subject, heardOf(c))
    if (c.what === 'alarm-ended' && c.standing !== 'retracted') pairs.delete(tag)
    else if (c.alarm !== undefined && c.standing !== 'retracted') pairs.set(tag, { subject, fence: c.fence })
    if (c.what === 'alarm-raised' && c.standing === 'retracted') pairs.delete(tag)
    if (subjects.size > mostKnown) subjects.delete(subjects.keys().next().value!)
  }

  return {
    tagOf,
    hear: async said => {
      for (const told of said) await hearOne(told)
    },
    recall: before => {
      for (const c of before) {
        const open = pairs.get(tagOf(c.fence, c.mover))
        if (c.alarm !== undefined && open) subjects.set(digest(c.alarm), open.subject)
      }
    },
    remember: async subject => {
      const loaded = await desk.load(subject)
      const doc = loaded?.standing.doc as AlarmDoc | undefined
      const tag = loaded?.facts[0]?.data.tag
      if (!doc || doc.isOver || typeof tag !== 'string') return
      pairs.set(tag, { subject, fence: doc.fence })
    },
    open: () => [...pairs].map(([tag, { subject, fence }]) => ({ subject, fence, tag })),
    settle: async (subject, at, why) => {
      for (const [tag, pair] of pairs) if (pair.subject === subject) pairs.delete(tag)
      await feed(subject, {
        crossing: digest(`${subject}|settled|${at}`),
        what: 'alarm-ended',
        why,
        standing: 'first',
        at,
        evidence: [],
      })
    },
  }
}
