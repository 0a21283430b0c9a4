// One clock under the facts that reach it: started, paused, put off, stopped, taken up again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/instant.ts'
import type { Limit } from '#core/kit/time-limit.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment } from '#test/support/story.ts'
import { type Clocks, foldClocks, nextTurn, readClock } from './clock.ts'
import type { ClockStart, Fact } from './fact.ts'
import type { ClockSpec } from './life.ts'

const district = smallDistrict()
const specs: Readonly<Record<string, ClockSpec>> = {
  whole: { zh: '总', en: 'Whole', runsIn: ['open'], pausesIn: ['waiting'] },
  part: { zh: '协', en: 'Part', runsIn: ['open'], stopsOn: ['part-done'] },
}
const twoHours: Limit = { amount: 120, unit: 'minutes' }
const start = (change: Partial<ClockStart> = {}): ClockStart => ({
  name: 'whole',
  limit: twoHours,
  calendar: 'office',
  ...change,
})

const happens = (clocks: Clocks, at: string, state: string, change: Partial<Fact> = {}): Clocks =>
  foldClocks(
    clocks,
    specs,
    {
      life: 'test',
      subject: 'T1',
      seq: 1,
      type: 'something',
      at: moment(`2026-11-23 ${at}`),
      by: { kind: 'system', name: 'test' },
      data: {},
      ...change,
    },
    state,
  )
const begun = () => happens({}, '09:00', 'open', { clocks: [start()] })
const read = (clocks: Clocks, at: string, key = 'whole') =>
  readClock(key, clocks[key]!, moment(`2026-11-23 ${at}`), district)
const turn = (clocks: Clocks) => nextTurn('whole', clocks.whole!, [0.75, 1], district)
const turned = (clocks: Clocks, at: string, share: number) =>
  happens(clocks, at, 'open', { type: 'light-turned', data: { clock: 'whole', share } })

test('it stands still in a pause, and while its step is over, and goes on with what was used', () => {
  const waiting = happens(begun(), '09:30', 'waiting')
  assert.equal(read(waiting, '11:00').light, 'grey')
  assert.equal(read(waiting, '11:00').share, 0.25)
  const on = happens(waiting, '11:00', 'open')
  assert.equal(read(on, '11:30').share, 0.5)
  const over = happens(on, '11:30', 'done')
  assert.equal(read(over, '18:00').share, 0.5)
  assert.equal(read(happens(over, '18:00', 'open'), '18:30').share, 0.75)
})

test('a stop during a pause does not count the pause, nor the time after it', () => {
  const stopped = happens(happens(begun(), '09:30', 'waiting'), '10:00', 'done')
  const again = happens(stopped, '12:00', 'open')
  assert.equal(read(again, '12:30').share, 0.5)
})

test('the same limit kept once more changes nothing: no light speaks twice', () => {
  const yellow = turned(begun(), '10:30', 0.75)
  const kept = happens(yellow, '10:40', 'open', { clocks: [start({ keep: true })] })
  assert.deepEqual(kept, yellow)
  assert.equal(turn(kept)!.share, 1)
})

test('put off, a light may speak again at its new instant; left behind, it is silent', () => {
  const yellow = turned(begun(), '10:30', 0.75)
  const longer = happens(yellow, '10:40', 'open', {
    clocks: [start({ keep: true, limit: { amount: 240, unit: 'minutes' } })],
  })
  assert.deepEqual([turn(longer)!.share, turn(longer)!.at], [0.75, moment('2026-11-23 12:00')])
  const shorter = happens(yellow, '10:40', 'open', {
    clocks: [start({ keep: true, limit: { amount: 60, unit: 'minutes' } })],
  })
  assert.deepEqual([turn(shorter)!.share, turn(shorter)!.at], [1, moment('2026-11-23 10:40')])
})

test('a paused or stopped clock has no next turn', () => {
  assert.equal(turn(happens(begun(), '09:30', 'waiting')), undefined)
  assert.equal(turn(happens(begun(), '09:30', 'done')), undefined)
})

test('clocks of a unit end with the fact that names it, and only then', () => {
  const parts = happens({}, '09:00', 'open', {
    clocks: [start({ name: 'part', of: 'a' }), start({ name: 'part', of: 'b' })],
  })
  const done = happens(parts, '10:00', 'open', { type: 'part-done', data: { unit: 'a' } })
  assert.equal(done['part:a']!.done, true)
  assert.equal(done['part:b']!.done, undefined)
  assert.equal(happens(done, '11:00', 'open')['part:a']!.stopAt, moment('2026-11-23 10:00'))
})

test('kept from before it ended, a clock starts anew; fromAt counts from another moment', () => {
  const ended = happens({}, '09:00', 'open', { clocks: [start({ name: 'part', of: 'a' })] })
  const done = happens(ended, '10:00', 'open', { type: 'part-done', data: { unit: 'a' } })
  const anew = happens(done, '11:00', 'open', { clocks: [start({ name: 'part', of: 'a', keep: true })] })
  assert.equal(anew['part:a']!.startAt, moment('2026-11-23 11:00'))
  const fromAt = instant(moment('2026-11-23 09:00') - 90_000)
  assert.equal(happens({}, '09:00', 'open', { clocks: [start({ fromAt })] }).whole!.startAt, fromAt)
})
