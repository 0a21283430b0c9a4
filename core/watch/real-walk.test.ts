// A real person's tracks of a year, against lines drawn across their way. Truth is the track itself: it comes from well
// outside and goes well inside. Counted: crossings found, and how many fixes after the first one past the line.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { distanceM } from '#core/kit/geometry.ts'
import { instant, parseInstant } from '#core/kit/instant.ts'
import type { Point } from './fence.ts'
import type { Fix } from './fix.ts'
import { signedDistance } from './signed-distance.ts'
import { chance, normal, pit } from './story.fixture.ts'
import { tryOver } from './try-over.ts'
import { makeWatch } from './watch.ts'

const data = process.env.JIEWANG_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const file = join(data, 'gps/geolife_001.csv.gz')
const skip = existsSync(file) ? false : `no real walk at ${file}; set JIEWANG_DATA`

/** The set states no accuracy; receivers of 2008 under open sky are taken at 5 m. */
const accuracyM = 5

const readWalk = (): Fix[] => {
  const rows = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1)
  const fixes = rows.map((row): Fix => {
    const [lat, lng, time] = row.split(',')
    const at = parseInstant(`${time!.replace(' ', 'T')}+00:00`)!
    return {
      source: 'gps',
      mover: 'walker',
      moverClass: 'detection',
      at,
      receivedAt: at,
      point: [Number(lng), Number(lat)],
      accuracyM,
    }
  })
  return fixes.sort((a, b) => a.at - b.at).filter((f, i, all) => f.at !== all[i - 1]?.at)
}

/** A circle ahead of where the walker goes on for some minutes without a break, and the fix at which they cross into it. */
const crossingsOf = (walk: readonly Fix[], count: number) => {
  const next = chance(2008)
  const found: { centre: Point; radiusM: number; from: number; crossed: number; to: number }[] = []
  for (let tries = 0; found.length < count && tries < 200_000; tries++) {
    const middle = 50 + Math.floor(next() * (walk.length - 100))
    const [from, to] = [middle - 40, middle + 40]
    const radiusM = 60 + next() * 200
    const centre = walk[middle + 15]!.point
    const distances = walk.slice(from, to).map(f => distanceM(f.point, centre) - radiusM)
    const gapless = walk.slice(from + 1, to).every((f, i) => {
      const before = walk[from + i]!
      const [s, m] = [(f.at - before.at) / 1000, distanceM(f.point, before.point)]
      return s <= 15 && m <= 30 * s && m < 40
    })
    const crossed = distances.findLastIndex((d, i) => d > 0 && i < 55) + 1
    // Well outside before, past the line for good, and well inside afterwards.
    const clear =
      distances.slice(0, crossed).some(d => d > 30) && distances.slice(0, crossed).every(d => d > -5)
    if (!gapless || crossed < 10 || crossed > 50 || !clear) continue
    if (!distances.slice(crossed, crossed + 12).some(d => d < -30)) continue
    if (distances.slice(crossed, crossed + 12).some(d => d > 0)) continue
    found.push({ centre, radiusM, from, crossed: from + crossed, to })
  }
  return found
}

test('true crossings of a real walk are found, within three fixes', { skip }, t => {
  const walk = readWalk()
  const truths = crossingsOf(walk, 400)
  assert.ok(truths.length >= 300, `${truths.length} true crossings drawn`)
  const delays: number[] = []
  for (const { centre, radiusM, from, crossed, to } of truths) {
    const stretch = walk.slice(from, to)
    const fence = pit({
      shape: { kind: 'circle', centre, radiusM },
      startsAt: instant(stretch[0]!.at - 1),
      expiresAt: instant(stretch[0]!.at + 86_400_000),
    })
    const watch = makeWatch([fence])
    const { crossings } = watch.stepAll(watch.newStates(), stretch)
    const entered = crossings.find(c => c.what === 'entered')
    if (entered) delays.push(stretch.findIndex(f => f.at === entered.decidedAt) + from - crossed)
  }
  delays.sort((a, b) => a - b)
  const median = delays[delays.length >> 1]!
  t.diagnostic(
    `${delays.length} of ${truths.length} found; median delay ${median} fixes, worst ${delays.at(-1)}`,
  )
  assert.ok(delays.length >= truths.length * 0.99, `${delays.length} of ${truths.length} found`)
  assert.ok(median <= 3, `median delay ${median} fixes`)
})

test('an hour of standing near a line in the middle of the walk rings nobody', { skip }, t => {
  const walk = readWalk()
  let alarms = 0
  for (let seed = 1; seed <= 20; seed++) {
    const next = chance(seed)
    const stop = 1000 + Math.floor(next() * 100_000)
    const [lng, lat] = walk[stop]!.point
    const metre = 1 / 111_195
    const east = metre / Math.cos((lat * Math.PI) / 180)
    // A line 5 m east of where they stop; behind it, 200 m of what must not be entered.
    const [west, far] = [lng + 5 * east, lng + 205 * east]
    const ring: Point[] = [
      [west, lat - 100 * metre],
      [far, lat - 100 * metre],
      [far, lat + 100 * metre],
      [west, lat + 100 * metre],
    ]
    const standing = Array.from({ length: 3600 }, (_, s): Fix => {
      const at = instant(walk[stop]!.at + (s + 1) * 1000)
      const point: Point = [lng + (2 * next() - 1) * 15 * east, lat + normal(next) * 10 * metre]
      return { ...walk[stop]!, at, receivedAt: at, point, accuracyM: 15 }
    })
    const before = walk.slice(stop - 100, stop + 1)
    const inside = signedDistance({ kind: 'area', polygons: [[ring]] })
    const came = before.filter(f => inside(...f.point) > 0)
    const fence = pit({
      shape: { kind: 'area', polygons: [[ring]] },
      startsAt: came[0]!.at,
      expiresAt: instant(walk[stop]!.at + 86_400_000),
    })
    alarms += tryOver(fence, [...came.slice(-1), ...standing]).alarms
  }
  t.diagnostic(`${alarms} false alarms in 20 hours`)
  assert.equal(alarms, 0)
})

test('a fence tried over the whole year first', { skip }, t => {
  const walk = readWalk()
  const [first, last] = [walk[0]!.at, walk.at(-1)!.at]
  const home = walk[2000]!.point
  const fence = pit({
    shape: { kind: 'circle', centre: home, radiusM: 120 },
    expiresAt: instant(last + 1),
    startsAt: first,
  })
  const trial = tryOver(fence, walk)
  t.diagnostic(
    `${walk.length} fixes: ${trial.visits} visits, ${trial.breaches} breaches in ${trial.alarms} alarms`,
  )
  assert.equal(trial.fixesRead, walk.length)
  assert.ok(trial.visits > 0 && trial.alarms <= trial.breaches && trial.alarms <= trial.visits + 1)
})
