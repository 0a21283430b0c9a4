import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeLengths, mostFirstBytes } from './packet-length.ts'

const lengthBytes = (n: number): number[] =>
  n < 128 ? [n] : [(n % 128) + 128, ...lengthBytes(Math.floor(n / 128))]
const packet = (n: number): Buffer => Buffer.from([0x30, ...lengthBytes(n), ...Buffer.alloc(n, 0xff)])
const most = 100_000

/** In pieces of every size, so that a length stands on the seam of two chunks as well. */
const isTooLong = (bytes: Buffer, pieceBytes: number): boolean => {
  const tooLong = makeLengths(most)
  for (let i = 0; i < bytes.length; i += pieceBytes)
    if (tooLong(bytes.subarray(i, i + pieceBytes))) return true
  return false
}

const rows: readonly (readonly [string, readonly number[], boolean])[] = [
  ['small ones, and one without a body', [12, 0, 300, 0, 0, 5], false],
  ['a first one as long as it may be', [mostFirstBytes], false],
  ['a first one longer', [mostFirstBytes + 1], true],
  ['a later one as long as it may be', [12, most, 3], false],
  ['a later one longer', [12, 0, most + 1], true],
]

test('packets are measured by what they announce, however they are cut', () => {
  for (const [what, sizes, expected] of rows)
    for (const pieceBytes of [1, 2, 3, 7, 1000, 1_000_000])
      assert.equal(
        isTooLong(Buffer.concat(sizes.map(packet)), pieceBytes),
        expected,
        `${what}, by ${pieceBytes}`,
      )
})
