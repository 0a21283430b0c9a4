// Models and comparisons of models as an engineer reads them, Chinese first.
import type { District } from '#core/district/district.ts'
import { type Instant, toIso } from '#core/kit/instant.ts'
import type { Comparison, Score } from '#core/sort/compare.ts'
import { shortHash } from '#server/gate/sort/model-file.ts'
import type { ModelInForce } from '#server/store/models.ts'
import { type Period, sayPeriod } from './days.ts'

const mostChanges = 10

export const sayComparison = (c: Comparison, period: Period, district: District): string[] => [
  `${sayPeriod(period)} 人定过类型的事项 ${c.matters} 件。 ${c.matters} matters typed by people.`,
  `  旧 old  ${sayScore(c.before, c.matters)}`,
  `  新 new  ${sayScore(c.after, c.matters)}`,
  `  由错变对 ${c.gained} 件，由对变错 ${c.lost} 件。 ${c.gained} put right, ${c.lost} put wrong.`,
  ...c.changes
    .slice(0, mostChanges)
    .map(
      x =>
        `    ${x.typed} ${district.type(x.typed)?.zh ?? ''}：变对 ${x.gained}，变错 ${x.lost}（如 ${x.example}）`,
    ),
]

const sayScore = ({ right, sure, sureRight, silent }: Score, all: number): string =>
  `正确 ${percent(right, all)}（${right}），可自动采纳 ${percent(sure, all)}，其中正确 ${percent(sureRight, sure)}，不能判断 ${silent} 件`

const percent = (part: number, all: number): string =>
  all === 0 ? '—' : `${((part / all) * 100).toFixed(1)} %`

export const modelTable = (models: readonly ModelInForce[], now: Instant): string[] => {
  if (models.length === 0)
    return ['没有启用过模型，由区情包的关键词建议。 No model was ever in force; the keywords suggest.']
  const present = models.findLastIndex(m => m.inForceAt <= now)
  return models.map((m, i) => {
    const mark = i === present ? '→' : ' '
    const name = m.hash === null ? '（关键词 keywords）' : shortHash(m.hash)
    const rows = m.made?.rows
    return `${mark} ${name}  自 ${toIso(m.inForceAt as Instant)}，${m.putBy} 于 ${toIso(m.putAt as Instant)} 启用${rows === undefined ? '' : `，学自 ${rows} 行`}`
  })
}
