import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool } from './pool.ts'
import { makeSets } from './sets.ts'
import { chance } from './support/chance.ts'
import { insideWord, isSetWord, wordHandleBits } from './words.ts'

const handlesOf = (sets: ReturnType<typeof makeSets>, word: number): number[] =>
  sets
    .namesOf(word)
    .map(name => name >>> wordHandleBits)
    .sort((a, b) => a - b)

test('squares held by the same shapes share one set', () => {
  const sets = makeSets(makePool())
  const market = insideWord(7, false)
  const school = insideWord(9, false)
  const one = sets.add(sets.add(0, market), school)
  const other = sets.add(sets.add(0, market), school)
  assert.equal(isSetWord(one), true)
  assert.equal(other, one)
  assert.equal(sets.add(one, school), one)
  assert.deepEqual(
    [sets.has(one, 7), sets.has(one, 8), sets.has(market, 7), sets.has(0, 7)],
    [true, false, true, false],
  )
  assert.equal(sets.remove(one, 9), market)
  assert.equal(sets.remove(other, 8), one)
})

test('a thousand squares come and go: each says what was said of it, and nothing is left at the end', () => {
  const next = chance(17)
  const pool = makePool()
  const sets = makeSets(pool)
  const words = new Array<number>(1_000).fill(0)
  const held = words.map(() => new Set<number>())
  for (let i = 0; i < 60_000; i++) {
    const square = Math.floor(next() ** 2 * words.length)
    const handle = Math.floor(next() * 12)
    if (next() < 0.5) {
      words[square] = sets.add(words[square]!, insideWord(handle, false))
      held[square]!.add(handle)
    } else {
      words[square] = sets.remove(words[square]!, handle)
      held[square]!.delete(handle)
    }
    if (i % 50 === 0) {
      words.forEach((word, at) => {
        assert.deepEqual(
          handlesOf(sets, word),
          [...held[at]!].sort((a, b) => a - b),
        )
      })
    }
  }
  held.forEach((handles, at) => {
    for (const handle of handles) words[at] = sets.remove(words[at]!, handle)
  })
  assert.ok(words.every(word => word === 0))
  // Sets that are given back are used again: 60,000 changes would fill more than the one chunk otherwise.
  assert.equal(pool.bytes(), 2 ** 20)
})
