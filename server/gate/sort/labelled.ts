// Rows somebody labelled, from a file of JSON lines: as people wrote them (title, body) or cut into words (tokens).
import { createHash } from 'node:crypto'
import type { Labelled } from '#core/sort/learn/learn.ts'
import { jsonLines, type Line } from '../json-lines.ts'

export type LabelledFile = { rows: Labelled[]; sha256: string; problems: LineProblem[] }
export type LineProblem = { file: string; line: number; zh: string; en: string }

/** Several files are read as one; the hash is over their content in the order given. */
export const readLabelled = async (files: readonly string[]): Promise<LabelledFile> => {
  const hash = createHash('sha256')
  const rows: Labelled[] = []
  const problems: LineProblem[] = []
  for (const file of files) {
    for await (const line of jsonLines(file, chunk => hash.update(chunk))) {
      const row = 'wrong' in line ? undefined : labelledOf(line.value)
      if (row) rows.push(row)
      else problems.push({ file, line: line.number, ...whyNot(line) })
    }
  }
  return { rows, sha256: hash.digest('hex'), problems }
}

const labelledOf = (value: Readonly<Record<string, unknown>>): Labelled | undefined => {
  const { label, tokens } = value
  if (typeof label !== 'string' || label.trim() === '') return undefined
  if (typeof tokens === 'string') return { label, words: tokens.split(/\s+/).filter(Boolean) }
  const text = textOf(value)
  return text === undefined ? undefined : { label, text }
}

/** Title and body as one text; undefined when there is neither. */
export const textOf = ({ title, body, text }: Readonly<Record<string, unknown>>): string | undefined => {
  const parts = [title, body, text].filter(p => typeof p === 'string' && p.trim() !== '')
  return parts.length > 0 ? parts.join('\n') : undefined
}

const whyNot = (line: Line): { zh: string; en: string } =>
  'wrong' in line
    ? { zh: line.wrong, en: 'no JSON object' }
    : {
        zh: '缺少 label，或缺少 title/body/text/tokens',
        en: 'label is missing, or title, body, text and tokens all are',
      }
