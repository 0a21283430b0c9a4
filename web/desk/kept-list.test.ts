import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '#wire/views.ts'
import { keep, nextOf, nothingKept, once, stepFrom, without } from './kept-list.ts'

const row = (subject: string, seq = 1): Row => ({
  subject,
  life: 'matter',
  seq,
  state: 'reported',
  stateWords: '已上报',
  headline: subject,
  place: '5',
  placeWords: '',
  typeWords: '',
  urgency: 'normal',
  urgencyWords: '一般',
  lead: 'c',
  leadWords: '',
  channelWords: '',
  bornAt: 0,
  supervision: 0,
  hops: 0,
  merged: 0,
})
const rows = (names: string) => [...names].map(n => row(n))
const shown = (names: string) => keep(nothingKept, rows(names), [])
const names = (list: readonly Row[]) => list.map(r => r.subject).join('')

test('a first sight glows nowhere', () => {
  assert.deepEqual(shown('abc').changed, [])
})

test('the list and the hand', async t => {
  const story = [
    { what: 'nothing in hand: applied', had: 'abc', fresh: 'xabc', hand: '', rows: 'xabc', waiting: 0 },
    { what: 'new row below the hand', had: 'abc', fresh: 'abxc', hand: 'b', rows: 'abxc', waiting: 0 },
    { what: 'new row above the hand waits', had: 'abc', fresh: 'xabc', hand: 'b', rows: 'abc', waiting: 1 },
    { what: 'a row above left: waits', had: 'abc', fresh: 'bc', hand: 'b', rows: 'abc', waiting: 1 },
    { what: 'the row in hand left: stays', had: 'abc', fresh: 'ac', hand: 'b', rows: 'abc', waiting: 1 },
    { what: 'next page while waiting', had: 'abc', fresh: 'xabcde', hand: 'b', rows: 'abcde', waiting: 1 },
    {
      what: 'selected and hovered both stay',
      had: 'abc',
      fresh: 'axbc',
      hand: 'ac',
      rows: 'abc',
      waiting: 1,
    },
    { what: 'a hand on an unknown row', had: 'abc', fresh: 'xabc', hand: 'z', rows: 'xabc', waiting: 0 },
  ]
  for (const s of story)
    await t.test(s.what, () => {
      const kept = keep(shown(s.had), rows(s.fresh), [...s.hand])
      assert.equal(names(kept.rows), s.rows)
      assert.equal(kept.waiting, s.waiting)
    })
})

test('a row pushed onto the next page has not left', () => {
  const pushed = keep(shown('abc'), rows('xab'), ['b'], true)
  assert.equal(names(pushed.rows), 'abc')
  assert.deepEqual([pushed.waiting, pushed.gone.size], [1, 0])
  assert.equal(keep(shown('abc'), rows('xab'), ['b'], false).gone.size, 1)
})

test('contents are updated in place while others wait', () => {
  const kept = keep(shown('abc'), [row('x'), row('a'), row('b', 2), row('c')], ['b'])
  assert.equal(kept.rows[1]!.seq, 2)
  assert.deepEqual(kept.changed, ['b'])
})

test('after a decision the hand goes to the next row, at the end to the one before', () => {
  const kept = shown('abc')
  assert.equal(nextOf(kept, 'b'), 'c')
  assert.equal(nextOf(kept, 'c'), 'b')
  assert.equal(nextOf(shown('a'), 'a'), undefined)
  assert.equal(names(without(kept, 'b').rows), 'ac')
})

test('rows that left are no next row', () => {
  const kept = keep(shown('abc'), rows('ca'), ['a'])
  assert.deepEqual([...kept.gone], ['b'])
  assert.equal(nextOf(kept, 'a'), 'c')
})

test('steps stop at both ends and start at the top', () => {
  assert.equal(stepFrom(rows('abc'), undefined, 1), 'a')
  assert.equal(stepFrom(rows('abc'), 'c', 1), 'c')
  assert.equal(stepFrom(rows('abc'), 'a', -1), 'a')
  assert.equal(stepFrom([], 'a', 1), undefined)
})

test('a row read on two pages is shown once', () => {
  assert.equal(names(once([row('a'), row('b'), row('a')])), 'ab')
})
