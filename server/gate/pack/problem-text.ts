// A mistake of a pack in the way editors and people expect it: file, line, column, what is wrong, what would be right.
import { join } from 'node:path'
import type { PackProblem } from '#core/district/pack-problem.ts'

export const problemText = (folder: string, problem: PackProblem): string => {
  const spot = [join(folder, problem.file), problem.line, problem.column].filter(part => part !== undefined)
  const word = problem.severity === 'error' ? '错误' : '提醒'
  return [
    `${spot.join(':')} ${word}：${problem.problemZh}`,
    `    应为 want: ${problem.rightWould}`,
    `    ${problem.severity}: ${problem.problemEn}`,
  ].join('\n')
}
