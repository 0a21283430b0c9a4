// The log of positions: batches go in and are durable when `keepFixes` resolves; the watch and trials read stretches of
// time, the sweep takes days away. There is no way to ask for the track of one subject, and there shall be none (G-03).
import { randomBytes } from 'node:crypto'
import { type Instant, msPerDay } from '#core/kit/instant.ts'
import type { MoverClass } from '#core/watch/fix.ts'
import { type FixBatch, packFixes, unpackFixes } from './pack-fixes.ts'
import type { Database } from './pool.ts'
import { keyBytes, open, seal } from './vault-cipher.ts'
import type { KeyHolder } from './vault-key.ts'

/** Officers' whereabouts are gone after 30 days (G-10); the others are kept no longer. */
export const keptDays = 30
const channel = 'jiewang_positions'

type Box = { west: number; south: number; east: number; north: number }

const spanOf = (b: FixBatch) => {
  let [fromAt, toAt, west, south, east, north] = [Infinity, -Infinity, 180, 90, -180, -90]
  for (let i = 0; i < b.length; i++) {
    const [at, lng, lat] = [b.at[i]!, b.lng[i]!, b.lat[i]!]
    if (at < fromAt) fromAt = at
    if (at > toAt) toAt = at
    if (lng < west) west = lng
    if (lng > east) east = lng
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return { fromAt, toAt, west, south, east, north }
}

const contextOf = (district: string, fromAt: number) => `positions|${district}|${fromAt}`

/** Keeps all of them in one commit. `by` names this process, so that it need not read its own batches back. */
export const keepFixes = async (
  db: Database,
  keys: KeyHolder,
  batches: readonly FixBatch[],
  by: string,
): Promise<void> => {
  const rows = await Promise.all(
    batches.map(async b => {
      const span = spanOf(b)
      const packed = packFixes(b, span.fromAt)
      if (b.moverClass !== 'officer') return { b, span, packed, wrapped: null, keyId: null }
      const key = randomBytes(keyBytes)
      const context = contextOf(db.district, span.fromAt)
      const { wrapped, keyId } = await keys.wrap(key, context)
      return { b, span, packed: seal(key, packed, context), wrapped, keyId }
    }),
  )
  // Each batch is a value of its own: in an array its bytes would cross as twice as many letters.
  const values = rows.flatMap(({ b, span, packed, wrapped, keyId }) => [
    b.moverClass,
    b.receivedAt,
    span.fromAt,
    span.toAt,
    span.west,
    span.south,
    span.east,
    span.north,
    b.length,
    packed,
    wrapped,
    keyId,
  ])
  const width = values.length / rows.length
  const tuples = rows.map(
    (_, r) => `($1, ${Array.from({ length: width }, (_, c) => `$${3 + r * width + c}`).join(', ')})`,
  )
  await db.system(
    `with kept as (
       insert into position_batch (district, class, received_at, from_at, to_at, west, south, east, north, fixes, payload,
         wrapped_key, key_id)
       values ${tuples.join(', ')}
       returning id)
     select pg_notify('${channel}', $2::text || ' ' || min(id) || ' ' || max(id)) from kept`,
    [db.district, by, ...values],
  )
}

/** Hears of batches kept by other processes, as the span of their numbers. */
export const onFixesKept = (
  db: Database,
  by: string,
  heard: (firstId: number, lastId: number) => void,
): Promise<() => Promise<void>> =>
  db.listen(channel, payload => {
    const [who, first, last] = payload.split(' ')
    if (who !== by && first !== undefined && last !== undefined) heard(Number(first), Number(last))
  })

type BatchRow = {
  id: number
  class: MoverClass
  received_at: number
  from_at: number
  payload: Buffer
  wrapped_key: Buffer | null
  key_id: string | null
}

const columns = 'id, class, received_at, from_at, payload, wrapped_key, key_id'

const opened = async (db: Database, keys: KeyHolder, r: BatchRow): Promise<FixBatch[]> => {
  const of = { moverClass: r.class, receivedAt: r.received_at, fromAt: r.from_at }
  if (r.wrapped_key === null || r.key_id === null) return [unpackFixes(r.payload, of)]
  // Sealed under a key that was changed and put away since: it cannot be read by anybody, and goes with the sweep.
  if (!keys.has(r.key_id)) return []
  const context = contextOf(db.district, r.from_at)
  const key = await keys.unwrap({ keyId: r.key_id, wrapped: r.wrapped_key }, context)
  return [unpackFixes(open(key, r.payload, context), of)]
}

const mostRows = 50

/** Batches in the order of their numbers, a page at a time. */
async function* paged(
  db: Database,
  keys: KeyHolder,
  condition: string,
  values: readonly unknown[],
): AsyncGenerator<FixBatch[]> {
  for (let after = -1; ; ) {
    const rows = await db.system<BatchRow>(
      `select ${columns} from position_batch where district = $1 and id > $2 and ${condition} order by id limit ${mostRows}`,
      [db.district, after, ...values],
    )
    if (rows.length === 0) return
    yield (await Promise.all(rows.map(r => opened(db, keys, r)))).flat()
    after = rows.at(-1)!.id
  }
}

export const fixesBetween = (db: Database, keys: KeyHolder, firstId: number, lastId: number) =>
  paged(db, keys, 'id between $3 and $4', [firstId, lastId])

/** What came in since a moment, for a watch that begins anew. */
export const fixesReceivedSince = (db: Database, keys: KeyHolder, since: Instant) =>
  paged(db, keys, 'received_at >= $3', [since])

/** Of some classes, since a moment, in batches that touch a box: what a fence is tried over. */
export const fixesNear = (
  db: Database,
  keys: KeyHolder,
  classes: readonly MoverClass[],
  since: Instant,
  box: Box,
) =>
  paged(
    db,
    keys,
    'class = any($3) and to_at >= $4 and west <= $5 and east >= $6 and south <= $7 and north >= $8',
    [classes, since, box.east, box.west, box.north, box.south],
  )

export const countFixesNear = async (
  db: Database,
  classes: readonly MoverClass[],
  since: Instant,
  box: Box,
): Promise<number> => {
  const [row] = await db.system<{ n: number }>(
    `select coalesce(sum(fixes), 0)::bigint as n from position_batch
     where district = $1 and class = any($2) and to_at >= $3 and west <= $4 and east >= $5 and south <= $6 and north >= $7`,
    [db.district, classes, since, box.east, box.west, box.north, box.south],
  )
  return row!.n
}

/**
 * Takes away what is older than 30 days; a batch goes with its first fix, so a day's last ones go a day early rather
 * than late. Resolves to how many batches and shifts went.
 */
export const sweepPositions = async (
  db: Database,
  now: Instant,
): Promise<{ positionBatches: number; shifts: number }> => {
  const before = now - keptDays * msPerDay
  const batches = await db.system(
    'delete from position_batch where district = $1 and from_at <= $2 returning 1',
    [db.district, before],
  )
  const shifts = await db.system('delete from duty_shift where district = $1 and ends_at <= $2 returning 1', [
    db.district,
    before,
  ])
  return { positionBatches: batches.length, shifts: shifts.length }
}
