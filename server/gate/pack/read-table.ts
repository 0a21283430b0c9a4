// One CSV file of a pack: header checked against the shape, cells turned into values, every row remembered by its line.
import type { Static, TObject, TSchema } from 'typebox'
import type { PackProblem, Written } from '#core/district/pack-problem.ts'
import { type Cell, readCsv } from './csv.ts'
import { shapeProblems, unknownName } from './shape-problem.ts'

export type Table<Row> = {
  rows: Row[]
  /** Place of a row, or of one of its columns. */
  written: (index: number, column?: string) => Written
  problems: PackProblem[]
}

export const readTable = <Shape extends TObject>(
  file: string,
  text: string,
  shape: Shape,
): Table<Static<Shape>> => {
  const { rows, mistakes } = readCsv(text)
  const [header = [], ...body] = rows
  const columns = Object.keys(shape.properties)
  const problems: PackProblem[] = mistakes.map(({ line, column, zh, en }) => ({
    severity: 'error',
    file,
    line,
    column,
    problemZh: zh,
    problemEn: en,
    rightWould: 'RFC 4180: "…" 内的引号写成两个 a quote inside quotes is doubled',
  }))
  problems.push(...headerProblems(file, header, columns, shape))
  const names = header.map(cell => cell.text)
  const good: Static<Shape>[] = []
  const places: { row: Cell[]; line: number }[] = []
  for (const row of body) {
    const line = row[0]!.line
    if (row.length !== names.length) {
      problems.push({
        severity: 'error',
        file,
        line,
        problemZh: `这一行有 ${row.length} 格`,
        problemEn: `this row has ${row.length} cells`,
        rightWould: `${names.length} 格 cells: ${names.join(',')}`,
      })
      continue
    }
    const value = Object.fromEntries(
      names.flatMap((name, i) => {
        const cell = cellValue(row[i]!.text, shape.properties[name] as TSchema | undefined)
        return cell === undefined ? [] : [[name, cell]]
      }),
    )
    const wrong = shapeProblems(shape, value, path => ({ file, ...spotOf(row, names, path[0]) }))
    // A name unknown in the header is told once, at the header.
    problems.push(...wrong.filter(problem => !(problem.line === line && unknownIn(problem, names, columns))))
    if (wrong.length > 0) continue
    good.push(value as Static<Shape>)
    places.push({ row, line })
  }
  const written = (index: number, column?: string): Written => {
    const place = places[index]
    return place ? { file, ...spotOf(place.row, names, column) } : { file }
  }
  return { rows: good, written, problems }
}

const unknownIn = (problem: PackProblem, names: readonly string[], columns: readonly string[]) =>
  names.some(name => !columns.includes(name) && problem.problemZh === unknownName(name)[0])

const spotOf = (row: readonly Cell[], names: readonly string[], column: string | undefined) => {
  const cell = column === undefined ? undefined : row[names.indexOf(column)]
  return cell ? { line: cell.line, column: cell.column } : { line: row[0]!.line }
}

const headerProblems = (
  file: string,
  header: readonly Cell[],
  columns: readonly string[],
  shape: TObject,
) => {
  const required: readonly string[] = (shape as { required?: string[] }).required ?? []
  const names = header.map(cell => cell.text)
  const problem = (cell: Cell | undefined, zh: string, en: string): PackProblem => ({
    severity: 'error',
    file,
    line: cell?.line ?? 1,
    ...(cell ? { column: cell.column } : {}),
    problemZh: zh,
    problemEn: en,
    rightWould: `表头 header: ${columns.join(',')}`,
  })
  return [
    ...header
      .filter(cell => !columns.includes(cell.text))
      .map(cell => problem(cell, ...unknownName(cell.text))),
    ...header
      .filter((cell, i) => names.indexOf(cell.text) < i)
      .map(cell => problem(cell, `表头 ${cell.text} 重复`, `header ${cell.text} stands twice`)),
    ...required
      .filter(name => !names.includes(name))
      .map(name => problem(undefined, `表头缺少 ${name}`, `header ${name} is missing`)),
  ]
}

/** An empty cell is an absent value; what cannot be turned stays text, and the shape says why it is wrong. */
const cellValue = (text: string, shape: TSchema | undefined): unknown => {
  const type = (shape as { type?: string } | undefined)?.type
  if (text === '') return undefined
  if (type === 'number' || type === 'integer') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'yes' ? true : text
  if (type === 'array') return text.split(' ').filter(part => part !== '')
  return text
}
