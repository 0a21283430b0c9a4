// How the timeline reads: whole sentences, in one language each, without what only a machine would write.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timelineOf } from '#core/life/timeline.ts'
import { reportedMatter } from '#test/support/story.ts'

const sent = (at: string) =>
  reportedMatter(at).does('east-dispatcher', 'dispatch', { lead: 'd-city', type: 'EE02' })

const english = (story: ReturnType<typeof sent>): string[] =>
  timelineOf(story.life, story.facts, story.district, 'en', 'officer').map(l => l.text)

test('what a clock did by itself names the clock once, in the language of the reader', () => {
  const story = sent('2026-11-23 09:00').at('2026-11-23 15:00')
  story.wake()
  const lines = story.reads('officer')
  assert.ok(lines.includes('签收：系统自动催办'), lines.join('\n'))
  assert.ok(lines.includes('签收：系统自动督办'))
  assert.ok(english(story).includes('Sign-off: the system supervised it'), english(story).join('\n'))
})

test('a person who presses is quoted', () => {
  const story = sent('2026-11-23 09:00').does('watch', 'supervise', {
    rung: 'list',
    words: '群众多次反映',
  })
  assert.match(story.reads('officer').at(-1)!, / 挂牌督办：群众多次反映$/)
  assert.match(english(story).at(-1)!, / listed it for supervision: 群众多次反映$/)
})

test('days are read as days, and the end of a wait is not late', () => {
  const story = sent('2026-12-23 09:00')
    .does('city-handler', 'sign')
    .does('city-handler', 'ask-suspension', { reason: 'weather', untilOn: '2027-01-05', words: '连续大雨' })
  assert.match(story.reads('officer').at(-1)!, /申请缓办到 2027年1月5日：/)
  assert.match(english(story).at(-1)!, /until 5 Jan 2027: /)
  story.does('city-approver', 'approve').at('2027-01-06 09:00')
  story.wake()
  assert.ok(story.reads('officer').includes('缓办期已满'), story.reads('officer').join('\n'))
  assert.ok(story.reads('officer').includes('系统恢复办理'))
})

test('a way out reads whole, whether its words are a way or a ground', () => {
  const story = reportedMatter('2026-11-23 09:00').does('east-dispatcher', 'divert', {
    exit: 'statutory-route',
    words: '应走仲裁',
  })
  assert.match(story.reads('officer').at(-1)!, / 从法定出口办理（.+）：应走仲裁$/)
  assert.match(story.reads().at(-1)!, /^不在这里办理：.+。应走仲裁$/)
})
