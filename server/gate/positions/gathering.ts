// What waits for the next commit: rows of many requests, by class and day, with the way back from a row of a batch to the
// request and row it came from.
import { dayOf, type Instant, msPerDay, startOfDay } from '#core/kit/instant.ts'
import type { MoverClass } from '#core/watch/fix.ts'
import { type FixBatch, roundAccuracy, roundDegrees, roundSpeed } from '#server/store/pack-fixes.ts'

const firstRoom = 1024

class Bucket {
  readonly moverClass: MoverClass
  readonly subjects = new Map<string, number>()
  readonly sources = new Map<string, number>()
  length = 0
  subject = new Uint32Array(firstRoom)
  source = new Uint16Array(firstRoom)
  /** at, lng, lat, accuracyM, speedMps */
  numbers = Array.from({ length: 5 }, () => new Float64Array(firstRoom))
  request = new Uint32Array(firstRoom)
  row = new Uint32Array(firstRoom)

  constructor(moverClass: MoverClass) {
    this.moverClass = moverClass
  }

  grow(): void {
    const wider = <T extends Uint32Array | Uint16Array | Float64Array>(old: T): T => {
      const fresh = new (old.constructor as new (n: number) => T)(old.length * 2)
      fresh.set(old)
      return fresh
    }
    this.subject = wider(this.subject)
    this.source = wider(this.source)
    this.numbers = this.numbers.map(wider)
    this.request = wider(this.request)
    this.row = wider(this.row)
  }

  batch(receivedAt: number): FixBatch {
    const n = this.length
    const [at, lng, lat, accuracyM, speedMps] = this.numbers.map(c => c.subarray(0, n))
    return {
      moverClass: this.moverClass,
      receivedAt,
      subjects: [...this.subjects.keys()],
      sources: [...this.sources.keys()],
      length: n,
      subject: this.subject.subarray(0, n),
      source: this.source.subarray(0, n),
      at: at!,
      lng: lng!,
      lat: lat!,
      accuracyM: accuracyM!,
      speedMps: speedMps!,
    }
  }
}

export const slotOf = (slots: Map<string, number>, name: string): number => {
  const known = slots.get(name)
  if (known !== undefined) return known
  slots.set(name, slots.size)
  return slots.size - 1
}

export class Gathering {
  rows = 0
  private readonly buckets = new Map<string, Bucket>()
  private today: { from: number; key: number } = { from: Number.NaN, key: 0 }

  /** Where rows of this class and moment go. Days are days of China. */
  bucket(moverClass: MoverClass, at: number): Bucket {
    if (!(at >= this.today.from && at < this.today.from + msPerDay)) {
      const day = dayOf(at as Instant)
      this.today = { from: startOfDay(day), key: day }
    }
    const name = `${moverClass}${this.today.key}`
    let bucket = this.buckets.get(name)
    if (!bucket) {
      bucket = new Bucket(moverClass)
      this.buckets.set(name, bucket)
    }
    return bucket
  }

  add(b: Bucket, subject: number, source: number, request: number, row: number, fix: Numbers): void {
    if (b.length === b.subject.length) b.grow()
    const i = b.length++
    b.subject[i] = subject
    b.source[i] = source
    b.numbers[0]![i] = fix.at
    b.numbers[1]![i] = roundDegrees(fix.lng)
    b.numbers[2]![i] = roundDegrees(fix.lat)
    b.numbers[3]![i] = roundAccuracy(fix.accuracyM)
    b.numbers[4]![i] = roundSpeed(fix.speedMps)
    b.request[i] = request
    b.row[i] = row
    this.rows++
  }

  all(): readonly Bucket[] {
    return [...this.buckets.values()]
  }
}

export type Numbers = { at: number; lng: number; lat: number; accuracyM: number; speedMps: number }
