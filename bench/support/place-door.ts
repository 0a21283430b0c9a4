// How many fixes a second go through the HTTP door for positions: checked, on disk, read against 5,000 fences, answered.
// The program and its PostgreSQL have two cores; the senders, which stand for other people's machines, have the others.
// 6,400 movers drive through the district in real time; what they cross becomes alarms as in any other day.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import pg from 'pg'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { isFenceWrong, makeFenceDesk } from '#desk/fences.ts'
import { openCoreWorld } from '#server/main/core-world.ts'
import { makeGateKey } from '#server/store/gate-keys.ts'
import { paths } from '#wire/paths.ts'
import { median, type Outcome, round, type Say } from './bench.ts'
import { startServer } from './processes.ts'
import { openSeeds } from './seeds.ts'

const fences = 5_000
const movers = 6_400
const rowsABatch = 3_200
const lanes = 12

/** mulberry32 */
const dice = (state: number) => () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** The demonstration district: 40 × 49 km. */
const [west, south, widthDeg, heightDeg] = [105.82, 29.57, 0.405, 0.435]
const metre = 1 / 111_195
const lngPerLat = 0.868

/** Five kinds of 30–400 corners and 60–360 m of radius, all options on: as in the bench of the watch. */
const fenceAt = (i: number, roll: () => number, now: number): object => {
  const [lng, lat] = [west + roll() * widthDeg, south + roll() * heightDeg]
  const radiusM = 60 + roll() * 300
  const corners = 30 + Math.floor(roll() * 370)
  const ring = Array.from({ length: corners }, (_, k) => {
    const angle = (2 * Math.PI * k) / corners
    const r = radiusM * (0.75 + 0.25 * roll()) * metre
    return [lng + (r * Math.cos(angle)) / lngPerLat, lat + r * Math.sin(angle)]
  })
  const rules = [
    { kind: 'must-not-enter' },
    { kind: 'must-not-leave' },
    { kind: 'speed', limitKmh: 40 },
    { kind: 'capacity', most: 5, clearAt: 4 },
    { kind: 'dwell', forMs: 300_000 },
  ]
  return {
    name: `围栏 ${i}`,
    subjectType: 'place',
    subjectId: `bench-${i}`,
    shape: { kind: 'area', polygons: [[ring]] },
    rule: rules[i % rules.length],
    watches: ['vehicle', 'detection'],
    severity: 'moderate',
    schedule: { kind: 'hours', calendar: 'round-the-clock', days: 'all', hours: [[0, 1440]] },
    startsAt: now - 86_400_000,
    expiresAt: now + 30 * 86_400_000,
    tuning: { inBufferM: 2, minInsideMs: 10_000, minOutsideMs: 10_000 },
  }
}

const pin = (pids: readonly number[], cores: string): boolean =>
  pids.every(pid => spawnSync('taskset', ['-apc', cores, String(pid)]).status === 0)

const parentOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** The postmaster behind `url` and all its children. */
const postgresOf = async (url: string): Promise<number[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = parentOf(rows[0]!.pid)
  await client.end()
  const children = readdirSync('/proc').flatMap(name => {
    try {
      return /^\d+$/.test(name) && parentOf(Number(name)) === postmaster ? [Number(name)] : []
    } catch {
      // It ended while we looked.
      return []
    }
  })
  return [postmaster, ...children]
}

/** Processor time a process has used, in seconds. */
const cpuSecondsOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

type Driver = { lng: number; lat: number; heading: number; speedMps: number; at: number }

/** A third stands or strolls, a third walks, a third drives. */
const driverAt = (i: number, roll: () => number): Driver => ({
  lng: west + roll() * widthDeg,
  lat: south + roll() * heightDeg,
  heading: roll() * 2 * Math.PI,
  speedMps: roll() * [0.3, 1.6, 15][i % 3]!,
  at: Date.now(),
})

/** Columns as a platform of a fleet sends them. */
const bodyOf = (first: number, drivers: readonly Driver[], at: number): string => {
  const [lng, lat, names, slots, accuracy, speed]: string[][] = [[], [], [], [], [], []]
  for (let i = 0; i < rowsABatch; i++) {
    const d = drivers[first + i]!
    const moved = (d.speedMps * (at - d.at) * metre) / 1000
    d.at = at
    d.lng += (moved * Math.cos(d.heading)) / lngPerLat
    d.lat += moved * Math.sin(d.heading)
    if (d.lng < west || d.lng > west + widthDeg || d.lat < south || d.lat > south + heightDeg)
      d.heading += Math.PI
    lng!.push(d.lng.toFixed(7))
    lat!.push(d.lat.toFixed(7))
    names!.push(`"truck-${first + i}"`)
    slots!.push(String(i))
    accuracy!.push(String(3 + (i % 12)))
    speed!.push(d.speedMps.toFixed(2))
  }
  return (
    `{"class":"vehicle","subjects":[${names}],"subject":[${slots}],"at":[${Array(rowsABatch).fill(at)}],` +
    `"lng":[${lng}],"lat":[${lat}],"accuracyM":[${accuracy}],"speedMps":[${speed}]}`
  )
}

