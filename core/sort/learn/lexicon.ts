// Words known from training, and the best cut of a text into them. Residents write without gaps between words, and a
// model trained on one way of cutting and asked with another is wrong in a way nobody sees; so the cut is learned from
// the very rows the model is trained on, and whatever is no word of theirs is left out at both times.

/** Words with how often each was seen; the place in the list is the word's id. */
export type WordCount = readonly [word: string, count: number]

export type Lexicon = {
  readonly words: readonly string[]
  /** Ids of the words of the most likely cut, in the order of the text; unknown stretches leave none. */
  cut(text: string): number[]
}

/** A stretch no word explains costs as much as the rarest word and a little more, so that words are preferred. */
const unknownLog = -2

export const makeLexicon = (counts: readonly WordCount[]): Lexicon => {
  const words = counts.map(([word]) => word)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const logOf = Float64Array.from(counts, ([, count]) => Math.log(count / Math.max(1, total)))
  const tree = treeOf(words)
  const unknown = -Math.log(Math.max(1, total)) + unknownLog
  return {
    words,
    cut: text => {
      // best[i]: the likelihood of the best cut of the first i characters; word[i]: the word that ends there.
      const { length } = text
      const best = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY)
      const word = new Int32Array(length + 1).fill(none)
      const from = new Int32Array(length + 1)
      best[0] = 0
      for (let i = 0; i < length; i++) {
        const here = best[i]!
        if (here + unknown > best[i + 1]!) {
          best[i + 1] = here + unknown
          word[i + 1] = none
          from[i + 1] = i
        }
        for (let node = 0, j = i; j < length; ) {
          node = tree.next(node, text.charCodeAt(j))
          if (node < 0) break
          j++
          const id = tree.wordAt(node)
          if (id !== none && here + logOf[id]! > best[j]!) {
            best[j] = here + logOf[id]!
            word[j] = id
            from[j] = i
          }
        }
      }
      const ids: number[] = []
      for (let i = length; i > 0; i = from[i]!) if (word[i] !== none) ids.push(word[i]!)
      return ids.reverse()
    },
  }
}

const none = -1

type Tree = { next(node: number, char: number): number; wordAt(node: number): number }

/** A tree of characters in one hash table of numbers: walking it makes no strings. */
const treeOf = (words: readonly string[]): Tree => {
  const most = words.reduce((sum, w) => sum + w.length, 1)
  const size = 2 ** Math.ceil(Math.log2(most * 2 + 2))
  const keyNode = new Int32Array(size).fill(none)
  const keyChar = new Uint16Array(size)
  const child = new Int32Array(size)
  const wordOf = new Int32Array(most + 1).fill(none)
  let nodes = 1
  const slotOf = (node: number, char: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(char, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & (size - 1)
    while (keyNode[slot] !== none && (keyNode[slot] !== node || keyChar[slot] !== char))
      slot = (slot + 1) & (size - 1)
    return slot
  }
  for (const [id, word] of words.entries()) {
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const char = word.charCodeAt(i)
      const slot = slotOf(node, char)
      if (keyNode[slot] === none) {
        keyNode[slot] = node
        keyChar[slot] = char
        child[slot] = nodes++
      }
      node = child[slot]!
    }
    wordOf[node] = id
  }
  return {
    next: (node, char) => {
      const slot = slotOf(node, char)
      return keyNode[slot] === none ? none : child[slot]!
    },
    wordAt: node => wordOf[node]!,
  }
}
