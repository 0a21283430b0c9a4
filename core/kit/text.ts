// Words as the rules compare them: one way of writing, tokens without a dictionary, and how alike two texts are.
// Chinese has no spaces, so its tokens are pairs of neighbouring characters; that needs no word list, misses nothing
// and is what the store indexes for search. Latin words and numbers stay whole.

// Controls, direction marks, zero-width characters and broken halves of characters: nobody can read them, some hide
// or turn text around, and a database refuses others. The zero-width joiner stays, it holds emoji together.
const controls = /(?![\t\n\r\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
const spaces = /\s+/g
const spaceByHan = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu
const runs = /\p{Script=Han}+|[\p{Letter}\p{Number}]+/gu
const han = /^\p{Script=Han}/u

/** Takes out control and direction characters; tabs and line breaks stay. A text without any stays the same. */
export const stripControls = (text: string): string => text.replace(controls, '')

/** One way of writing: half width, lower case, no controls, single spaces and none beside a Chinese character. */
export const normalise = (text: string): string =>
  stripControls(text.normalize('NFKC')).toLowerCase().replace(spaces, ' ').trim().replace(spaceByHan, '')

/** Pairs of neighbouring characters of a run; a run of one character is itself. */
export const bigrams = (run: string): readonly string[] => {
  const characters = [...run]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, i) => characters[i]! + character)
}

/** Search tokens in order, repeats kept: bigrams of Chinese runs, whole Latin words and numbers. */
export const tokensOf = (text: string): readonly string[] => {
  const tokens: string[] = []
  for (const [run] of normalise(text)
    .replace(/(?<=\p{Script=Han})(?=[a-z0-9])|(?<=[a-z0-9])(?=\p{Script=Han})/gu, ' ')
    .matchAll(runs)) {
    if (han.test(run)) tokens.push(...bigrams(run))
    else tokens.push(run)
  }
  return tokens
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let count = 0
  for (const token of few) if (many.has(token)) count++
  return count
}

/** 2·|A∩B| / (|A|+|B|), 0…1; two empty sets are not alike, they are unknown: 0. */
export const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size + b.size === 0 ? 0 : (2 * shared(a, b)) / (a.size + b.size)
