// How near the index of places comes to the least any index can cost: one look into a table for every fix. Beside it, in
// the same run, the libraries most would take, and PostGIS where there is one. Fixes lie anywhere on the ground, each place
// as likely, and come in no order; A B A B, medians of the ratio of each pair. Times are those the processor worked for this
// program, so that other work on the machine takes from none of them; beside PostGIS, which is another program, the clock.
//
// What one look costs depends on how large the table is: 4 ns where it fits a near cache, 30 and more where it does not. So
// two are touched, by the very fixes the index is asked with. One is as large as the index really is, `bytes()` of it: no
// index of that size can answer from memory in less. The other is a plain grid over the ground, fine enough for so many
// shapes; it would answer little, but shows the least with a smaller table. The bars are held against the first.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type CellIndex, makeCellIndex } from '#core/kit/place/cell-index.ts'
import { type Bench, median, type Outcome, quantile, round, type Say } from './support/bench.ts'
import { measurePlaceDoor } from './support/place-door.ts'
import { askFlatbush } from './support/place-flatbush.ts'
import { type Ground, groundOf } from './support/place-ground.ts'
import { askPostgis } from './support/place-postgis.ts'

/** Shapes, and squares along the side of the plain grid. */
const sizes = [
  [131, 512],
  [2_000, 2_048],
  [100_000, 4_096],
] as const

export const place: Bench = {
  name: 'place',
  asks: 'Which shapes cover a fix: how many times the cost of touching one cell of a table, in nanoseconds a fix?',
  run: async ({ quick, say }) => {
    const outcome: Record<string, string | number | boolean> = { bench: 'place' }
    for (const [shapes, side] of sizes) {
      const ground = groundOf(shapes)
      const built = build(ground)
      const asked = measure(built.index, ground, side, quick ? 500_000 : 2_000_000, quick ? 5 : 15)
      say(
        `${shapes} shapes: touch ${round(asked.touchNs, 1)} ns (plain grid ${round(asked.gridNs, 1)}), one by one ${round(asked.oneNs, 1)}, together ${round(asked.manyNs, 1)} ns a fix, ` +
          `${round(asked.hits)} shapes a fix; ${round(built.megabytes, 1)} MB, built in ${round(built.seconds)} s, slowest change ${round(built.slowestMs, 1)} ms`,
      )
      outcome[`touchNs${shapes}`] = round(asked.touchNs, 1)
      outcome[`togetherNs${shapes}`] = round(asked.manyNs, 1)
      outcome[`oneByOneNs${shapes}`] = round(asked.oneNs, 1)
      outcome[`gridTouchNs${shapes}`] = round(asked.gridNs, 1)
      outcome[`cellTouchRatio${shapes}`] = round(asked.toTouch)
      outcome[`gridTouchRatio${shapes}`] = round(asked.toGrid)
      outcome[`cellTouchRatioOneByOne${shapes}`] = round(asked.oneToTouch)
      outcome[`memoryMb${shapes}`] = round(built.megabytes, 1)
      outcome[`buildSeconds${shapes}`] = round(built.seconds)
      const peer = besideFlatbush(built.index, ground, quick, asked.manyNs, say)
      outcome[`flatbushNs${shapes}`] = Math.round(peer.nsPerFix)
      outcome[`vsFlatbush${shapes}`] = round(peer.ratio, 1)
      outcome.vsFlatbush = Math.min(Number(outcome.vsFlatbush ?? Infinity), round(peer.ratio, 1))
      if (shapes === 100_000) {
        const edits = editTimes(built.index, ground, quick ? 200 : 2_000)
        outcome.editMsMedian = round(median(edits), 3)
        outcome.editMs999 = round(quantile(edits, 0.999), 2)
        outcome.editMsMax = round(Math.max(...edits), 2)
      }
      if (shapes === 2_000) Object.assign(outcome, besidePostgis(built.index, ground, quick, say))
    }
    Object.assign(outcome, await measurePlaceDoor({ quick, say }))
    return outcome
  },
}

const workedMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Bytes that are still held after everything that can go has gone: tables, objects, names. */
const heldBytes = (): number => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  collect()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}

const build = (ground: Ground) => {
  const before = heldBytes()
  const index = makeCellIndex()
  let [spentMs, slowestMs] = [0, 0]
  ground.each((ring, number) => {
    const begin = workedMs()
    index.put(`s${number}`, { pieces: [[ring]] })
    const tookMs = workedMs() - begin
    spentMs += tookMs
    slowestMs = Math.max(slowestMs, tookMs)
  })
  return { index, seconds: spentMs / 1000, slowestMs, megabytes: (heldBytes() - before) / 1e6 }
}