export const measurePlaceDoor = async ({ quick, say }: { quick: boolean; say: Say }): Promise<Outcome> => {
  const seeds = await openSeeds(say)
  try {
    await seeds.ready([0])
    const copy = await seeds.copy(0)
    try {
      return await measure(copy.url, seeds.settings, quick, say)
    } finally {
      await copy.drop()
    }
  } finally {
    await seeds.stop()
  }
}

const measure = async (
  url: string,
  settings: Parameters<typeof startServer>[1],
  quick: boolean,
  say: Say,
): Promise<Outcome> => {
  const roll = dice(7)
  const world = await openCoreWorld(url, settings)
  let key: string
  try {
    const district = world.district()
    const post = district.posts.find(p => p.role === 'watch_director')!
    const person = district.holdersOf(post.id, world.now())[0]!
    const actor: Actor & { kind: 'officer' } = {
      kind: 'officer',
      person: person.id,
      post,
      unit: district.unit(post.unit)!,
    }
    const desk = makeFenceDesk(world.desk, world.path, world.now)
    const begin = performance.now()
    const draw = async (i: number): Promise<void> => {
      // Some fall outside the district, whose border is no box: drawn again elsewhere.
      for (;;) {
        const drawn = await desk.draw(
          fenceAt(i, roll, world.now()),
          '',
          randomBytes(8).toString('hex'),
          actor,
        )
        if (isFenceWrong(drawn)) {
          if (drawn.problems.some(p => p.field !== 'shape')) throw new Error(JSON.stringify(drawn.problems))
          continue
        }
        const on = await world.desk.move(drawn.number, 'switch-on', actor, {})
        if (isRefusal(on)) throw new Error(`a fence was not switched on: ${JSON.stringify(on)}`)
        return
      }
    }
    for (let i = 0; i < fences; i += 100)
      await Promise.all(Array.from({ length: 100 }, (_, k) => draw(i + k)))
    say(`${fences} fences drawn and switched on in ${round((performance.now() - begin) / 1000, 1)} s`)
    key = (await makeGateKey(world.db, 'bench-fleet', 'bench', world.now())).key
  } finally {
    await world.db.close()
  }
  const port = process.env.JIEWANG_MQTT_PORT
  process.env.JIEWANG_MQTT_PORT = 'off'
  const server = await startServer(url, settings)
  if (port === undefined) delete process.env.JIEWANG_MQTT_PORT
  else process.env.JIEWANG_MQTT_PORT = port
  try {
    const bound =
      availableParallelism() > 2 &&
      pin([server.pid, ...(await postgresOf(url))], '0,1') &&
      pin([process.pid], `2-${availableParallelism() - 1}`)
    say(bound ? 'program and PostgreSQL bound to two cores, senders to the others' : 'not bound to cores')
    const drivers = Array.from({ length: movers }, (_, i) => driverAt(i, roll))
    const parts = movers / rowsABatch
    let next = 0
    const send = async (): Promise<number> => {
      const part = next++ % parts
      // Two lanes may meet in one millisecond: each batch of a mover has a moment of its own.
      const at = Math.max(Date.now(), drivers[part * rowsABatch]!.at + 1)
      const res = await fetch(`http://127.0.0.1:${server.port}${paths.positions}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: bodyOf(part * rowsABatch, drivers, at),
      })
      const answer = (await res.json()) as { taken: number; refused: number; rows: unknown[] }
      if (res.status !== 200 || answer.refused > 0)
        throw new Error(`the door said ${JSON.stringify(answer).slice(0, 400)}`)
      return answer.taken
    }
    // The watch begins within a second or two; what it reads from then on is told as repeated when sent twice.
    for (const until = performance.now() + 8000; performance.now() < until; ) await send()
    const rates: number[] = []
    const [cpuBefore, wallBefore] = [cpuSecondsOf(server.pid), performance.now()]
    const rounds = quick ? 2 : 5
    const seconds = quick ? 3 : 8
    for (let r = 0; r < rounds; r++) {
      let taken = 0
      const begin = performance.now()
      const end = begin + seconds * 1000
      await Promise.all(
        Array.from({ length: lanes }, async () => {
          while (performance.now() < end) taken += await send()
        }),
      )
      rates.push(taken / ((performance.now() - begin) / 1000))
      say(`round ${r + 1}: ${Math.round(rates.at(-1)!)} fixes a second through the door`)
    }
    const busy = (cpuSecondsOf(server.pid) - cpuBefore) / ((performance.now() - wallBefore) / 1000)
    const told = await counts(url)
    say(
      `the program used ${round(busy)} of a core; ${told.alarms} alarms meanwhile; ${round(told.bytesAFix, 1)} bytes a fix on disk`,
    )
    return {
      doorFixesPerSecond: Math.round(median(rates)),
      doorFences: fences,
      doorMovers: movers,
      doorAlarms: told.alarms,
      doorBytesAFix: round(told.bytesAFix, 1),
    }
  } finally {
    await server.stop()
  }
}

const counts = async (url: string): Promise<{ alarms: number; bytesAFix: number }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ alarms: string; bytes: string; fixes: string }>(
    `select (select count(*) from life_now where life = 'alarm') as alarms,
            pg_total_relation_size('position_batch') as bytes, (select sum(fixes) from position_batch) as fixes`,
  )
  await client.end()
  return { alarms: Number(rows[0]!.alarms), bytesAFix: Number(rows[0]!.bytes) / Number(rows[0]!.fixes) }
}
