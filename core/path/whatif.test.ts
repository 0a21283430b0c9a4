// Other rules over the same matters: the same pack changes nothing, a changed row changes exactly its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pack } from '#core/district/district.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { smallPack } from '#test/support/small-pack.ts'
import { reportedMatter, type Story } from '#test/support/story.ts'
import type { Fact } from '../life/fact.ts'
import type { MatterDoc } from '../lives/matter/doc.ts'
import { makePath, type Path } from './path.ts'
import { type Replayed, replayedOf } from './replayed.ts'
import { compare, type SentAs } from './whatif.ts'
import { makeWhatIf } from './whatif-sum.ts'

const path = makePath(smallDistrict())
const other = (changes: Partial<Pack>): Path => makePath(smallDistrict(changes))

const numbered = (story: Story<MatterDoc>, number: string): Replayed => ({
  ...replayedOf(story.facts as Fact[])!,
  number,
})

const fumes = numbered(
  reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'dispatch', { lead: 'd-city', type: 'EE02' })
    .at('2026-11-23 10:00')
    .does('city-handler', 'sign')
    .at('2026-11-26 10:00')
    .does('city-handler', 'contact', { words: '已联系' })
    .does('city-handler', 'feedback', { result: '已加装净化器' })
    .does('east-commander', 'verify', { outcome: 'pass' })
    .does('east-dispatcher', 'close', { answer: '已加装净化器' }),
  'fumes',
)
const neighbours = numbered(
  reportedMatter('2026-11-24 09:00').does('east-dispatcher', 'dispatch', {
    lead: 'c-500198001001',
    type: 'MD01',
  }),
  'neighbours',
)
const waiting = numbered(reportedMatter('2026-11-25 09:00'), 'waiting')
const all = [fumes, neighbours, waiting]

const whatIf = (after: Path, as: SentAs = 'decided') => {
  const whole = makeWhatIf()
  const changed = all.map(r => compare(r, path, after, as)).filter(c => whole.add(c))
  return {
    changed: changed.map(c => c.number),
    sum: whole.sum(),
    of: (n: string) => changed.find(c => c.number === n)!,
  }
}

test('a matter is read from its facts: what people made of it and how long it took', () => {
  assert.equal(fumes.typed, 'EE02')
  assert.equal(fumes.sent?.lead, 'd-city')
  assert.equal(fumes.sent?.from, 'c-500198001')
  assert.ok(fumes.answeredAt! > fumes.sent!.at)
  assert.equal(neighbours.answeredAt, undefined)
  assert.deepEqual([waiting.typed, waiting.sent, waiting.promise], [undefined, undefined, undefined])
})

test('the same rules change nothing', () => {
  for (const as of ['decided', 'suggested'] as const) {
    const { changed, sum } = whatIf(other({}), as)
    assert.deepEqual(changed, [])
    assert.deepEqual([sum.matters, sum.sent, sum.answered], [3, 2, 1])
    assert.deepEqual([sum.elsewhere, sum.earlier.count, sum.later.count], [[], 0, 0])
  }
})

test('a changed row of the dispatch catalogue sends exactly its matters elsewhere, and to another level', () => {
  const dispatch = smallPack.dispatch.map(r => (r.type === 'EE02' ? { ...r, lead: 'centre:town' } : r))
  const { changed, sum } = whatIf(other({ dispatch }))
  assert.deepEqual(changed, ['fumes'])
  assert.deepEqual(sum.elsewhere, [{ from: 'd-city', to: 'c-500198001', count: 1, examples: ['fumes'] }])
  assert.deepEqual(sum.levels, [{ from: 'department', to: 'town', count: 1, examples: ['fumes'] }])
})

test('a shorter promise ends earlier, and what was answered in time would have been late', () => {
  const day = { amount: 1, unit: 'working-days' as const }
  const limitsByUrgency = {
    ...smallPack.limitsByUrgency,
    normal: { ...smallPack.limitsByUrgency.normal, whole: day },
    complex: { ...smallPack.limitsByUrgency.complex, whole: day },
  }
  const { changed, sum, of } = whatIf(other({ limitsByUrgency }))
  assert.deepEqual(changed, ['fumes', 'neighbours'])
  assert.ok(of('fumes').after.dueAt! < of('fumes').before.dueAt!)
  assert.deepEqual([sum.earlier.count, sum.later.count], [2, 0])
  assert.deepEqual([sum.lateBefore, sum.lateAfter, sum.newlyLate], [0, 1, ['fumes']])
})

test('a holiday in the calendar moves a promise in working days to later', () => {
  const calendars = smallPack.calendars.map((c, i) =>
    i === 0 ? { ...c, restDays: [...c.restDays, '2026-11-25'] } : c,
  )
  const { sum, of } = whatIf(other({ calendars }))
  assert.deepEqual([sum.earlier.count, sum.later.count], [0, 2])
  assert.ok(of('fumes').after.dueAt! > of('fumes').before.dueAt!)
})

test('another sorter sorts differently, and a person’s word says which was right; who decided sends it', () => {
  const silent: Path = { ...path, sort: () => ({ ...path.sort({ words: '' }) }) }
  const decided = whatIf(silent)
  assert.deepEqual(
    decided.sum.sorted.map(f => f.to),
    ['—'],
  )
  assert.deepEqual([decided.sum.nowRight, decided.sum.nowWrong], [0, 1])
  assert.deepEqual(decided.sum.elsewhere, [], 'a person’s type stands over any sorter')
  assert.ok(whatIf(silent, 'suggested').sum.elsewhere.length > 0)
})

test('a type the other catalogue does not have is left to its sorter', () => {
  const types = smallPack.types.filter(t => t.code !== 'MD01')
  const { of } = whatIf(other({ types, dispatch: smallPack.dispatch.filter(r => r.type !== 'MD01') }))
  assert.notEqual(of('neighbours').after.lead, of('neighbours').before.lead)
})
