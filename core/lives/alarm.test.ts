// Stories of alarms: what the fence says, what a person decides, and what late fixes do to both.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Story, system } from '#test/support/story.ts'
import type { Input } from '../life/life.ts'
import { alarmBirth } from './alarm/birth.ts'
import type { AlarmDoc } from './alarm/doc.ts'
import { alarm } from './alarm.ts'

const heard = (over: Input = {}): Input => ({
  crossing: 'c2',
  what: 'alarm-repeated',
  why: 'inside',
  standing: 'first',
  at: 1_764_000_000_000,
  when: '11-24 10:01:00',
  evidence: [],
  ...over,
})

const story = (): Story<AlarmDoc> => {
  const s = new Story(alarm).at('2026-11-24 10:00')
  return s.bear(
    system,
    ...alarmBirth(
      {
        heard: {
          crossing: 'c1',
          what: 'alarm-raised',
          why: 'inside',
          standing: 'first',
          at: s.now,
          count: 1,
          evidence: [{ at: s.now, distanceM: -12.3, accuracyM: 5, reading: 'in' }],
        },
        fence: {
          number: 'XXWL1',
          name: '人民路下穿道',
          geometryVersion: 2,
          kind: 'must-not-enter',
          severity: 'severe',
        },
        moverClass: 'officer',
        lead: 'c-500198001',
        place: '50019800100101',
        point: [106.005, 29.81],
      },
      s.district,
    ),
  )
}

test('an alarm says which fence, why, and of whom only the class', () => {
  const s = story()
  assert.equal(s.standing.state, 'raised')
  assert.equal(s.standing.doc.words, '人民路下穿道：在岗人员进入禁入区')
  assert.match(s.reads('officer').join('\n'), /围栏“人民路下穿道”第 2 版告警：在岗人员进入禁入区，在界内/)
  assert.doesNotMatch(JSON.stringify(s.facts), /mover"|shift|lng|lat"/)
})

test('flapping is one alarm with a count, over and again, until a person confirms it', () => {
  const s = story().does(system, 'hear', heard({ crossing: 'e1', what: 'alarm-ended', why: 'outside' }))
  assert.equal(s.standing.state, 'cleared')
  s.does(system, 'hear', heard({ count: 2 }))
  assert.equal(s.standing.state, 'raised')
  assert.equal(s.standing.doc.count, 2)
  s.does('east-dispatcher', 'confirm', { matter: 'XX20261124-00001', words: '已派人封路' })
  assert.equal(s.standing.state, 'matter')
  s.does(system, 'hear', heard({ crossing: 'c3', count: 3 })).does(
    system,
    'hear',
    heard({ crossing: 'e3', what: 'alarm-ended', why: 'outside' }),
  )
  assert.equal(s.standing.state, 'matter', 'the matter goes on, whatever the fence says')
  assert.equal(s.standing.doc.count, 3)
})

test('late fixes take an alarm back; one that a person confirmed stays theirs', () => {
  const back = heard({ crossing: 'c1', what: 'alarm-raised', standing: 'retracted' })
  const s = story().does(system, 'hear', back)
  assert.equal(s.standing.state, 'retracted')
  assert.match(s.reads('officer').at(-1)!, /迟到数据显示没有越线/)
  const confirmed = story().does('operator', 'confirm', { matter: 'XX1' }).does(system, 'hear', back)
  assert.equal(confirmed.standing.state, 'matter')
  assert.ok(confirmed.standing.doc.isRetracted)
})

test('put aside, it comes back by itself; nobody outside the place and no field officer may touch it', () => {
  const s = story()
    .refuses('baishi-dispatcher', 'dismiss', 'not-found', { reason: 'drill' })
    .refuses('liuyuan-peace', 'dismiss', 'not-yours', { reason: 'drill' })
    .does('liuyuan-worker', 'shelve', { minutes: 30, words: '施工单位正在撤离' })
  assert.equal(s.standing.state, 'shelved')
  s.at('2026-11-24 10:31')
  assert.deepEqual(s.wake().at(-1), 'woke')
  assert.equal(s.standing.state, 'raised')
  s.does('operator', 'dismiss', { reason: 'permitted', words: '抢险车' })
  assert.match(s.reads('officer').at(-1)!, /经许可进入（作业、抢险）；抢险车/)
})

test('an alarm nobody looks at turns yellow and red by the limits of the pack', () => {
  const s = story().at('2026-11-24 10:35')
  assert.deepEqual(s.wake(), ['light-turned', 'light-turned'])
})
