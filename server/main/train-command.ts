// `jiewang train`: labelled rows become a model, tried on rows it had not seen, in one small file.
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { learn } from '#core/sort/learn/learn.ts'
import type { Scores } from '#core/sort/learn/model.ts'
import { type LineProblem, readLabelled } from '#server/gate/sort/labelled.ts'
import { writeModel } from '#server/gate/sort/model-file.ts'

const usage = [
  '用法 usage: jiewang train <标注文件.jsonl[.gz]>… --out <模型>',
  '  每行一个 JSON：label，以及 title/body（原文）或 tokens（已分词，空格隔开）。',
  '  One JSON object a line: label, and title/body as written or tokens cut by spaces.',
]
const mostShown = 5

export const trainCommand = async (
  args: readonly string[],
  out: (line: string) => void,
  progress: (text: string) => void = text => void process.stderr.write(text),
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  const absent = wish.files.find(f => !statSync(f, { throwIfNoEntry: false })?.isFile())
  if (absent !== undefined) {
    out(`找不到文件 ${absent}。 No such file.`)
    return 1
  }
  const { rows, sha256, problems } = await readLabelled(wish.files)
  for (const problem of problems.slice(0, mostShown)) out(said(problem))
  if (problems.length > 0) out(`共 ${problems.length} 行没有使用。 ${problems.length} line(s) were left out.`)
  const labels = new Set(rows.map(r => r.label)).size
  if (labels < 2) {
    out(`可用的 ${rows.length} 行里只有 ${labels} 个类别，至少要两个。 At least two labels are needed.`)
    return 1
  }
  const startMs = performance.now()
  const { scores, ...model } = learn(rows, share =>
    progress(`\r训练中 training ${Math.round(share * 100)} %${share === 1 ? '\n' : ''}`),
  )
  const seconds = (performance.now() - startMs) / 1000
  const on = new Date().toISOString().slice(0, 10)
  const bytes = writeModel(wish.out, {
    ...model,
    made: { dataSha256: sha256, on, rows: rows.length, scores },
  })
  for (const line of tableOf(scores)) out(line)
  out(
    `${rows.length} 行，${seconds.toFixed(1)} 秒，模型 ${wish.out}（${Math.ceil(bytes / 1024)} KB），训练数据 SHA-256 ${sha256}。 Model written.`,
  )
  return 0
}

const understood = (args: readonly string[]): { files: readonly string[]; out: string } | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    })
    return positionals.length > 0 && values.out ? { files: positionals, out: values.out } : undefined
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
