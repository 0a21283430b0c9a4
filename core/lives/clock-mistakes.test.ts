// Clock mistakes other systems are known for, each as a story that would fail if we made it too. The system named is
// where the mistake was read or reported; see the comparison of civic case systems among the project's sources.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pack } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { readClock } from '#core/life/clock.ts'
import { nextTurnOf, tick } from '#core/life/decide.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { moment, reportedMatter, resident } from '#test/support/story.ts'

const reporter = resident('ref-1')
const fumes = { lead: 'd-city', type: 'EE02' }
const sent = (at: string, input: { urgency?: string; lead?: string; type?: string } = {}) =>
  reportedMatter(at).does('east-dispatcher', 'dispatch', { ...fumes, ...input })

test('holidays are not working days (Signalen counts them)', () => {
  // Wednesday before the National Day week: 2 working days later is not Friday.
  sent('2026-09-30 10:00').due('whole', '2026-10-13 18:00')
})

test('a make-up Saturday is a working day (Request Tracker can only subtract days)', () => {
  // Thu 8, Fri 9, Sat 10 (make-up), Mon 12, Tue 13.
  sent('2026-09-30 10:00').due('whole', '2026-10-13 18:00')
  sent('2026-10-09 16:30', { lead: 'd-city' }).due('sign', '2026-10-10 09:30')
})

test('hours are counted, not only days, and lunch is no working time (Signalen, frappe/helpdesk)', () => {
  sent('2026-11-23 11:00').due('sign', '2026-11-23 15:00')
})

test('an emergency runs round the clock while ordinary matters wait for the morning', () => {
  sent('2026-11-28 02:00', { urgency: 'flash' })
    .due('sign', '2026-11-28 02:15')
    .due('whole', '2026-11-28 06:00')
  sent('2026-11-28 02:00').due('sign', '2026-11-30 11:00')
})

test('the clock starts at dispatch and signing late wins nothing', () => {
  const early = sent('2026-11-23 09:00').at('2026-11-23 09:05').does('city-handler', 'sign')
  const late = sent('2026-11-23 09:00').at('2026-11-26 17:00').does('city-handler', 'sign')
  assert.equal(late.clock('whole').dueAt, early.clock('whole').dueAt)
  assert.equal(late.clock('handle').dueAt, early.clock('handle').dueAt)
})

const suspended = (at = '2026-11-23 09:00') =>
  sent(at)
    .does('city-handler', 'sign')
    .at('2026-11-24 09:00')
    .does('city-handler', 'ask-suspension', { reason: 'weather', untilOn: '2026-11-26', words: '连续大雨' })
    .does('city-approver', 'approve')

test('a wait stops the clock (osTicket: asked for since 2016; Zammad freezes but does not pause)', () => {
  const story = suspended().at('2026-11-25 18:00').light('whole', 'grey')
  const share = story.clock('whole').share
  story.at('2026-11-27 09:00')
  story.wake()
  assert.equal(story.clock('whole').share, share)
  story.light('whole', 'green')
})

test('the paused time survives a change of type and of priority (GLPI loses it)', () => {
  const story = suspended().at('2026-11-27 09:00')
  story.wake()
  story.due('whole', '2026-12-03 18:00')
  const used = story.clock('whole').share
  story.does('east-dispatcher', 'sort', { type: 'SP02' }).due('whole', '2026-12-03 18:00')
  assert.equal(story.clock('whole').share, used)
  story.does('east-dispatcher', 'sort', { type: 'SP02', urgency: 'complex' }).due('whole', '2026-12-17 18:00')
})

test('only suspension pauses: a return, a co-handler, a check do not', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'sign')
  const due = story.clock('whole').dueAt
  story.does('city-handler', 'return', { reason: 'wrong-duty', basis: '三定规定' })
  assert.equal(story.at('2026-11-23 10:00').clock('whole').dueAt, due)
  story.does('dispatcher', 'rule', { ruling: 'rejected', words: '请办理' })
  story.does('city-handler', 'add-co', { units: ['d-civil'], words: '请协办' })
  assert.equal(story.clock('whole').dueAt, due)
  story
    .does('civil-handler', 'finish-part', { result: '办好' })
    .does('city-handler', 'feedback', { result: '办好' })
  assert.equal(story.at('2026-11-24 10:00').clock('whole').dueAt, due)
})

const closedLate = () => {
  const story = sent('2026-11-02 09:00').does('city-handler', 'sign').at('2026-11-23 10:00')
  story.wake()
  return story
    .does('city-handler', 'feedback', { result: '办好了' })
    .does('east-commander', 'verify', { outcome: 'pass' })
    .does('east-dispatcher', 'close', { answer: '已办好' })
}

