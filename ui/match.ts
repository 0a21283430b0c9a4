// Finds options by typed letters: every word typed must occur in the label, labels that begin with it come first.

/** [value, words shown, further words to find it by] */
export type Option = readonly [value: string, words: string, also?: string]

export const matching = (options: readonly Option[], typed: string): readonly Option[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return options
  const hits = options.filter(([, words, also = '']) => {
    const text = `${words} ${also}`.toLowerCase()
    return wanted.every(w => text.includes(w))
  })
  const begins = ([, words]: Option) => words.toLowerCase().startsWith(wanted[0]!)
  return [...hits.filter(begins), ...hits.filter(o => !begins(o))]
}
