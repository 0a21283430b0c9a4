// Makes core/locate/syllables.ts: the syllable of each of the 6,763 characters of GB 2312, without tone, so that names of
// places are found as they sound. `node tools/make-syllables.ts > core/locate/syllables.ts`
import { pinyin } from 'pinyin-pro'

const rows = { from: 0xb0, to: 0xf7 }
const cells = { from: 0xa1, to: 0xfe }

/** Every character of GB 2312 in its order. */
const characters = (): string[] => {
  const decoder = new TextDecoder('gb18030')
  const found: string[] = []
  for (let row = rows.from; row <= rows.to; row++)
    for (let cell = cells.from; cell <= cells.to; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell))
      // Five cells at the end of the first level are empty.
      if (/^\p{Script=Han}$/u.test(character)) found.push(character)
    }
  return found
}

export const syllablesText = (): string => {
  const bySyllable = new Map<string, string>()
  for (const c of characters()) {
    const syllable = pinyin(c, { toneType: 'none', v: true })
    bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + c)
  }
  const lines = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([s, of]) => `${s} ${of}`)
  return `// Made by tools/make-syllables.ts; edit that. Each line: a syllable without tone, and the characters most often read so.
export const syllables = \`
${lines.join('\n')}
\`
`
}

if (import.meta.main) process.stdout.write(syllablesText())