test('a reopened matter does not escalate at once for time used before (Zammad)', () => {
  const story = closedLate().light('whole', 'red').at('2026-12-01 10:00')
  story.does(reporter, 'reopen', { reason: '又坏了' }).light('whole', 'green')
  assert.deepEqual(story.wake(), [])
})

test('a reopened matter has a clock that runs (Znuny keeps it at zero for ever)', () => {
  const story = closedLate().at('2026-12-01 10:00').does(reporter, 'reopen', { reason: '又坏了' })
  story.due('whole', '2026-12-08 18:00').due('sign', '2026-12-01 12:00')
  assert.ok(story.at('2026-12-03 10:00').clock('whole').share > 0.2)
})

test('a note, a nudge, a contact restart nothing (DIGIT restarts its timer with any update)', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'sign')
  const before = Object.fromEntries(Object.entries(story.standing.clocks).map(([k, c]) => [k, c.startAt]))
  story
    .at('2026-11-25 09:00')
    .does('city-handler', 'contact', { words: '已联系' })
    .does('city-handler', 'note', { words: '在办' })
    .does(reporter, 'nudge')
    .does('east-dispatcher', 'locate', { place: '50019800100102' })
  for (const [key, startAt] of Object.entries(before))
    assert.equal(story.standing.clocks[key]!.startAt, startAt)
})

test('an answer stops the contact clock, whoever made it (Zammad escalated after the answer)', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'contact', { words: '已电话联系' })
  assert.equal(story.clock('contact').running, false)
  story.at('2026-11-24 18:00')
  story.wake()
  assert.ok(!story.facts.some(f => f.type === 'light-turned' && f.data.clock === 'contact'))
})

test('what nobody was given escalates too (DIGIT skips the unassigned)', () => {
  const story = reportedMatter('2026-11-28 03:00').at('2026-11-28 04:00')
  assert.deepEqual(story.wake(), [
    'light-turned', // 0.75
    'nudged',
    'light-turned', // 1
    'supervised',
    'light-turned', // 1.5
    'supervised',
  ])
  assert.ok(story.facts.slice(1).every(f => f.data.unit === undefined || f.data.unit === 'c-500198001'))
})

test('nobody signs: the sign clock climbs by itself', () => {
  const story = sent('2026-11-23 09:00').at('2026-11-23 15:00')
  story.wake()
  assert.ok(story.facts.some(f => f.type === 'supervised' && String(f.data.words).startsWith('签收')))
})

test('every matter is woken at its own instant, not when a scan reaches its page (DIGIT scans the first page only)', () => {
  const many = Array.from({ length: 300 }, (_, i) => sent(`2026-11-23 09:${String(i % 60).padStart(2, '0')}`))
  for (const story of many) {
    const next = story.nextTurnAt()!
    story.now = next
    assert.ok(story.wake().length > 0)
    assert.equal(story.facts.at(-1)!.at, next)
  }
})

test('after a night of downtime every turn is written once, at its own instant, in order', () => {
  const asleep = sent('2026-11-23 09:00').at('2026-11-24 09:00')
  const types = asleep.wake()
  const awake = sent('2026-11-23 09:00')
  for (
    let now = moment('2026-11-23 09:00');
    now <= moment('2026-11-24 09:00');
    now = (now + 60_000) as typeof now
  ) {
    awake.now = now
    awake.wake()
  }
  assert.deepEqual(asleep.facts, awake.facts)
  assert.deepEqual(asleep.wake(), [], 'a second look finds nothing')
  assert.equal(new Set(asleep.facts.map(f => JSON.stringify(f.data))).size, asleep.facts.length)
  const instants = asleep.facts.slice(3).map(f => f.at)
  assert.deepEqual(
    instants,
    [...instants].sort((a, b) => a - b),
  )
  assert.ok(types.length >= 4)
})

test('signing after the red light does not hide it, even when nobody was awake to see it', () => {
  const story = sent('2026-11-23 09:00').at('2026-11-23 16:00').does('city-handler', 'sign')
  const red = story.facts.find(
    f => f.type === 'light-turned' && f.data.clock === 'sign' && f.data.share === 1,
  )!
  assert.equal(red.at, moment('2026-11-23 11:00'))
  assert.ok(red.seq < story.facts.at(-1)!.seq)
})

test('lights turn in working time: no message at midnight for office matters (Zammad)', () => {
  const story = sent('2026-11-23 15:30').at('2026-11-30 23:00')
  story.wake()
  for (const f of story.facts.filter(f => f.type === 'light-turned' && f.data.clock !== 'triage')) {
    const hour = new Date(f.at + 8 * 3_600_000).getUTCHours()
    assert.ok(hour >= 9 && hour <= 18, `${JSON.stringify(f.data)} at ${hour} o'clock`)
  }
})

