import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteServerNow, nowAt } from './now.ts'

const near = (at: number, wanted: number) =>
  assert.ok(Math.abs(at - wanted) < 1000, `${at} is not near ${wanted}`)

test('a device ten minutes slow follows the server; small differences are the network’s and are left alone', () => {
  const ahead = Date.now() + 600_000
  noteServerNow(ahead, 1000)
  near(nowAt(), ahead)
  noteServerNow(ahead + 900, 1000)
  near(nowAt(), ahead)
})

test('an exact instant beats the header’s whole seconds from then on', () => {
  const exact = Date.now() - 3_600_000
  noteServerNow(exact)
  near(nowAt(), exact)
  noteServerNow(Date.now() + 3_600_000, 1000)
  near(nowAt(), exact)
  noteServerNow(Number.NaN)
  near(nowAt(), exact)
})
