import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchGroups } from './identity.ts'

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `m${from + i}`)
const g = (...ranges: [number, number][]) => ({ ids: ranges.flatMap(([from, to]) => ids(from, to)) })

test('a group that grew keeps its identity, a new one has none', () => {
  const [grown, fresh] = matchGroups([g([1, 30]), g([50, 53])], [{ key: 'A', ids: ids(1, 10) }])
  assert.equal(grown?.key, 'A')
  assert.equal(fresh?.key, undefined)
  assert.equal(fresh?.splitFrom, undefined)
})

test('of two halves the larger keeps the identity, the other says where it comes from', () => {
  const [small, large] = matchGroups([g([1, 4]), g([5, 12])], [{ key: 'A', ids: ids(1, 12) }])
  assert.equal(large?.key, 'A')
  assert.equal(small?.key, undefined)
  assert.equal(small?.splitFrom, 'A')
})

test('where two join, the larger gives its identity and the other is told', () => {
  const [both] = matchGroups(
    [g([1, 20])],
    [
      { key: 'A', ids: ids(1, 6) },
      { key: 'B', ids: ids(7, 20) },
    ],
  )
  assert.equal(both?.key, 'B')
  assert.deepEqual(both?.joined, ['A'])
})

test('a message or two in common is no identity', () => {
  const [other] = matchGroups([g([10, 20])], [{ key: 'A', ids: ids(1, 11) }])
  assert.equal(other?.key, undefined)
})

test('over a week of growth, loss and noise each class stays itself', () => {
  let known = [
    { key: 'A', ids: ids(1, 8) },
    { key: 'B', ids: ids(100, 110) },
  ]
  for (let day = 1; day <= 7; day++) {
    const today = [g([1 + day, 8 + 2 * day]), g([100, 110 + day])]
    known = matchGroups(today, known).map(({ group, key }) => ({ key: key ?? 'new', ids: group.ids }))
  }
  assert.deepEqual(
    known.map(({ key }) => key),
    ['A', 'B'],
  )
})
