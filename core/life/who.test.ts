// Who sees a subject, and in which relation everybody stands to it: the truth table the database repeats.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officer, resident, system } from '#test/support/story.ts'
import { type Actor, maySee, type Reach, type Relation, type Scope, sees, stands } from './who.ts'

const reach = (change: Partial<Reach> = {}): Reach => ({
  lead: 'd-city',
  co: ['d-civil'],
  place: '50019800100101',
  involved: ['d-city', 'd-civil', 'c-500198001'],
  accused: [],
  sealed: false,
  reporters: ['ref-1'],
  handlers: ['person-city-handler'],
  handlerUnits: ['d-city'],
  ...change,
})

test('sees() is the truth table of its six questions', () => {
  for (let bits = 0; bits < 256; bits++) {
    const on = (i: number) => (bits & (1 << i)) !== 0
    const [blind, accused, sealed, key, byUnit, lead, involved, inside] = [0, 1, 2, 3, 4, 5, 6, 7].map(on)
    const scope: Scope = {
      unit: 'u',
      byUnit: byUnit!,
      key: key!,
      blind: blind!,
      ...(inside ? { territory: '500198' } : { territory: '500199' }),
    }
    const r = reach({
      lead: lead ? 'u' : 'x',
      involved: involved ? ['u'] : ['x'],
      accused: accused ? ['u'] : [],
      sealed: sealed!,
    })
    const expected =
      !blind &&
      !accused &&
      (sealed ? key! || (byUnit! && lead! && involved!) : (byUnit! && involved!) || inside!)
    assert.equal(sees(scope, r), expected, JSON.stringify({ scope, r }))
  }
})

test('a department sees only what it takes part in', () => {
  assert.equal(maySee(officer('city-handler'), reach()), true)
  assert.equal(maySee(officer('police-handler'), reach()), false)
})

test('one town reads nothing of another', () => {
  assert.equal(maySee(officer('east-dispatcher'), reach()), true)
  assert.equal(maySee(officer('baishi-dispatcher'), reach()), false)
  assert.equal(maySee(officer('shiba-worker'), reach()), false)
})

test('a field officer sees the own grid only, also where the community took part', () => {
  const elsewhere = reach({ place: '50019800100102', involved: ['c-500198001001'] })
  assert.equal(maySee(officer('liuyuan-peace'), reach()), true)
  assert.equal(maySee(officer('liuyuan-peace'), elsewhere), false)
  assert.equal(maySee(officer('liuyuan-worker'), elsewhere), true)
})

test('administrators keep the machine running and see no matter', () => {
  for (const seat of ['sys', 'sec', 'audit']) assert.equal(maySee(officer(seat), reach()), false, seat)
})

test('for an accused unit the subject does not exist, whatever its part in it', () => {
  const r = reach({ accused: ['d-city', 'c-500198'] })
  for (const seat of ['city-handler', 'city-approver', 'operator', 'watch', 'leader', 'keyholder'])
    assert.equal(maySee(officer(seat), r), false, seat)
  const relations: Relation[] = [
    'holding',
    'over',
    'co',
    'arbiter',
    'checker',
    'approver',
    'place',
    'involved',
    'anyone',
  ]
  for (const relation of relations)
    assert.equal(stands(relation, officer('city-handler'), r), false, relation)
})

test('a sealed subject is for the key-holder, and the organ only once it was routed there', () => {
  const before = reach({ sealed: true, lead: 'c-500198', involved: [] })
  assert.equal(maySee(officer('keyholder'), before), true)
  for (const seat of ['operator', 'watch', 'leader', 'clerk', 'supervisor'])
    assert.equal(maySee(officer(seat), before), false, `${seat} sits beside the key-holder and sees nothing`)
  const routed = reach({ sealed: true, lead: 'd-police', involved: ['d-police', 'c-500198'] })
  assert.equal(maySee(officer('police-handler'), routed), true)
  assert.equal(maySee(officer('operator'), routed), false)
})

test('a reporter sees what is theirs', () => {
  assert.equal(maySee(resident('ref-1'), reach()), true)
  assert.equal(maySee(resident('ref-2'), reach()), false)
  assert.equal(maySee({ kind: 'gate', source: 'open311' }, reach()), false)
})

// One row a seat: the relations it stands in to a matter of Liuyuan grid 1 led by the bureau, ruled on by the district.
const relations: Readonly<Record<string, readonly Relation[]>> = {
  leader: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  watch: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  operator: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  dispatcher: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  supervisor: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  verifier: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  clerk: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  keyholder: ['over', 'arbiter', 'checker', 'approver', 'anyone'],
  sys: [],
  sec: [],
  audit: [],
  'east-commander': ['over', 'checker', 'approver', 'involved', 'anyone'],
  'east-dispatcher': ['over', 'checker', 'approver', 'involved', 'anyone'],
  'baishi-dispatcher': [],
  'liuyuan-worker': ['over', 'checker', 'approver', 'anyone'],
  'shiba-worker': [],
  'liuyuan-leader': ['place', 'anyone'],
  'liuyuan-peace': ['place', 'anyone'],
  'city-liaison': ['holding', 'involved', 'anyone'],
  'city-handler': ['holding', 'involved', 'anyone'],
  'city-approver': ['holding', 'approver', 'involved', 'anyone'],
  'police-handler': [],
  'emergency-handler': [],
  'civil-handler': ['co', 'involved', 'anyone'],
}
const all: readonly Relation[] = [
  'holding',
  'over',
  'co',
  'arbiter',
  'checker',
  'approver',
  'place',
  'involved',
  'reporter',
  'system',
  'anyone',
]

test('every role × every relation', () => {
  const r = reach({ arbiter: 'c-500198' })
  for (const [seat, expected] of Object.entries(relations)) {
    const actual = all.filter(relation => stands(relation, officer(seat), r))
    assert.deepEqual(
      actual,
      all.filter(x => expected.includes(x)),
      seat,
    )
  }
  const others: readonly (readonly [Actor, readonly Relation[]])[] = [
    [resident('ref-1'), ['reporter']],
    [resident('ref-2'), []],
    [{ kind: 'gate', source: 'open311' }, []],
    [system, ['system']],
  ]
  for (const [actor, expected] of others)
    assert.deepEqual(
      all.filter(relation => stands(relation, actor, r)),
      expected,
      JSON.stringify(actor),
    )
})

test('where the top unit handled it, its verifier checks, and never the person who did it', () => {
  const r = reach({ lead: 'c-500198', handlers: ['person-operator'], handlerUnits: ['c-500198'] })
  assert.equal(stands('checker', officer('operator'), r), false)
  assert.equal(stands('checker', officer('watch'), r), false)
  assert.equal(stands('checker', officer('verifier'), r), true)
  assert.equal(stands('checker', officer('verifier'), { ...r, handlers: ['person-verifier'] }), false)
  assert.equal(stands('checker', officer('east-commander'), r), true)
})

test('the top centre has nobody above it: its own head approves', () => {
  const r = reach({ lead: 'c-500198' })
  assert.equal(stands('approver', officer('watch'), r), true)
  assert.equal(stands('approver', officer('operator'), r), false)
})
