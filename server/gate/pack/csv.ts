// A strict reader of CSV as RFC 4180 describes it, which keeps the line and column of every cell: a pack is edited by
// hand and in spreadsheets, and a mistake must be found again in the same place.

export type Cell = { text: string; line: number; column: number }
export type CsvRead = { rows: Cell[][]; mistakes: { line: number; column: number; zh: string; en: string }[] }

/** Cells are separated by commas, rows by LF or CRLF; a cell in quotes may hold both, a quote in it is doubled. */
export const readCsv = (text: string): CsvRead => {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text // spreadsheets write a byte order mark
  const rows: Cell[][] = []
  const mistakes: CsvRead['mistakes'] = []
  let row: Cell[] = []
  let line = 1
  let lineStart = 0
  let at = 0
  const here = () => ({ line, column: at - lineStart + 1 })
  const newLine = () => {
    line++
    lineStart = at
  }
  while (at < source.length) {
    const start = here()
    let cell = ''
    if (source[at] === '"') {
      at++
      for (;;) {
        if (at >= source.length) {
          mistakes.push({ ...start, zh: '引号没有闭合', en: 'a quoted cell is not closed' })
          break
        }
        const character = source[at++]!
        if (character === '"' && source[at] !== '"') break
        if (character === '"') at++
        cell += character
        if (character === '\n') newLine()
      }
      if (at < source.length && !',\r\n'.includes(source[at]!))
        mistakes.push({ ...here(), zh: '引号后有多余的字', en: 'text follows a closing quote' })
    }
    while (at < source.length && !',\r\n'.includes(source[at]!)) cell += source[at++]!
    row.push({ text: cell, ...start })
    if (source[at] === ',') {
      at++
      if (at < source.length && !'\r\n'.includes(source[at]!)) continue
      row.push({ text: '', ...here() })
    }
    if (source[at] === '\r') at++
    if (source[at] === '\n') at++
    newLine()
    if (row.length > 1 || row[0]!.text !== '') rows.push(row)
    row = []
  }
  return { rows, mistakes }
}
