// Words of a district nobody cut for us: stretches of characters that come together far more often than chance would
// bring them, and that meet many different neighbours on both sides. (Frequency, cohesion and freedom, the usual three.)
import type { WordCount } from './lexicon.ts'

const longest = 4
const leastSeen = 5
/** How many times likelier than by chance its parts must stand together. */
const leastCohesion = 40
/** Different characters seen before it, and after it. */
const leastNeighbours = 3

const han = /^\p{Script=Han}+$/u
const runs = /\p{Script=Han}+|[a-z0-9]+/gu

type Seen = { count: number; before: Set<string>; after: Set<string> }

/** `texts` are normalised. Single characters and Latin runs are words always. */
export const newWords = (texts: readonly string[]): WordCount[] => {
  const seen = new Map<string, Seen>()
  let characters = 0
  const plain = new Map<string, number>()
  for (const text of texts) {
    for (const [run] of text.matchAll(runs)) {
      if (!han.test(run)) {
        plain.set(run, (plain.get(run) ?? 0) + 1)
        continue
      }
      characters += run.length
      for (let i = 0; i < run.length; i++) {
        for (let length = 1; length <= longest && i + length <= run.length; length++) {
          const word = run.slice(i, i + length)
          const known = seen.get(word) ?? { count: 0, before: new Set(), after: new Set() }
          known.count++
          // Enough is enough: the sets only answer “at least so many”.
          if (known.before.size < leastNeighbours) known.before.add(run[i - 1] ?? '^')
          if (known.after.size < leastNeighbours) known.after.add(run[i + length] ?? '$')
          seen.set(word, known)
        }
      }
    }
  }
  const isWord = (word: string, { count, before, after }: Seen): boolean =>
    word.length === 1 ||
    (count >= leastSeen &&
      before.size >= leastNeighbours &&
      after.size >= leastNeighbours &&
      cohesionOf(word) >= leastCohesion)
  const cohesionOf = (word: string): number => {
    let least = Number.POSITIVE_INFINITY
    for (let cut = 1; cut < word.length; cut++) {
      const left = seen.get(word.slice(0, cut))!.count
      const right = seen.get(word.slice(cut))!.count
      least = Math.min(least, (seen.get(word)!.count * characters) / (left * right))
    }
    return least
  }
  return [
    ...[...seen].filter(([word, s]) => isWord(word, s)).map(([word, s]): WordCount => [word, s.count]),
    ...plain,
  ]
}
