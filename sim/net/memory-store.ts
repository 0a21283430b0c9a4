// The store behind the desk's port, in memory: the same promises as the one on PostgreSQL, at the speed of the rules.
// Everything happens between two turns of the loop, so what the database needs transactions for holds here by itself.
// Whoever writes the facts down elsewhere listens to the commits; what was handed over and is at rest may be forgotten.
import type { Point } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { sees } from '#core/life/who.ts'
import type { NowRow } from '#desk/now-row.ts'
import type { Append, Birth, Born, Kept, Neighbour, Store } from '#desk/store-port.ts'
import { makeAlike } from './alike.ts'
import { makeAround } from './around.ts'
import { makeWakes, type Wake } from './wakes.ts'

/** What became true of one subject in a commit. `after` is 0 with a birth, and only then. */
export type KeptSubject = Append & { birth?: Omit<Birth, 'build'> }

/** One commit: all of it or nothing. In order of `number`, from 1. */
export type Commit = { number: number; keptAt: Instant; subjects: readonly KeptSubject[] }

export type MemoryStore = Store & {
  /** When somebody must be woken up next. */
  nextTurnAt(): Instant | undefined
  rowOf(subject: string): NowRow | undefined
  /** Under which name it came in. */
  keyOf(subject: string): { source: string; sourceId: string } | undefined
  /** Subjects held now, oldest first. */
  subjects(): Iterable<string>
  /** Gives up what is held of a subject, as if it had never been; for subjects at rest that are written down elsewhere. */
  forget(subject: string): void
}

export type MemoryStoreParts = {
  /** The district's code. */
  district: string
  now: () => Instant
  /** The number of the n-th birth of a series, e.g. `matter:20260814`. */
  numberOf: (series: string, n: number) => string
  /** Hears every commit when it is done, in order. What it throws, the caller of the commit hears. */
  kept?: (commit: Commit) => void
}

type Held = {
  subject: string
  bornAt: Instant
  facts: Fact[]
  row: NowRow
  /** As the index of places has them: of the birth, or of the last correction. */
  place: string
  point?: Point
  sealedAtBirth: boolean
  key: { source: string; sourceId: string }
  link?: string
  wake?: Wake
}

const nameOf = (source: string, sourceId: string): string => `${source}\n${sourceId}`
const wordsOf = (first: Fact): string => (typeof first.data.words === 'string' ? first.data.words : '')
const pointOf = (row: NowRow): { point?: Point } =>
  row.pointLng === null || row.pointLat === null ? {} : { point: [row.pointLng, row.pointLat] }

/** Words whose likeness is kept; a sealed subject has none. */
const likenessOf = (h: Held): string => (h.sealedAtBirth ? '' : wordsOf(h.facts[0]!))
const suggestedType = ({ facts }: Held): string | null => {
  const type = facts.slice(1, 3).find(f => f.type === 'suggested')?.data.type
  return typeof type === 'string' ? type : null
}
const intoOf = ({ row, facts }: Held): string | undefined => {
  if (row.state !== 'merged') return undefined
  const into = facts.findLast(f => f.type === 'merged')?.data.into
  return typeof into === 'string' ? into : undefined
}
/** Merges lead to what they were merged into; so many steps of one merge after another are followed. */
const mostSteps = 3

const neighbourOf = (h: Held, type: string | null, into?: string): Neighbour => ({
  subject: h.subject,
  at: h.bornAt,
  place: h.place,
  ...(h.point ? { point: h.point } : {}),
  ...(type === null ? {} : { type }),
  words: wordsOf(h.facts[0]!),
  state: h.row.state,
  joined: h.row.merged,
  ...(into === undefined ? {} : { into }),
})