test('a re-dispatch does not let the same light speak twice', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'sign').at('2026-11-27 17:30')
  story.wake()
  const yellow = () =>
    story.facts.filter(f => f.type === 'light-turned' && f.data.clock === 'whole' && f.data.share === 0.75)
      .length
  assert.equal(yellow(), 1)
  story.does('watch', 'redirect', { lead: 'd-civil', words: '改由民政' })
  story.wake()
  assert.equal(yellow(), 1)
  // Put off, it may turn yellow again: once, at the new instant.
  story
    .does('civil-handler', 'sign')
    .does('civil-handler', 'ask-extension', { days: 10, words: '等设备' })
    .does('watch', 'approve')
    .light('whole', 'green')
    .at('2026-12-11 17:00')
  story.wake()
  assert.equal(yellow(), 2)
})

test('a shorter limit that is used up already turns at once, not in the past', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'sign').at('2026-11-25 10:00')
  story.wake()
  const seq = story.standing.seq
  story.does('east-dispatcher', 'sort', { type: 'EE02', urgency: 'flash' })
  story.wake()
  const turns = story.facts.filter(f => f.seq > seq && f.type === 'light-turned' && f.data.clock === 'whole')
  assert.deepEqual([...new Set(turns.map(f => f.at))], [moment('2026-11-25 10:00')])
  story.light('whole', 'red')
})

test('a light that has spoken is silent when a new limit leaves it behind us', () => {
  const story = sent('2026-11-23 09:00').does('city-handler', 'sign').at('2026-11-27 17:30')
  story.wake()
  story.does('east-dispatcher', 'sort', { type: 'EE02', urgency: 'urgent' })
  story.wake()
  const shares = story.facts
    .filter(f => f.type === 'light-turned' && f.data.clock === 'whole')
    .map(f => f.data.share)
  assert.deepEqual(
    shares,
    [0.75, 1, 1.5],
    'yellow once under the old limit; red and beyond under the new one',
  )
})

/** The same district under an edited pack: shorter limits and a calendar that works on Sundays. */
const edited = () => {
  const pack: Pack = {
    ...smallPack,
    limitsByUrgency: {
      ...smallPack.limitsByUrgency,
      normal: { ...smallPack.limitsByUrgency.normal, whole: { amount: 1, unit: 'working-days' } },
    },
    calendars: smallPack.calendars.map(c => ({ ...c, version: 'small-2', restDays: [], weekend: [] })),
  }
  return makeDistrict(pack, 'small-2', smallPack.calendars)
}

test('a changed limit or a new calendar version moves no matter already running (Zammad recalculates them all)', () => {
  const story = sent('2026-09-30 10:00').due('whole', '2026-10-13 18:00')
  story.district = edited()
  story.due('whole', '2026-10-13 18:00')
  story.does('city-handler', 'sign').does('watch', 'redirect', { lead: 'd-civil', words: '改派' })
  story.due('whole', '2026-10-13 18:00')
  // What is decided from now on follows the new rules: the next unit's own step does.
  story.due('sign', '2026-09-30 12:00')
  assert.equal(story.clock('whole').limit.amount, 5)
  assert.equal(story.standing.clocks.whole!.calendar, 'office@small-1')
  assert.equal(story.standing.clocks.sign!.calendar, 'office@small-2')
})

test('a promise of working days keeps office days, also where the centre never closes', () => {
  // The round-the-clock centre leads; Saturday and Sunday are still no working days for the promise.
  reportedMatter('2026-11-27 10:00')
    .does('east-dispatcher', 'dispatch', { lead: 'c-500198001', type: 'CM02' })
    .due('whole', '2026-12-04 18:00')
})

test('open and overdue stays visible: its light is red now, not when it closes (on-time % hides it)', () => {
  const story = sent('2026-11-02 09:00').at('2026-11-20 09:00')
  story.wake()
  story.light('whole', 'red')
  const { standing, district, now } = story
  const whole = readClock('whole', standing.clocks.whole!, now, district)
  assert.ok(whole.running && whole.share > 1)
})

test('the light is a pure function: asking does not change it, and the stored turn agrees with it', () => {
  const story = sent('2026-11-23 09:00')
  const district = smallDistrict()
  let standing = story.standing
  for (
    let turn = nextTurnOf(story.life, standing, district);
    turn && turn.share <= 1;
    turn = nextTurnOf(story.life, standing, district)
  ) {
    const c = standing.clocks[turn.clock]!
    const before = readClock(turn.clock, c, (turn.at - 1) as typeof turn.at, district)
    const after = readClock(turn.clock, c, turn.at, district)
    assert.ok(before.share < turn.share && after.share >= turn.share, `${turn.clock} ${turn.share}`)
    standing = tick(story.life, standing, turn.at, district)!.standing
  }
})
