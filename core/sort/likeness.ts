// By which keys a text is found again among a million others: MinHash over the pairs of its telling characters, cut into
// bands. Equal texts share every key; texts of which some words, names or numbers were changed nearly always share one;
// any two others hardly ever do. So “has somebody told us this already?” is a look-up by key, whatever the place.
import { msPerDay } from '../kit/instant.ts'

/**
 * Measured on 4,326 messages to a city: pairs of texts that share at least 0.6 of their character pairs share a key in
 * 99 of 100, and any text shares one with 0.2 % of the others.
 */
const bands = 12
const rowsInBand = 2
/** Keys hold for this long, so that a look-up never meets what is too old to matter. */
const eraDays = 32
/** Shorter texts (“停水了”) say what everybody says: they are looked for at their place only. */
const fewestPairs = 8

// What stands in any message to an office says nothing about what it is of.
const untelling =
  '的了是在我有和就不也都很到说要去会着没看自这那您你们请问希望个与及等为以对于因但还又被把让给能可并或之其所而且吗呢吧啊尊敬领导好谢'
/** What a character counts as: 0 not asked yet, 1 nothing, otherwise itself or what it is one with. */
const counted = new Uint16Array(65_536)
const nothing = 1
const anyNumber = 48
for (const character of untelling) counted[character.charCodeAt(0)] = nothing
for (const character of '0123456789*０１２３４５６７８９＊') counted[character.charCodeAt(0)] = anyNumber
const countedAs = (unit: number): number => {
  if (counted[unit] === 0) {
    const written = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
    counted[unit] = /^[\p{L}\p{N}]$/u.test(written) ? written.charCodeAt(0) : nothing
  }
  return counted[unit]!
}

/**
 * Pairs of neighbouring characters that tell, each as a number of 30 bits, which sets hold fastest; a number, or what a
 * mask covered, is one character whatever it says. Asked of every text that is compared, so each character is looked up and nothing more.
 */
export const tellingPairs = (words: string): ReadonlySet<number> => {
  const pairs = new Set<number>()
  let last = nothing
  for (let i = 0; i < words.length; i++) {
    const own = countedAs(words.charCodeAt(i))
    if (own === nothing || (own === anyNumber && last === anyNumber)) continue
    if (last !== nothing) pairs.add((Math.imul(last, 0x9e3779b1) ^ own) >>> 2)
    last = own
  }
  return pairs
}

/** One 32-bit number a band, or none for a text too short to be told apart. */
export const bandsOf = (words: string): readonly number[] => {
  const pairs = tellingPairs(words)
  if (pairs.size < fewestPairs) return []
  const least = new Uint32Array(bands * rowsInBand).fill(0xffffffff)
  for (const pair of pairs) {
    const hash = mixed(pair)
    for (let row = 0; row < least.length; row++) {
      const own = mixed(hash ^ Math.imul(row + 1, 0x9e3779b1))
      if (own < least[row]!) least[row] = own
    }
  }
  return Array.from({ length: bands }, (_, band) => {
    let key = band + 1
    for (let row = 0; row < rowsInBand; row++)
      key = mixed(Math.imul(key, 31) ^ least[band * rowsInBand + row]!)
    return key
  })
}

const eraOf = (at: number): number => Math.floor(at / (eraDays * msPerDay))

/** Keys a text told at `at` is kept under. No word of any text looks like one: words have no `~`. */
export const keysAt = (of: readonly number[], at: number): readonly string[] => keysIn(of, eraOf(at))

/** Keys under which texts like it, told from `since` to `until`, are kept. */
export const keysBetween = (of: readonly number[], since: number, until: number): readonly string[] => {
  const keys: string[] = []
  for (let era = eraOf(since); era <= eraOf(until); era++) keys.push(...keysIn(of, era))
  return keys
}

const keysIn = (of: readonly number[], era: number): readonly string[] =>
  of.map(band => `~${mixed(band ^ Math.imul(era, 0x85ebca77)).toString(36)}`)

/** The last steps of MurmurHash3: every bit of the answer hangs on every bit of the number. */
const mixed = (value: number): number => {
  let h = value ^ (value >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
