// `pack check`: tells every mistake of a pack in the way editors and people expect it: file, line, column, what is wrong
// and what would be right, Chinese first.
import { existsSync } from 'node:fs'
import type { PackProblem } from '#core/district/pack-problem.ts'
import { readDemoFences } from './demo-fences.ts'
import { readDemoMatters } from './demo-matters.ts'
import { problemText } from './problem-text.ts'
import { readPack } from './read-pack.ts'
import { readReplayAliases } from './replay-aliases.ts'

const byPlace = (a: PackProblem, b: PackProblem) =>
  a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)

/** Writes what was found; 0 when the pack can be loaded, 1 when not. */
export const checkFolder = (folder: string, out: (line: string) => void): number => {
  if (!existsSync(folder)) {
    out(`${folder}：没有这个文件夹 / there is no such folder`)
    return 1
  }
  const read = readPack(folder)
  const codes = new Set(read.ok ? read.pack.territories.map(t => t.code) : [])
  const aliases = read.ok ? readReplayAliases(folder, code => codes.has(code)).problems : []
  const stories = read.ok ? readDemoMatters(folder, read.pack).problems : []
  const fences = read.ok ? readDemoFences(folder, read.pack).problems : []
  const problems = [...(read.ok ? read.warnings : read.problems), ...aliases, ...stories, ...fences].sort(
    byPlace,
  )
  for (const problem of problems) out(problemText(folder, problem))
  const errors = problems.filter(problem => problem.severity === 'error').length
  const warnings = problems.length - errors
  const name = read.ok ? `${read.pack.zh} ${read.pack.code}，版本 version ${read.version}，` : ''
  out(`${name}${errors} 个错误，${warnings} 个提醒 / ${errors} errors, ${warnings} warnings`)
  return errors > 0 ? 1 : 0
}
