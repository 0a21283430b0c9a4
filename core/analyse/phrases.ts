// Names nobody gave us a list of: estates, companies, roads, schools, scams. A name is a stretch of three to eight characters
// that several messages share, whose parts stand together far more often than chance would have it, and that is free on
// both sides (a piece of a longer name always has the same neighbour). What two messages have in common there is worth
// more than any other word: it is how a person sees that they are about one thing.

const shortest = 3
const longest = 8
/** Messages that must share a stretch before it can be a name. */
const leastMessages = 3
/** How many times likelier than by chance its parts must stand together. */
const leastCohesion = 40
/** Seen inside one longer stretch that often, it is a piece of that one. */
const mostlyInside = 0.8

type Seen = { messages: number; last: number; count: number; before: string; after: string; free: number }
const freeBefore = 1
const freeAfter = 2

/** Every stretch of up to `longest` characters that at least `leastMessages` texts hold; longer ones only where both
 *  their shorter parts are, so that the table stays small. `texts` are plain words. */
const stretchesOf = (texts: readonly string[]): ReadonlyMap<string, Seen>[] => {
  const levels: Map<string, Seen>[] = [new Map()]
  for (let length = 1; length <= longest; length++) {
    const shorter = levels[length - 1]!
    const level = new Map<string, Seen>()
    for (const [message, text] of texts.entries()) {
      for (let i = 0; i + length <= text.length; i++) {
        if (
          length > 1 &&
          !(shorter.has(text.slice(i, i + length - 1)) && shorter.has(text.slice(i + 1, i + length)))
        ) {
          continue
        }
        const stretch = text.slice(i, i + length)
        if (length === 1 && stretch === ' ') continue
        const before = text[i - 1] ?? ' '
        const after = text[i + length] ?? ' '
        const known = level.get(stretch)
        if (!known) {
          const free = (before === ' ' ? freeBefore : 0) | (after === ' ' ? freeAfter : 0)
          level.set(stretch, { messages: 1, last: message, count: 1, before, after, free })
          continue
        }
        known.count++
        if (known.last !== message) known.messages++
        known.last = message
        if (before === ' ' || before !== known.before) known.free |= freeBefore
        if (after === ' ' || after !== known.after) known.free |= freeAfter
      }
    }
    for (const [stretch, seen] of level) if (seen.messages < leastMessages) level.delete(stretch)
    levels.push(level)
  }
  return levels
}

/** For each text the names in it with how many times; a name may hold shorter ones. Texts are plain words. */
export const namesIn = (texts: readonly string[]): readonly ReadonlyMap<string, number>[] => {
  const levels = stretchesOf(texts)
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const seenOf = (stretch: string) => levels[stretch.length]!.get(stretch)!
  const isName = (stretch: string, { count, free }: Seen): boolean => {
    if (free !== (freeBefore | freeAfter) || stretch.includes(' ')) return false
    for (let cut = 1; cut < stretch.length; cut++) {
      const byChance = seenOf(stretch.slice(0, cut)).count * seenOf(stretch.slice(cut)).count
      if (count * characters < leastCohesion * byChance) return false
    }
    return true
  }
  const names = new Set<string>()
  for (let length = shortest; length <= longest; length++) {
    for (const [stretch, seen] of levels[length]!) if (isName(stretch, seen)) names.add(stretch)
    // “伊景园滨” is hardly ever seen without its 河苑: a piece, not a name.
    for (const [stretch, { messages }] of levels[length + 1] ?? []) {
      for (const piece of [stretch.slice(0, -1), stretch.slice(1)]) {
        if (messages >= seenOf(piece).messages * mostlyInside) names.delete(piece)
      }
    }
  }
  return texts.map(text => {
    const found = new Map<string, number>()
    for (let i = 0; i < text.length; i++) {
      for (let length = Math.min(longest, text.length - i); length >= shortest; length--) {
        const name = text.slice(i, i + length)
        if (names.has(name)) found.set(name, (found.get(name) ?? 0) + 1)
      }
    }
    return found
  })
}
