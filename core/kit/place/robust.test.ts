import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLeft, orient } from './robust.ts'
import { chance } from './support/chance.ts'
import { exactTurn } from './support/exact.ts'

test('the side of a line agrees with whole numbers where doubles cannot tell', () => {
  const next = chance(1)
  let inDoubt = 0
  for (let i = 0; i < 40_000; i++) {
    const [ax, ay] = [106 + next(), 29 + next()]
    const [bx, by] = [106 + next(), 29 + next()]
    const t = next()
    const [px, py] = [ax + t * (bx - ax), ay + t * (by - ay)]
    const want = exactTurn(ax, ay, bx, by, px, py)
    assert.equal(Math.sign(orient(ax, ay, bx, by, px, py)), want, `${[ax, ay, bx, by, px, py]}`)
    if (Math.sign((ax - px) * (by - py) - (ay - py) * (bx - px)) !== want) inDoubt++
  }
  assert.ok(inDoubt > 10, `only ${inDoubt} of the points were hard`)
})

test('down to the smallest doubles', () => {
  const values = [0, -0, 5e-324, -5e-324, 1e-300, 1e-160, 2 ** -53, 1, 180, -180]
  const next = chance(2)
  const pick = () => values[Math.floor(next() * values.length)]!
  for (let i = 0; i < 20_000; i++) {
    const six = [pick(), pick(), pick(), pick(), pick(), pick()] as const
    assert.equal(Math.sign(orient(...six)), exactTurn(...six), `${six}`)
  }
})

test('on the line: east of a rising edge, above a level one, whichever way the edge runs', () => {
  assert.equal(isLeft(0, 0, 2, 2, 1, 1), false)
  assert.equal(isLeft(2, 2, 0, 0, 1, 1), false)
  assert.equal(isLeft(0, 0, 2, 0, 1, 0), true)
  assert.equal(isLeft(2, 0, 0, 0, 1, 0), true)
  assert.equal(isLeft(2, 0, 0, 0, 1, -1), false)
})