const measure = (index: CellIndex, ground: Ground, gridSide: number, count: number, rounds: number) => {
  const { lngs, lats } = ground.fixes(count)
  const out = new Int32Array(4_096)
  const hitPoints = new Int32Array(count * 8)
  const hitHandles = new Int32Array(count * 8)
  let sum = 0
  const toucher = (side: number) => {
    const table = new Int32Array(side * side).fill(1)
    const perDegree = side / ground.side
    return () => {
      for (let i = 0; i < count; i++) {
        const row = ((lats[i]! - ground.south) * perDegree) | 0
        sum += table[row * side + (((lngs[i]! - ground.west) * perDegree) | 0)]!
      }
    }
  }
  const touch = toucher(Math.floor(Math.sqrt(index.bytes() / Int32Array.BYTES_PER_ELEMENT)))
  const touchGrid = toucher(gridSide)
  let hits = 0
  const oneByOne = () => {
    hits = 0
    for (let i = 0; i < count; i++) hits += index.covering(lngs[i]!, lats[i]!, out)
  }
  const together = () => {
    const pairs = index.coveringMany(lngs, lats, count, hitPoints, hitHandles)
    if (pairs !== hits) throw new Error(`together ${pairs} shapes were found, one by one ${hits}`)
  }
  const nsOf = (work: () => void) => {
    const begin = workedMs()
    work()
    return ((workedMs() - begin) * 1e6) / count
  }
  const [touches, grids, ones, manys]: number[][] = [[], [], [], []]
  for (let i = 0; i < rounds; i++) {
    touches!.push(nsOf(touch))
    grids!.push(nsOf(touchGrid))
    ones!.push(nsOf(oneByOne))
    manys!.push(nsOf(together))
  }
  if (sum !== 2 * count * rounds) throw new Error('the table was not touched')
  const ratio = (above: number[], below: number[]) => median(above.map((ns, i) => ns / below[i]!))
  return {
    toTouch: ratio(manys!, touches!),
    toGrid: ratio(manys!, grids!),
    oneToTouch: ratio(ones!, touches!),
    touchNs: median(touches!),
    gridNs: median(grids!),
    oneNs: median(ones!),
    manyNs: median(manys!),
    hits: hits / count,
  }
}

/** Changes existing shapes into others of the ground, as people redraw fences. */
const editTimes = (index: CellIndex, ground: Ground, count: number): number[] => {
  const times: number[] = []
  const stop = new Error('enough')
  try {
    ground.each((ring, number) => {
      if (number >= count) throw stop
      const id = `s${(number * 7_919) % ground.shapes}`
      const before = index.currentOf(id)!
      const begin = workedMs()
      index.put(id, { pieces: [[ring]] })
      times.push(workedMs() - begin)
      index.forget(before)
    })
  } catch (error) {
    if (error !== stop) throw error
  }
  return times
}

const besideFlatbush = (
  index: CellIndex,
  ground: Ground,
  quick: boolean,
  ourNs: number,
  say: Say,
): { nsPerFix: number; ratio: number } => {
  const { lngs, lats } = ground.fixes(quick ? 20_000 : 100_000)
  const asked = askFlatbush(ground, lngs, lats, workedMs)
  const hits = index.coveringMany(lngs, lats, lngs.length, new Int32Array(1e7), new Int32Array(1e7))
  if (hits !== asked.pairs) throw new Error(`flatbush found ${asked.pairs} pairs, the index ${hits}`)
  say(
    `flatbush and point-in-polygon-hao, ${ground.shapes} shapes: ${Math.round(asked.nsPerFix)} ns a fix, the same ${hits} pairs`,
  )
  return { nsPerFix: asked.nsPerFix, ratio: asked.nsPerFix / ourNs }
}

const besidePostgis = (index: CellIndex, ground: Ground, quick: boolean, say: Say): Outcome => {
  const { lngs, lats } = ground.fixes(quick ? 50_000 : 200_000)
  const asked = askPostgis(ground, lngs, lats, say)
  if (!asked) return { vsPostgis: 'not measured' }
  const [hitPoints, hitHandles] = [new Int32Array(1e7), new Int32Array(1e7)]
  let hits = 0
  const times = Array.from({ length: 9 }, () => {
    const begin = performance.now()
    hits = index.coveringMany(lngs, lats, lngs.length, hitPoints, hitHandles)
    return performance.now() - begin
  })
  const ourNs = (median(times) * 1e6) / lngs.length
  if (hits !== asked.pairs) throw new Error(`PostGIS found ${asked.pairs} pairs, the index ${hits}`)
  say(`PostGIS, 2000 shapes: ${Math.round(asked.nsPerFix)} ns a fix, the same ${hits} pairs`)
  return { postgisNs2000: Math.round(asked.nsPerFix), vsPostgis: round(asked.nsPerFix / ourNs, 1) }
}
