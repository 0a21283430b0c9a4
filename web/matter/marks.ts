// The reporter's words cut into pieces, so that the words which decided a suggestion can be shown where they stand.
// The text itself is never changed: the pieces joined are the text.
export type Mark = 'type' | 'urgent'
export type Piece = { text: string; mark?: Mark }

const earlier = (a: { at: number; length: number }, b: { at: number; length: number }) =>
  a.at - b.at || b.length - a.length

/** Where words overlap, the urgent one wins, then the one that starts first, then the longer. */
export const pieces = (
  text: string,
  typeWords: readonly string[],
  urgentWords: readonly string[],
): readonly Piece[] => {
  const found = (words: readonly string[], mark: Mark) =>
    words.filter(w => w !== '').flatMap(w => placesOf(text, w).map(at => ({ at, length: w.length, mark })))
  const spans: { at: number; length: number; mark: Mark }[] = []
  const free = (s: { at: number; length: number }) =>
    spans.every(x => s.at + s.length <= x.at || x.at + x.length <= s.at)
  for (const list of [found(urgentWords, 'urgent'), found(typeWords, 'type')])
    for (const span of list.toSorted(earlier)) if (free(span)) spans.push(span)

  const cut: Piece[] = []
  let at = 0
  for (const s of spans.toSorted(earlier)) {
    if (s.at > at) cut.push({ text: text.slice(at, s.at) })
    cut.push({ text: text.slice(s.at, s.at + s.length), mark: s.mark })
    at = s.at + s.length
  }
  if (at < text.length) cut.push({ text: text.slice(at) })
  return cut
}

const placesOf = (text: string, word: string): readonly number[] => {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at)
  return places
}
