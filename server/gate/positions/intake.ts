// The one way in for positions, behind the HTTP and the MQTT door: rows are checked, gathered while the last commit is on
// its way to the disk, kept together, read by the watch, and only then acknowledged, each with what became of it.
import type { Instant } from '#core/kit/instant.ts'
import { msPerDay } from '#core/kit/instant.ts'
import type { Unused } from '#core/watch/fix.ts'
import { defaultSettings } from '#core/watch/watch.ts'
import type { FixBatch } from '#server/store/pack-fixes.ts'
import type { Database } from '#server/store/pool.ts'
import { keepFixes, keptDays } from '#server/store/positions.ts'
import { type Shift, shiftsOf } from '#server/store/shifts.ts'
import type { KeyHolder } from '#server/store/vault-key.ts'
import { Gathering, type Numbers, slotOf } from './gathering.ts'
import { answerOf, type RowNo, type TakenAnswer } from './noes.ts'
import { type BodyWrong, isBodyWrong, type Rows, readBody } from './read-body.ts'

/** Who sends: a connected system with a key, or an officer's phone, which reports its own shift and nothing else. */
export type Sender = { source: string; unit?: string }

export type Intake = {
  take(body: unknown, from: Sender): Promise<TakenAnswer | BodyWrong>
  /** Rows on their way to the disk. */
  waiting(): number
}

export type IntakeParts = {
  db: Database
  keys: KeyHolder
  now: () => Instant
  /** The district's moment when the clocks of devices show this one; absent where both are the same. */
  inside?: (at: number) => number
  /** Names this process among those on the same database. */
  name: string
  /** The fences, when this process watches; answers what was not used, batch by batch. */
  read: (batches: readonly FixBatch[]) => readonly (readonly { index: number; why: Unused }[])[] | undefined
}

/** Some seconds of the rate this was measured at; beyond it, a sender is better told to wait. */
export const mostWaiting = 200_000
/** On their way to the disk at once: while one waits for it, the next is written. */
const mostCommits = 3
const busy: BodyWrong = {
  status: 503,
  zh: '定位数据太多，暂时接不下；请稍后重发。',
  en: 'Too many positions right now; send them again shortly.',
}

type Waiting = {
  noes: Map<RowNo, number[]>
  rows: number
  done: (answer: TakenAnswer) => void
  failed: (error: unknown) => void
}

const unusedNoes: Readonly<Record<Unused, RowNo>> = {
  repeated: 'repeated',
  'too-late': 'too-late',
  'from-the-future': 'from-the-future',
  'not-a-position': 'not-a-position',
}

const numberOr = (cell: unknown): number | undefined =>
  cell === undefined || cell === null ? Number.NaN : typeof cell === 'number' && cell >= 0 ? cell : undefined

