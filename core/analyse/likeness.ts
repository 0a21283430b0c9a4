// How alike messages are: by the words they share, each weighed by how rare it is and by how surely it speaks of one theme,
// and by the names they share. “刻不容缓” is rare but stands in messages about anything, so it says nothing; “搅拌站” does.
import { namesIn } from './phrases.ts'
import { type Row, themesOf } from './themes.ts'
import type { Links } from './tree.ts'

/** Plain words, see `plainWords`. */
export type Words = { readonly title: string; readonly body: string }

export type Likeness = {
  /** 0…1 between two messages; pairs too unlike to matter are not listed. */
  readonly links: Links
  /** What each is about, of length 1. */
  readonly themes: readonly Float32Array[]
  readonly names: readonly ReadonlyMap<string, number>[]
}

// The numbers were chosen on 4,326 messages of a city, for groups that several people had found independently.
/** A title says in ten words what the body says in two hundred. */
const titleCounts = 3
/** Later words of a long message are history and politeness. */
const bodyCharacters = 600
/** Of very many messages the beginnings are enough, and half the work. */
const many = { messages: 10_000, bodyCharacters: 200 }
const nameCounts = 3
const mostDirections = 48
/** A few messages have few themes; more directions than that would tell every message from every other. */
const directionsFor = (messages: number): number => Math.min(mostDirections, 8 + Math.floor(messages / 40))
const leastForTheme = 5
/** Words in more than that share of all messages tell nothing; names in more than that are towns, not estates. */
const mostlyEverywhere = 0.1
const mostForName = 0.02
const telling = 80
const leastLikeness = 0.05
/** What even a word of no theme at all is worth. */
const plainWorth = 0.15
/** What a word nobody else uses is taken for: it matches nothing, but says that this one is about something else. */
const loneWorth = 0.35
const enoughToTell = 40

export const likenessOf = (said: readonly Words[]): Likeness => {
  const length = said.length > many.messages ? many.bodyCharacters : bodyCharacters
  const texts = said.map(({ title, body }) => ({ title, body: body.slice(0, length) }))
  const names = namesIn(texts.map(({ title, body }) => `${title} ${body}`))
  const grams = texts.map(gramCounts)
  const most = Math.max(20, texts.length * mostlyEverywhere)
  const spread = spreadOf(grams)
  const themes = themesOf(...rowsOf(grams, spread, most), directionsFor(said.length))
  const worth = worthOf(grams, spread, most, themes)
  const nameSpread = spreadOf(names)
  const mostNames = Math.max(10, texts.length * mostForName)
  const nameWorth = worthOf(names, nameSpread, mostNames, themes)
  const vectors = grams.map((gram, i) => {
    const parts: [string, number][] = []
    for (const [word, count] of gram) {
      const alone = spread.get(word) === 1
      const value = alone && count >= titleCounts ? worth.alone : worth.of(word)
      if (value > 0) parts.push([word, (1 + Math.log(count)) * value])
    }
    for (const [name, count] of names[i]!) {
      const value = nameWorth.of(name)
      const inTitle = texts[i]!.title.includes(name) ? titleCounts : 0
      // The mark keeps a name apart from the same characters as mere characters.
      if (value > 0) parts.push([`#${name}`, nameCounts * (1 + Math.log(count + inTitle)) * value])
    }
    const first = parts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, telling)
    const length = Math.sqrt(first.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
    return first
      .filter(([word]) => spread.get(word) !== 1)
      .map(([word, weight]): [string, number] => [word, weight / length])
  })
  return { links: linksOf(vectors), themes, names }
}

type Counts = ReadonlyMap<string, number>

/** Pairs and triples of neighbouring characters, those of the title counted several times. */
const gramCounts = ({ title, body }: Words): Counts => {
  const counts = new Map<string, number>()
  for (const [text, times] of [
    [title, titleCounts],
    [body, 1],
  ] as const) {
    for (const run of text.split(' ')) {
      for (const length of [2, 3]) {
        for (let i = 0; i + length <= run.length; i++) {
          const gram = run.slice(i, i + length)
          counts.set(gram, (counts.get(gram) ?? 0) + times)
        }
      }
    }
  }
  return counts
}

/** In how many messages a word stands. */
const spreadOf = (counts: readonly Counts[]): Map<string, number> => {
  const spread = new Map<string, number>()
  for (const count of counts) for (const word of count.keys()) spread.set(word, (spread.get(word) ?? 0) + 1)
  return spread
}

const rowsOf = (grams: readonly Counts[], spread: Counts, most: number): [Row[], number] => {
  const numbers = new Map<string, number>()
  const rows = grams.map(gram => {
    const words: number[] = []
    const weights: number[] = []
    for (const [word, count] of gram) {
      const messages = spread.get(word)!
      if (word.length !== 2 || messages < leastForTheme || messages > most) continue
      let number = numbers.get(word)
      if (number === undefined) {
        number = numbers.size
        numbers.set(word, number)
      }
      words.push(number)
      weights.push((1 + Math.log(count)) * rarity(grams.length, messages))
    }
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    return { words, weights: weights.map(weight => weight / length) }
  })
  return [rows, numbers.size]
}

const rarity = (all: number, messages: number): number => Math.log((all + 1) / messages)

/** Rarity squared times how much the messages with this word are about one theme: the mean likeness of two of them. */
const worthOf = (
  counts: readonly Counts[],
  spread: Counts,
  most: number,
  themes: readonly Float32Array[],
) => {
  const sums = new Map<string, Float32Array>()
  for (const [i, count] of counts.entries()) {
    const theme = themes[i]!
    for (const word of count.keys()) {
      const messages = spread.get(word)!
      if (messages < 2 || messages > most) continue
      let sum = sums.get(word)
      if (!sum) {
        sum = new Float32Array(theme.length + 1)
        sums.set(word, sum)
      }
      // The last place counts: so many messages tell how much a word is about one theme.
      if (sum[theme.length]! >= enoughToTell) continue
      sum[theme.length]!++
      for (let d = 0; d < theme.length; d++) sum[d]! += theme[d]!
    }
  }
  const worth = new Map<string, number>()
  for (const [word, sum] of sums) {
    const read = sum[sum.length - 1]!
    let square = 0
    for (let d = 0; d < sum.length - 1; d++) square += sum[d]! * sum[d]!
    const ofOneTheme = (square - read) / (read * (read - 1))
    worth.set(word, rarity(counts.length, spread.get(word)!) ** 2 * (plainWorth + Math.max(0, ofOneTheme)))
  }
  const alone = rarity(counts.length, 1) ** 2 * (plainWorth + loneWorth)
  return { of: (word: string) => worth.get(word) ?? 0, alone }
}

const linksOf = (vectors: readonly (readonly (readonly [string, number])[])[]): Links => {
  const links = vectors.map(() => new Map<number, number>())
  const holders = new Map<string, [message: number, weight: number][]>()
  const sum = new Float64Array(vectors.length)
  for (const [i, vector] of vectors.entries()) {
    const touched: number[] = []
    for (const [word, weight] of vector) {
      const others = holders.get(word)
      if (!others) {
        holders.set(word, [[i, weight]])
        continue
      }
      for (const [j, other] of others) {
        if (sum[j] === 0) touched.push(j)
        sum[j]! += weight * other
      }
      others.push([i, weight])
    }
    for (const j of touched) {
      if (sum[j]! >= leastLikeness) {
        links[i]!.set(j, sum[j]!)
        links[j]!.set(i, sum[j]!)
      }
      sum[j] = 0
    }
  }
  return links
}
