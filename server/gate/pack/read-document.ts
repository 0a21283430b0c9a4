// One YAML file of a pack: parsed with positions, checked against its shape, and able to say where any value stands.
import type { Static, TSchema } from 'typebox'
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml'
import type { PackProblem, Written } from '#core/district/pack-problem.ts'
import { shapeProblems } from './shape-problem.ts'

export type Path = readonly (string | number)[]

export type Parsed = {
  plain: unknown
  /** Place of the value at a path, or of the nearest thing around it. */
  written: (path: Path) => Written
  problems: PackProblem[]
}

export const parseYaml = (file: string, text: string): Parsed => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const written = (path: Path): Written => {
    const offset = offsetAt(document, path)
    if (offset === undefined) return { file, line: 1 }
    const { line, col } = counter.linePos(offset)
    return { file, line, column: col }
  }
  const problems = document.errors.map((error): PackProblem => {
    const spot = counter.linePos(error.pos[0])
    return {
      severity: 'error',
      file,
      line: spot.line,
      column: spot.col,
      problemZh: 'YAML 写法有误',
      problemEn: error.message.split('\n')[0]!,
      rightWould:
        '冒号后留空格，缩进对齐，含冒号或括号的文字加引号 a space after each colon, even indents, quotes around text with colons',
    }
  })
  return { plain: problems.length > 0 ? undefined : document.toJS(), written, problems }
}

export const readDocument = <Shape extends TSchema>(
  file: string,
  text: string,
  shape: Shape,
): Parsed & { value: Static<Shape> | undefined } => {
  const parsed = parseYaml(file, text)
  if (parsed.problems.length > 0) return { ...parsed, value: undefined }
  const problems = shapeProblems(shape, parsed.plain, path => parsed.written(path))
  return { ...parsed, problems, value: problems.length > 0 ? undefined : (parsed.plain as Static<Shape>) }
}

const offsetAt = (document: Document, path: Path): number | undefined => {
  for (let length = path.length; length >= 0; length--) {
    const here = path.slice(0, length).map(step => (/^\d+$/.test(String(step)) ? Number(step) : step))
    const last = here.at(-1)
    const around = length === 0 ? undefined : document.getIn(here.slice(0, -1), true)
    // A key of a mapping is where the eye looks; a list item has no key of its own.
    if (isMap(around)) {
      const pair = around.items.find(item => isPair(item) && String(item.key) === String(last))
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = length === 0 ? document.contents : document.getIn(here, true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return undefined
}
