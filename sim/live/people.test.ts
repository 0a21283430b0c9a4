// Ten days of simulated people in the demonstration district, in memory: as much comes in as a July brings, nearly
// everything is settled, lights mostly stay green, nobody snatches what a visitor has in hand, and the same seed lives
// the same days.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { District } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { instant, msPerDay, msPerHour } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { root } from '#server/main/settings.ts'
import { moment } from '#test/support/story.ts'
import type { Words } from '../history/tell/said.ts'
import { makeNet } from '../net/net.ts'
import { arrivalsIn } from './arrivals.ts'
import { groundIn } from './ground.ts'
import { type LiveGround, makePeople } from './people.ts'

const words: Words = story => ({
  words: `路灯不亮，晚上看不见路 ${story.id}`,
  ...(story.caller ? { contact: { name: '张某', phone: '100-0000-0001' } } : {}),
  result: '已当场处理',
  steps: story.steps.map(() => ({ words: '已到现场处理', basis: '职责清单' })),
})
const fromAt = moment('2021-08-02 00:00')
let district: District

before(() => {
  const read = readPack(join(root, 'packs', 'longxi'))
  assert.ok(read.ok)
  district = makeDistrict(read.pack, read.version, [])
})

const liveFor = async (days: number, seed: number, more: Partial<LiveGround> = {}) => {
  const facts: Fact[] = []
  const net = makeNet({
    path: district,
    at: fromAt,
    kept: c => facts.push(...c.subjects.flatMap(s => s.facts)),
  })
  const people = makePeople({ ...groundIn(net), ...more }, words, seed)
  await people.live(fromAt, instant(fromAt + days * msPerDay), null)
  return { net, facts }
}
const count = (facts: readonly Fact[], type: string) => facts.filter(f => f.type === type).length

test('a district at work', async () => {
  const { net, facts } = await liveFor(10, 1)
  const reported = count(facts, 'reported')
  assert.ok(reported > 800 && reported < 1080, `${reported} reported in ten days`)
  const rows = [...net.store.subjects()].map(s => net.store.rowOf(s)!)
  const now = net.now()
  assert.equal(
    rows.filter(r => r.state === 'reported' && r.bornAt < now - 4 * msPerHour).length,
    0,
    'nothing waits at a desk for hours',
  )
  const open = rows.filter(r => r.phase === 'open')
  const red = open.filter(r => r.dueAt !== null && r.dueAt <= now)
  assert.ok(open.length > 60 && open.length < 350, `${open.length} open`)
  assert.ok(red.length < open.length / 5, `${red.length} of ${open.length} red`)
  for (const type of [
    'return-ruled',
    'sent-back',
    'suspended',
    'extended',
    'rated',
    'contacted',
    'receipted',
  ])
    assert.ok(count(facts, type) > 0, `nobody ever: ${type}`)
})

test('the same seed lives the same days, another seed others', async () => {
  const [a, b, c] = [await liveFor(2, 1), await liveFor(2, 1), await liveFor(2, 2)]
  assert.deepEqual(a.facts, b.facts)
  assert.notDeepEqual(a.facts, c.facts)
})

test('what a visitor of a unit has in hand waits; others answer', async () => {
  const { net } = await liveFor(2, 1, {
    isTaken: (_, units) => units.some(u => district.unit(u)?.kind === 'department'),
  })
  const byDepartments = [...net.store.subjects()]
    .map(s => net.store.rowOf(s)!)
    .filter(r => district.unit(r.lead)?.kind === 'department' && r.phase === 'open')
  assert.ok(byDepartments.length > 10)
  assert.deepEqual(
    byDepartments.filter(r => r.state !== 'dispatched').map(r => `${r.subject} ${r.state}`),
    [],
  )
})

test('a storm: 380 reports in 48 hours, half of them in the first six', () => {
  const hours = Array.from({ length: 48 }, (_, h) => instant(fromAt + h * msPerHour))
  const counts = hours.map(h => arrivalsIn(district, 3, h, fromAt).filter(s => s.storm).length)
  const all = counts.reduce((a, b) => a + b)
  const rising = counts.slice(0, 6).reduce((a, b) => a + b)
  assert.ok(all > 320 && all < 440, `${all}`)
  assert.ok(rising > all * 0.4 && rising < all * 0.6, `${rising} of ${all}`)
})

test('an hour is the same hour whoever asks, and lies where it should', () => {
  const hour = moment('2021-08-02 09:00')
  assert.deepEqual(arrivalsIn(district, 1, hour, null), arrivalsIn(district, 1, hour, null))
  for (const story of arrivalsIn(district, 1, hour, null)) {
    assert.ok(story.reportedAt >= hour && story.reportedAt < hour + msPerHour)
    assert.ok(district.territory(story.place.territory))
  }
})