export const makeIntake = ({ db, keys, now, name, read, inside = at => at }: IntakeParts): Intake => {
  let gathering = new Gathering()
  let requests: Waiting[] = []
  let commits = 0
  let rowsUnderWay = 0

  const note = (noes: Waiting['noes'], code: RowNo, row: number) => {
    const of = noes.get(code)
    if (of) of.push(row)
    else noes.set(code, [row])
  }

  const add = (rows: Rows, from: Sender, shifts: ReadonlyMap<string, Shift>, waiting: Waiting): void => {
    const request = requests.push(waiting) - 1
    const at = now()
    const [latest, oldest] = [at + defaultSettings.futureMs, at - keptDays * msPerDay]
    const fix: Numbers = { at: 0, lng: 0, lat: 0, accuracyM: 0, speedMps: 0 }
    for (let i = 0; i < rows.length; i++) {
      // A name instead of a number would find the list's own members.
      const slot = rows.subject[i]
      const subject = typeof slot === 'number' ? rows.subjects[slot] : undefined
      const no =
        subject === undefined
          ? 'not-a-subject'
          : (subject.wrong ?? wrongRow(rows, i, latest, oldest, inside, fix))
      if (no !== undefined) {
        note(waiting.noes, no, i)
        continue
      }
      const { key, moverClass } = subject!
      if (moverClass === 'officer') {
        const shift = shifts.get(key)
        if (
          !shift ||
          fix.at < shift.beganAt ||
          fix.at > shift.endsAt ||
          (from.unit ?? shift.unit) !== shift.unit
        ) {
          note(waiting.noes, 'not-on-shift', i)
          continue
        }
      } else if (from.unit !== undefined) {
        note(waiting.noes, 'class-not-yours', i)
        continue
      }
      const bucket = gathering.bucket(moverClass, fix.at)
      gathering.add(
        bucket,
        slotOf(bucket.subjects, key),
        slotOf(bucket.sources, from.source),
        request,
        i,
        fix,
      )
    }
  }

  /** One commit; while the fences read it, others are on their way to the disk. */
  const flush = async (): Promise<void> => {
    const [full, theirs] = [gathering, requests]
    gathering = new Gathering()
    requests = []
    rowsUnderWay += full.rows
    try {
      const receivedAt = now()
      const buckets = full.all()
      const batches = buckets.map(b => b.batch(receivedAt))
      if (batches.length > 0) {
        commits++
        await keepFixes(db, keys, batches, name).finally(() => {
          commits--
          pump()
        })
        read(batches)?.forEach((unused, k) => {
          const bucket = buckets[k]!
          for (const { index, why } of unused)
            note(theirs[bucket.request[index]!]!.noes, unusedNoes[why], bucket.row[index]!)
        })
      }
      for (const w of theirs) w.done(answerOf(w.rows, w.noes))
    } catch (error) {
      for (const w of theirs) w.failed(error)
    }
    rowsUnderWay -= full.rows
  }
  const pump = (): void => {
    if (requests.length > 0 && commits < mostCommits) void flush()
  }

  return {
    waiting: () => gathering.rows + rowsUnderWay,
    take: async (body, from) => {
      const rows = readBody(body)
      if (isBodyWrong(rows)) return rows
      if (gathering.rows + rowsUnderWay > mostWaiting) return busy
      const officers = rows.subjects.filter(s => s.moverClass === 'officer' && s.wrong === undefined)
      const shifts = await shiftsOf(
        db,
        officers.map(s => s.key),
      )
      return new Promise((done, failed) => {
        add(rows, from, shifts, { noes: new Map(), rows: rows.length, done, failed })
        // Requests of the same turn of the loop come along in one commit.
        if (requests.length === 1) setImmediate(pump)
      })
    },
  }
}

/** Reads row `i` into `fix`; answers what is wrong with it. */
const wrongRow = (
  rows: Rows,
  i: number,
  latest: number,
  oldest: number,
  inside: (at: number) => number,
  fix: Numbers,
): RowNo | undefined => {
  const [told, lng, lat] = [rows.at[i], rows.lng[i], rows.lat[i]]
  if (typeof told !== 'number' || !Number.isFinite(told)) return 'not-a-moment'
  // A screen of ours knows the time of a made-up district, a device has its own.
  const at = told > latest ? inside(told) : told
  // Nobody stands at 0, 0: receivers say so when they do not know.
  const isPlace =
    typeof lng === 'number' &&
    typeof lat === 'number' &&
    Math.abs(lng) <= 180 &&
    Math.abs(lat) <= 90 &&
    !(lng === 0 && lat === 0)
  if (!isPlace) return 'not-a-position'
  if (at > latest) return 'from-the-future'
  if (at < oldest) return 'too-old'
  const accuracyM = numberOr(rows.accuracyM?.[i])
  const speedMps = numberOr(rows.speedMps?.[i])
  if (accuracyM === undefined || speedMps === undefined) return 'bad-accuracy'
  fix.at = Math.trunc(at)
  fix.lng = lng
  fix.lat = lat
  fix.accuracyM = accuracyM
  fix.speedMps = speedMps
  return undefined
}
