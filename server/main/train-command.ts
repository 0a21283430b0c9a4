// `jiewang train`: labelled rows become a model, tried on rows it had not seen, in one small file. With --own the rows are
// the district's own closed matters.
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { instant } from '#core/kit/instant.ts'
import { type Labelled, learn } from '#core/sort/learn/learn.ts'
import type { Made, Scores } from '#core/sort/learn/model.ts'
import { type LineProblem, readLabelled } from '#server/gate/sort/labelled.ts'
import { writeModel } from '#server/gate/sort/model-file.ts'
import { dayWords, periodOf, startOfLastMonth } from './days.ts'
import { inWorld } from './in-world.ts'
import { ownRows } from './own-rows.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage: jiewang train <标注文件.jsonl[.gz]>… --out <模型>',
  '            jiewang train --own [--by type|module] [--from 2026-01-01] [--to 2026-10-31] --out <模型>',
  '  每行一个 JSON：label，以及 title/body（原文）或 tokens（已分词，空格隔开）。',
  '  One JSON object a line: label, and title/body as written or tokens cut by spaces.',
  '  --own：用本区已办结事项学习，类型以人定的为准，原文已脱敏；不写 --to 则留出最近 30 天供比较。',
  '  --own learns from the district’s closed matters, typed by people; the last 30 days are kept aside to compare on.',
]
const mostShown = 5

export const trainCommand = async (
  args: readonly string[],
  settings: Settings,
  out: (line: string) => void,
  progress: (text: string) => void = text => void process.stderr.write(text),
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  const given = 'files' in wish ? await fromFiles(wish.files, out) : await fromOwn(wish, settings, out)
  if (!given) return 1
  const labels = new Set(given.rows.map(r => r.label)).size
  if (labels < 2) {
    out(`可用的 ${given.rows.length} 行里只有 ${labels} 个类别，至少要两个。 At least two labels are needed.`)
    return 1
  }
  const { rows, sha256, own } = given
  const startMs = performance.now()
  const { scores, ...model } = learn(rows, share =>
    progress(`\r训练中 training ${Math.round(share * 100)} %${share === 1 ? '\n' : ''}`),
  )
  const seconds = (performance.now() - startMs) / 1000
  const on = new Date().toISOString().slice(0, 10)
  const made = { dataSha256: sha256, on, rows: rows.length, scores, ...(own ? { own } : {}) }
  const bytes = writeModel(wish.out, { ...model, made })
  for (const line of tableOf(scores)) out(line)
  out(
    `${rows.length} 行，${seconds.toFixed(1)} 秒，模型 ${wish.out}（${Math.ceil(bytes / 1024)} KB），训练数据 SHA-256 ${sha256}。 Model written.`,
  )
  return 0
}

type Given = { rows: readonly Labelled[]; sha256: string; own?: NonNullable<Made['own']> }

const fromFiles = async (
  files: readonly string[],
  out: (line: string) => void,
): Promise<Given | undefined> => {
  const absent = files.find(f => !statSync(f, { throwIfNoEntry: false })?.isFile())
  if (absent !== undefined) {
    out(`找不到文件 ${absent}。 No such file.`)
    return undefined
  }
  const { rows, sha256, problems } = await readLabelled(files)
  for (const problem of problems.slice(0, mostShown)) out(said(problem))
  if (problems.length > 0) out(`共 ${problems.length} 行没有使用。 ${problems.length} line(s) were left out.`)
  return { rows, sha256 }
}

const fromOwn = (
  wish: OwnWish,
  settings: Settings,
  out: (line: string) => void,
): Promise<Given | undefined> =>
  inWorld(settings, async world => {
    const period = periodOf(wish.from, wish.to, {
      fromAt: instant(0),
      toAt: startOfLastMonth(world.now()),
    })
    if (!period) {
      out('日期不对：要写成 2026-11-23，且先早后晚。 Write days like 2026-11-23, the earlier one first.')
      return undefined
    }
    const own = await ownRows(world.db, world.district(), period, wish.by)
    const { rows, sha256, firstAt, lastAt, corrections, outdated, rare } = own
    if (firstAt === undefined || lastAt === undefined) {
      out('这段时间没有人定过类型的办结事项。 No closed matter of this period was typed by a person.')
      return undefined
    }
    const [fromOn, toOn] = [dayWords(firstAt), dayWords(lastAt)]
    out(
      `${fromOn} 至 ${toOn} 办结并由人定类的事项 ${rows.length} 件，其中改正系统建议 ${corrections} 件。 ${rows.length} closed matters, ${corrections} corrections.`,
    )
    if (outdated > 0)
      out(`${outdated} 件的类型已不在目录里，没有使用。 ${outdated} of types no longer in the catalogue.`)
    if (rare.length > 0)
      out(
        `太少、留给关键词：${rare.map(r => `${r.label}（${r.rows}）`).join('、')}。 Too rare, left to the keywords.`,
      )
    return { rows, sha256, own: { by: wish.by, fromOn, toOn } }
  })

type OwnWish = { by: 'type' | 'module'; from?: string; to?: string; out: string }

const understood = (
  args: readonly string[],
): { files: readonly string[]; out: string } | OwnWish | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        own: { type: 'boolean' },
        by: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
      },
    })
    const { own, by, from, to, out } = values
    if (!out || (own ?? false) === positionals.length > 0) return undefined
    if (!own) return (by ?? from ?? to) ? undefined : { files: positionals, out }
    if (by !== undefined && by !== 'type' && by !== 'module') return undefined
    return {
      by: by ?? 'type',
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      out,
    }
  } catch {
    return undefined
  }
}

const said = ({ file, line, zh, en }: LineProblem): string =>
  `${file} 第 ${line} 行：${zh}。 Line ${line}: ${en}.`

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const tableOf = (scores: Scores): string[] => [
  `交叉验证 ${scores.folds} 折：宏平均 F1 ${scores.macroF1CrossValidated}，正确率 ${percent(scores.accuracy)}。 Cross-validated.`,
  `可自动采纳 ${percent(scores.sureShare)}，其中正确 ${percent(scores.sureRight)}；其余交人判断。 Sure suggestions; the rest go to a person.`,
  ...Object.entries(scores.f1).map(([label, f1]) => `  F1 ${f1.toFixed(3)}  ${label}`),
]