export const makeMemoryStore = ({ district, now, numberOf, kept }: MemoryStoreParts): MemoryStore => {
  const held = new Map<string, Held>()
  const names = new Map<string, string>()
  const links = new Map<string, { subject: string; reporter?: string }>()
  const series = new Map<string, number>()
  const around = makeAround<Held>(district)
  const alike = makeAlike<Held>(district)
  const wakes = makeWakes(wake => held.get(wake.subject)?.wake === wake)
  let commits = 0

  const wakeAt = (h: Held, at: Instant | null): void => {
    if (h.wake?.at === (at ?? undefined)) return
    if (at === null) delete h.wake
    else h.wake = wakes.add(at, h.subject)
  }

  const moveTo = (h: Held, row: NowRow): void => {
    around.drop(row.life, h.place, h)
    alike.drop(row.life, likenessOf(h), h)
    h.place = row.place
    delete h.point
    Object.assign(h, pointOf(row))
    around.add(row.life, h.place, h)
    alike.add(row.life, likenessOf(h), h)
  }

  const commit = (subjects: readonly KeptSubject[]): void =>
    kept?.({ number: ++commits, keptAt: now(), subjects })

  /** The subject an append goes on, when it may: nobody was faster, and the row is not hidden from the actor. */
  const goesOn = ({ subject, after, scope }: Append): boolean => {
    const h = held.get(subject)
    return h !== undefined && h.row.seq === after && (scope === undefined || sees(scope, h.row))
  }

  const keepTogether = async (appends: readonly Append[]): Promise<Kept> => {
    const distinct = new Set(appends.map(a => a.subject)).size === appends.length
    if (!distinct || !appends.every(goesOn)) return 'changed-meanwhile'
    for (const { subject, facts, row } of appends) {
      const h = held.get(subject)!
      h.facts.push(...facts)
      h.row = row
      if (facts.some(f => f.type === 'located')) moveTo(h, row)
      wakeAt(h, row.nextTurnAt)
    }
    commit(appends)
    return 'kept'
  }

  const bear = async ({ build, ...birth }: Birth): Promise<Born> => {
    const name = nameOf(birth.source, birth.sourceId)
    const known = names.get(name)
    if (known !== undefined) return { subject: known, known: true }
    const day = `${birth.life}:${birth.dayDigits}`
    const n = (series.get(day) ?? 0) + 1
    // A number that was taken stays taken, whatever becomes of the birth.
    series.set(day, n)
    const subject = numberOf(day, n)
    const built = build(subject)
    const { linkHash: link, reporter } = birth
    assert(link === undefined || !links.has(link), `the link of ${subject} is another subject's already`)
    assert(!held.has(subject), `${subject} is born already`)
    const { row } = built
    const h: Held = {
      subject,
      bornAt: row.bornAt,
      facts: [...built.facts],
      row,
      place: row.place,
      ...pointOf(row),
      sealedAtBirth: row.sealed,
      key: { source: birth.source, sourceId: birth.sourceId },
      ...(link === undefined ? {} : { link }),
    }
    held.set(subject, h)
    names.set(name, subject)
    if (link !== undefined) links.set(link, { subject, ...(reporter === undefined ? {} : { reporter }) })
    around.add(row.life, row.place, h)
    alike.add(row.life, likenessOf(h), h)
    wakeAt(h, row.nextTurnAt)
    commit([{ ...built, after: 0, birth }])
    return { subject, known: false }
  }

  return {
    keepTogether,
    keep: append => keepTogether([append]),
    bear,
    factsOf: async subject => [...(held.get(subject)?.facts ?? [])],
    known: async (source, sourceId) => names.get(nameOf(source, sourceId)),
    // The newest few are taken first and looked at afterwards, as the database does it.
    neighbours: async (life, place, since, most) =>
      around
        .newest(life, place, since, most, h => h.place)
        .filter(({ row }) => row.state !== 'merged' && row.state !== 'draft' && !row.sealed)
        .map(h => neighbourOf(h, h.row.type)),
    alike: async sought => {
      const found = new Set(alike.find(sought, h => h.row))
      // What was merged comes together with what it was merged into.
      for (let step = 0, last = [...found]; step < mostSteps && last.length > 0; step++) {
        last = last.flatMap(h => held.get(intoOf(h) ?? '') ?? []).filter(h => !found.has(h))
        for (const h of last) found.add(h)
      }
      return [...found]
        .filter(({ row }) => row.state !== 'draft' && !row.sealed)
        .map(h => neighbourOf(h, h.row.type ?? suggestedType(h), intoOf(h)))
    },
    dueBy: async (at, most) =>
      wakes.due(at, most).map(({ subject }) => ({ subject, life: held.get(subject)!.row.life })),
    reschedule: async (subject, after, nextTurnAt) => {
      const h = held.get(subject)
      if (h?.row.seq !== after) return
      h.row = { ...h.row, nextTurnAt: nextTurnAt ?? null }
      wakeAt(h, nextTurnAt ?? null)
    },
    byLink: async linkHash => links.get(linkHash),
    nextTurnAt: () => wakes.next()?.at,
    rowOf: subject => held.get(subject)?.row,
    keyOf: subject => held.get(subject)?.key,
    subjects: () => held.keys(),
    forget: subject => {
      const h = held.get(subject)
      if (!h) return
      held.delete(subject)
      names.delete(nameOf(h.key.source, h.key.sourceId))
      if (h.link !== undefined) links.delete(h.link)
      around.drop(h.row.life, h.place, h)
      alike.drop(h.row.life, likenessOf(h), h)
    },
  }
}
