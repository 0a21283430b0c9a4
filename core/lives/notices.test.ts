// Who is told what: never an accused unit, every reporter of every merged matter, each once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '#core/life/fact.ts'
import type { Reach } from '#core/life/who.ts'
import { reportedMatter, resident, type Story, system } from '#test/support/story.ts'
import { noticesOf, noticeWordings } from './notices.ts'

const fumes = { lead: 'd-city', type: 'EE02' }

/** What the last fact of a type made known: 'to wording'. */
const told = <Doc extends Reach>(story: Story<Doc>, type: string): string[] => {
  const fact = story.facts.findLast(f => f.type === type)
  assert.ok(fact, `no ${type} happened`)
  return noticesOf(story.life.name, fact, story.standing, story.district).map(n => `${n.to} ${n.wording}`)
}
const fillOf = <Doc extends Reach>(story: Story<Doc>, fact: Fact, to: string) =>
  noticesOf(story.life.name, fact, story.standing, story.district).find(n => n.to === to)?.fill

test('a dispatch tells the reporter the promise, the lead its limits, the co-handler its part, the copy that it is one', () => {
  const story = reportedMatter('2026-11-23 09:00').does('east-dispatcher', 'dispatch', {
    ...fumes,
    co: ['d-civil'],
    copies: ['p-500198001'],
  })
  assert.deepEqual(told(story, 'dispatched'), [
    'reporter:ref-1 reporter-dispatched',
    'unit:d-city officer-dispatched',
    'unit:d-civil officer-co-handling',
    'unit:p-500198001 officer-copy',
  ])
  const fact = story.facts.at(-1)!
  assert.deepEqual(fillOf(story, fact, 'reporter:ref-1'), {
    number: 'XX202611230001',
    unit: '区城管局',
    due: '2026-11-30 18:00',
  })
  assert.equal(fillOf(story, fact, 'unit:d-city')!.sign, '2026-11-23 11:00')
})

test('reporters of merged matters hear what becomes of the parent', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does(system, 'join', { subject: 'B', number: 'B', reporters: ['ref-2'] })
    .does('east-dispatcher', 'dispatch', fumes)
  assert.ok(told(story, 'dispatched').includes('reporter:ref-2 reporter-dispatched'))
  story.does(system, 'part', { subject: 'B', number: 'B' })
  assert.ok(!told(story, 'dispatched').includes('reporter:ref-2 reporter-dispatched'))
})

test('a return tells the arbiter, its ruling the unit; the reporter hears of each turn', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'dispatch', fumes)
    .does('city-handler', 'return', { reason: 'wrong-duty', basis: '三定规定' })
  assert.deepEqual(told(story, 'return-requested'), [
    'reporter:ref-1 reporter-returned',
    'unit:c-500198 officer-arbitrate',
  ])
  story.does('dispatcher', 'rule', { ruling: 'upheld', lead: 'd-civil', words: '不属城管' })
  assert.deepEqual(told(story, 'return-ruled'), ['unit:d-city officer-ruled'])
  assert.deepEqual(told(story, 'dispatched'), [
    'reporter:ref-1 reporter-rerouted',
    'unit:d-civil officer-dispatched',
  ])
})

test('an accused unit is told nothing, also of what it asked before', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'dispatch', { ...fumes, co: ['d-civil'] })
    .does('operator', 'wall', { units: ['d-city', 'd-civil'] })
  const all = story.facts.flatMap(f => noticesOf('matter', f, story.standing, story.district).map(n => n.to))
  assert.ok(!all.includes('unit:d-city') && !all.includes('unit:d-civil'), all.join())
})

test('a red light speaks to who holds it; the end of a wait is no red light', () => {
  const story = reportedMatter('2026-11-23 09:00').at('2026-11-23 09:31')
  story.wake()
  assert.deepEqual(told(story, 'light-turned'), ['unit:c-500198001 officer-red'])
})

test('closing asks the reporter, rating tells nobody the answer', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'dispatch', fumes)
    .does('city-handler', 'sign')
    .does('city-handler', 'feedback', { result: '办好' })
    .does('east-commander', 'verify', { outcome: 'pass' })
    .does('east-dispatcher', 'close', { answer: '已整改' })
    .does(resident('ref-1'), 'rate', { solved: true, satisfied: 'yes' })
  assert.deepEqual(told(story, 'closed'), ['reporter:ref-1 reporter-closed'])
  assert.deepEqual(told(story, 'rated'), [])
})

test('wording codes say who reads them', () => {
  for (const code of noticeWordings) assert.match(code, /^(reporter|officer)-[a-z-]+$/)
})

test('one question goes to the reporter, and what is added to whoever holds the matter', () => {
  const story = reportedMatter('2026-11-23 09:00').does('east-dispatcher', 'ask', {
    words: '请问具体在哪里？',
  })
  assert.deepEqual(told(story, 'asked'), ['reporter:ref-1 reporter-asked'])
  assert.ok(
    story.reads('reporter').includes('请您补充：请问具体在哪里？'),
    story.reads('reporter').join('\n'),
  )
  story.does(resident('ref-1'), 'tell-more', { words: '柳园小区三栋楼下' })
  assert.deepEqual(told(story, 'told-more'), ['unit:c-500198001 officer-told-more'])
  assert.equal(story.standing.state, 'reported', 'the desk goes on where it was')
})
