// Fixes by column, and their packed form in the log: 22 bytes each. What is packed is what the watch reads, so that a
// replay sees the same numbers: degrees to a ten-millionth (a centimetre), metres to a decimetre, speed to a centimetre.
import { assert } from '#core/kit/assert.ts'
import type { MoverClass } from '#core/watch/fix.ts'

/** Fixes of one class; moments of one day in China. `subject` and `source` are places in the two lists; NaN: not known. */
export type FixBatch = {
  moverClass: MoverClass
  receivedAt: number
  subjects: readonly string[]
  sources: readonly string[]
  length: number
  subject: Uint32Array
  source: Uint16Array
  at: Float64Array
  lng: Float64Array
  lat: Float64Array
  accuracyM: Float64Array
  speedMps: Float64Array
}

const unknown = 0xffff
const perDegree = 1e7

export const roundDegrees = (value: number): number => Math.round(value * perDegree) / perDegree
/** NaN stays NaN; more than a field holds is the most it holds. */
export const roundAccuracy = (metres: number): number => Math.min(Math.round(metres * 10), unknown - 1) / 10
export const roundSpeed = (mps: number): number => Math.min(Math.round(mps * 100), unknown - 1) / 100

const bytesAFix = 4 + 2 + 4 + 4 + 4 + 2 + 2

export const packFixes = (batch: FixBatch, fromAt: number): Buffer => {
  const { length: n } = batch
  const names = Buffer.from(JSON.stringify([batch.subjects, batch.sources]))
  // Columns of four bytes first, so that each begins where its type may begin.
  const head = 8 + Math.ceil(names.length / 8) * 8
  const out = Buffer.alloc(head + n * bytesAFix)
  out.writeUInt32LE(n, 0)
  out.writeUInt32LE(names.length, 4)
  names.copy(out, 8)
  const view = columnsOf(out, head, n)
  for (let i = 0; i < n; i++) {
    view.subject[i] = batch.subject[i]!
    view.since[i] = batch.at[i]! - fromAt
    view.lng[i] = Math.round(batch.lng[i]! * perDegree)
    view.lat[i] = Math.round(batch.lat[i]! * perDegree)
    view.source[i] = batch.source[i]!
    const [accuracy, speed] = [batch.accuracyM[i]!, batch.speedMps[i]!]
    view.accuracy[i] = accuracy >= 0 ? Math.round(accuracy * 10) : unknown
    view.speed[i] = speed >= 0 ? Math.round(speed * 100) : unknown
  }
  return out
}

export const unpackFixes = (
  packed: Buffer,
  of: { moverClass: MoverClass; receivedAt: number; fromAt: number },
): FixBatch => {
  // A copy begins at a multiple of eight; what the driver hands over may not.
  const bytes = Buffer.from(new Uint8Array(packed).buffer)
  const n = bytes.readUInt32LE(0)
  const nameBytes = bytes.readUInt32LE(4)
  const head = 8 + Math.ceil(nameBytes / 8) * 8
  assert(bytes.length === head + n * bytesAFix, `a batch of ${n} fixes in ${bytes.length} bytes`)
  const [subjects, sources] = JSON.parse(bytes.toString('utf8', 8, 8 + nameBytes)) as [string[], string[]]
  const view = columnsOf(bytes, head, n)
  const float = (read: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => read(i))
  const orNaN = (value: number, per: number) => (value === unknown ? Number.NaN : value / per)
  return {
    moverClass: of.moverClass,
    receivedAt: of.receivedAt,
    subjects,
    sources,
    length: n,
    subject: view.subject.slice(),
    source: view.source.slice(),
    at: float(i => of.fromAt + view.since[i]!),
    lng: float(i => view.lng[i]! / perDegree),
    lat: float(i => view.lat[i]! / perDegree),
    accuracyM: float(i => orNaN(view.accuracy[i]!, 10)),
    speedMps: float(i => orNaN(view.speed[i]!, 100)),
  }
}

const columnsOf = (bytes: Buffer, head: number, n: number) => {
  const { buffer, byteOffset } = bytes
  let at = byteOffset + head
  const take = <T>(make: new (b: ArrayBuffer, o: number, l: number) => T, size: number): T => {
    const column = new make(buffer as ArrayBuffer, at, n)
    at += n * size
    return column
  }
  return {
    subject: take(Uint32Array, 4),
    since: take(Uint32Array, 4),
    lng: take(Int32Array, 4),
    lat: take(Int32Array, 4),
    source: take(Uint16Array, 2),
    accuracy: take(Uint16Array, 2),
    speed: take(Uint16Array, 2),
  }
}
