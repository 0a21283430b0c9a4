// The past of a small district is told, laid and lived on from: the clock stands right, the history is whole, stories by
// hand are there, and a district that is not empty is left alone. The clock itself is asked at speeds and after sleep.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  dayOf,
  type Instant,
  instant,
  msPerDay,
  msPerHour,
  startOfDay,
  weekdayOf,
} from '#core/kit/instant.ts'
import { readDemoMatters } from '#server/gate/pack/demo-matters.ts'
import { migrate } from '#server/store/migrate.ts'
import { rebuild } from '#server/store/rebuild.ts'
import { verify } from '#server/store/verify.ts'
import type { HistoryStory } from '#sim/history/story.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { arrivalsIn } from '#sim/live/arrivals.ts'
import { demoSource } from '#sim/story.ts'
import { freshDatabase } from '#test/support/database.ts'
import { moment } from '#test/support/story.ts'
import { type CoreWorld, openCoreWorld } from './core-world.ts'
import { openDistrictClock, sameHourAfter, wakeClock } from './district-clock.ts'
import { type Heard, layPast, type PastLaid } from './past.ts'
import { readSettings, root } from './settings.ts'

const packDir = join(root, 'packs', 'longxi')
const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-past-'))
const words: Words = story => ({
  words: `路灯不亮，晚上看不见路 ${story.id}`,
  ...(story.caller ? { contact: { name: '张某', phone: '100-0000-0001' } } : {}),
  result: '已当场处理',
  steps: story.steps.map(() => ({ words: '已到现场处理', basis: '职责清单' })),
})
const fromAt = moment('2021-07-30 00:00')
const untilAt = moment('2021-08-01 00:00')

let core: CoreWorld
let close: () => Promise<void>
let laid: PastLaid | undefined
const heard: Heard[] = []

const deckOf = () => {
  const stories: HistoryStory[] = []
  for (let at = fromAt; at < untilAt; at = instant(at + msPerHour))
    stories.push(...arrivalsIn(core.district(), 7, at, null))
  return { seed: 7, fromAt, untilAt, stories }
}

before(async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  core = await openCoreWorld(fresh.url, { ...readSettings({}), packDir, dataDir })
  close = async () => {
    await core.db.close()
    await fresh.drop()
  }
  const { stories } = readDemoMatters(packDir, core.district())
  laid = await layPast(
    core,
    () => ({ deck: deckOf(), words, lives: { stories } }),
    h => heard.push(h),
  )
})
after(async () => {
  await close()
  rmSync(dataDir, { recursive: true })
})

test('everything goes as planned, and progress ends at the first present', () => {
  assert.deepEqual(laid?.stuck, [])
  assert.ok(heard.length > 50 && heard.at(-1)!.share > 0.99)
  assert.ok(heard.every((h, i) => i === 0 || h.share >= heard[i - 1]!.share))
})

test('the district goes on from where its past ended, at the hour and weekday outside', () => {
  const now = core.now()
  assert.ok(now >= untilAt + 5 * msPerDay && now < untilAt + 13 * msPerDay)
  const outside = instant(Date.now())
  assert.equal(weekdayOf(dayOf(now)), weekdayOf(dayOf(outside)))
  const hourOf = (at: Instant) => at - startOfDay(dayOf(at))
  assert.ok(Math.abs(hourOf(now) - hourOf(outside)) < 5000)
})

test('the history is whole, every view is what the facts say, and no light is owed', async () => {
  const v = await verify(core.db, () => {})
  assert.deepEqual(v.problems, [])
  assert.deepEqual((await rebuild(core.db, core.district(), { check: true })).differences, [])
  const late = await core.db.system<{ n: number }>(
    'select count(*)::int as n from life_now where next_turn_at <= $1',
    [laid!.presentAt],
  )
  assert.equal(late[0]?.n, 0)
})

test('days between were lived, stories by hand are told, and work goes on', async () => {
  const [seen] = await core.db.system<{ lived: number; byhand: number; open: number; closed: number }>(
    `select count(*) filter (where source = 'living')::int as lived,
            count(*) filter (where source = $1)::int as byhand,
            count(*) filter (where n.phase = 'open')::int as open,
            count(*) filter (where n.state in ('closed', 'callback_done'))::int as closed
     from intake_key k join life_now n using (district, subject)`,
    [demoSource],
  )
  assert.ok(seen!.lived > 300, `${seen!.lived} lived`)
  assert.ok(seen!.byhand >= 70, `${seen!.byhand} by hand`)
  assert.ok(seen!.open > 50 && seen!.closed > 200, JSON.stringify(seen))
})

test('a district with facts is left alone', async () => {
  assert.equal(await layPast(core, () => assert.fail('nothing is dealt')), undefined)
})

test('the clock runs at its speed, and after sleep goes on at the same hour of the week, never before a fact', async () => {
  let machine = Date.now()
  const clock = await openDistrictClock(core.db, () => machine)
  const startAt = clock.now()
  await clock.set({ ...clock.row()!, realAt: machine, at: startAt, speed: 60 })
  machine += 10_000
  assert.equal(clock.now() - startAt, 600_000)
  assert.equal(clock.inside(machine), clock.now(), 'a device outside means the same moment')
  await wakeClock(core.db, clock, () => machine)
  assert.equal(clock.row()!.speed, 60, 'it was not asleep')
  machine += 3 * msPerDay
  await wakeClock(core.db, clock, () => machine)
  assert.equal(clock.row()!.speed, 1)
  assert.ok(clock.now() >= startAt && clock.now() < startAt + 8 * msPerDay)
  assert.equal((machine - clock.now()) % (7 * msPerDay), 0, 'whole weeks apart')
  const row = clock.row()!
  await wakeClock(core.db, clock, () => machine)
  assert.deepEqual(clock.row(), row, 'opened again at once it stays')
})

test('the same hour of the week', () => {
  const monday = moment('2021-08-02 09:30')
  for (const [from, like, hoped] of [
    ['2021-08-01 00:00', '2026-11-23 09:30', '2021-08-02 09:30'],
    ['2021-08-02 09:30', '2026-11-23 09:30', '2021-08-02 09:30'],
    ['2021-08-02 09:31', '2026-11-23 09:30', '2021-08-09 09:30'],
  ] as const)
    assert.equal(sameHourAfter(moment(from), moment(like)), moment(hoped))
  assert.equal(sameHourAfter(monday, monday), monday)
})
