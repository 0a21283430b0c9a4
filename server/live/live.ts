// The live stream: what was kept is told to whoever may see it, within a quarter of a second, in order and without gaps.
// One reader of the stream of facts serves all screens; each distinct scope costs one query a batch and is encoded once.
import type { Lang } from '#core/life/timeline.ts'
import { isInside, type Scope } from '#core/life/who.ts'
import { type Change, changesAfter, type Position, streamHead } from '#server/store/changes.ts'
import type { ListedRow } from '#server/store/lists.ts'
import type { Database } from '#server/store/pool.ts'
import type { Sight } from '#server/store/reaches.ts'
import { eventText, positionOf } from './event.ts'
import { makePace } from './pace.ts'
import { type FactsOf, type Seen, seenBy, type Turned, turnedBy } from './sights.ts'

export type Send = (text: string) => void

export type Live = {
  /** Streams to an officer what their scope sees from `lastId` on; resolves to the call that ends it. */
  join(scope: Scope, lang: Lang, lastId: string | undefined, send: Send): Promise<() => void>
  /** Tells what was added to one subject; returns the call that ends it. */
  follow(subject: string, tell: (changes: readonly Change[]) => void): () => void
  /** Tells a passing figure of a place to whoever watches over it; nothing of it is kept or sent again. */
  announce(place: string, type: string, data: unknown): void
  /** Readers and followers now. */
  count(): number
  close(): Promise<void>
}

export type LiveOptions = {
  db: Database
  factsOf: FactsOf
  /** Hears of every change before any reader does, those of other processes included. */
  heard?: (change: Change) => void
  /** A row as it crosses the network. */
  row: (row: ListedRow, lang: Lang) => unknown
  /** Shortest time between two batches. */
  batchMs?: number
  heartbeatMs?: number
}

type Reader = { scope: Scope; lang: Lang; send: Send; position: Position }

const mostInBatch = 500
/** Further behind than this a reader is told to read everything anew, which is cheaper for both. */
const mostToCatchUp = 5000
/** A page reads its lists while its stream opens: what happened meanwhile is told too. */
const graceMs = 15_000
/** Subjects whose last sight is kept; for others it is folded from their facts. */
const mostKnown = 20_000

export const makeLive = async (options: LiveOptions): Promise<Live> => {
  const { db, factsOf, heard, row, batchMs = 250, heartbeatMs = 20_000 } = options
  const readers = new Set<Reader>()
  const followers = new Map<string, Set<(changes: readonly Change[]) => void>>()
  const known = new Map<string, Sight>()
  let position = await streamHead(db)
  let past: { atMs: number; position: Position }[] = [{ atMs: performance.now(), position }]

  const encode = (seen: Seen, lang: Lang, to: Position): string => {
    const events = [
      ...seen.rows.map(r => ({ type: 'row', data: row(r, lang) })),
      ...seen.gone.map(g => ({ type: 'gone', data: g as unknown })),
    ]
    return events.map((e, i) => eventText(i === events.length - 1 ? { ...e, id: to } : e)).join('')
  }

  /** Readers of one scope hear the same; each language is encoded once. */
  const tellReaders = async (turned: readonly Turned[], to: Position): Promise<void> => {
    const byScope = Map.groupBy([...readers], r => JSON.stringify(r.scope))
    await Promise.all(
      [...byScope.values()].map(async same => {
        const seen = await seenBy(db, same[0]!.scope, turned)
        const texts = new Map<Lang, string>()
        for (const reader of same) {
          if (reader.position >= to) continue
          const text = texts.get(reader.lang) ?? encode(seen, reader.lang, to)
          texts.set(reader.lang, text)
          reader.position = to
          if (text !== '') reader.send(text)
        }
      }),
    )
  }

  const tellFollowers = (changes: readonly Change[]): void => {
    for (const [subject, theirs] of Map.groupBy(changes, c => c.subject))
      for (const tell of followers.get(subject) ?? []) tell(theirs)
  }

  const remember = (turned: readonly Turned[]): void => {
    for (const { subject, after } of turned) {
      known.delete(subject)
      known.set(subject, after)
      if (known.size > mostKnown) known.delete(known.keys().next().value!)
    }
    const atMs = performance.now()
    past.push({ atMs, position })
    const from = past.findLastIndex(p => p.atMs < atMs - graceMs)
    if (from > 0) past = past.slice(from)
  }

  const batch = async (): Promise<void> => {
    for (;;) {
      const from = position
      const { changes, position: to } = await changesAfter(db, from, mostInBatch)
      if (changes.length === 0) return
      if (heard) for (const change of changes) heard(change)
      // Whoever joins from here on reads up to `to` by itself; whoever has joined is told below.
      position = to
      try {
        const turned = readers.size === 0 ? [] : await turnedBy(db, factsOf, changes, known)
        await tellReaders(turned, to)
        if (readers.size === 0) known.clear()
        remember(turned)
      } catch (error) {
        position = from
        throw error
      }
      tellFollowers(changes)
    }
  }

  const pace = makePace(batch, batchMs)
  const stopListening = await db.listen('jiewang', pace.hear)
  const heartbeat = setInterval(() => {
    for (const r of readers) r.send(eventText({ type: 'tick', data: {}, id: r.position }))
    pace.hear()
  }, heartbeatMs)
  heartbeat.unref()

  /** Tells one reader everything up to `target`; false when that is too much. */
  const catchUp = async (reader: Reader, target: Position): Promise<boolean> => {
    const behind: Change[] = []
    let at = reader.position
    while (at < target) {
      const step = await changesAfter(db, at, mostInBatch)
      if (step.changes.length === 0) break
      behind.push(...step.changes)
      at = step.position
      if (behind.length > mostToCatchUp) return false
    }
    if (behind.length > 0) {
      const seen = await seenBy(db, reader.scope, await turnedBy(db, factsOf, behind, new Map()))
      const text = encode(seen, reader.lang, at)
      if (text !== '') reader.send(text)
    }
    reader.position = Math.max(at, target)
    return true
  }

  return {
    join: async (scope, lang, lastId, send) => {
      const wanted = positionOf(lastId)
      const isOurs = wanted !== undefined && wanted <= position
      const from = isOurs ? wanted : past[0]!.position
      const reader: Reader = { scope, lang, send, position: from }
      // An id of another database or of the far past: whatever the screen holds may be wrong.
      let lost = lastId !== undefined && !isOurs
      while (!lost && reader.position < position) lost = !(await catchUp(reader, position))
      // No waiting between the last look and joining, so nothing slips through.
      if (lost) {
        reader.position = position
        send(eventText({ type: 'reset', data: {} }))
      }
      send(eventText({ type: 'hello', data: {}, id: reader.position }))
      readers.add(reader)
      return () => void readers.delete(reader)
    },
    follow: (subject, tell) => {
      const theirs = followers.get(subject) ?? new Set()
      followers.set(subject, theirs.add(tell))
      return () => {
        theirs.delete(tell)
        if (theirs.size === 0 && followers.get(subject) === theirs) followers.delete(subject)
      }
    },
    announce: (place, type, data) => {
      const text = eventText({ type, data })
      for (const { scope, send } of readers)
        if (!scope.blind && scope.territory !== undefined && isInside(place, scope.territory)) send(text)
    },
    count: () => readers.size + [...followers.values()].reduce((n, f) => n + f.size, 0),
    close: async () => {
      clearInterval(heartbeat)
      readers.clear()
      followers.clear()
      await stopListening()
      await pace.close()
    },
  }
}
