// `jiewang classify`: each row of a file gets its label, how sure that is, and the words that decided.

import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { makeClassifier } from '#core/sort/learn/model.ts'
import { jsonLines } from '#server/gate/json-lines.ts'
import { textOf } from '#server/gate/sort/labelled.ts'
import { readModel } from '#server/gate/sort/model-file.ts'

const usage = [
  '用法 usage: jiewang classify --model <模型> --in <文件.jsonl[.gz]> --out <结果.jsonl>',
  '  输入每行含 title、body；输出每行：id（如有）、label、confidence、sure、words。读不懂的行写成 {"line","error"}。',
  '  Each row gets label, confidence, whether it is sure, and the words that decided; a broken line is told as such.',
]

export const classifyCommand = async (
  args: readonly string[],
  out: (line: string) => void,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  if (!statSync(wish.in, { throwIfNoEntry: false })?.isFile()) {
    out(`找不到文件 ${wish.in}。 No such file.`)
    return 1
  }
  const classify = makeClassifier(readModel(wish.model))
  const file = createWriteStream(wish.out)
  const count = { all: 0, sure: 0, broken: 0 }
  let ms = 0
  for await (const line of jsonLines(wish.in)) {
    count.all++
    const text = 'wrong' in line ? undefined : textOf(line.value)
    if (text === undefined) {
      count.broken++
      const error = 'wrong' in line ? line.wrong : '没有 title、body 或 text'
      await write(file, { line: line.number, error })
      continue
    }
    const startMs = performance.now()
    const { label, confidence, sure, why } = classify(text)
    ms += performance.now() - startMs
    if (sure) count.sure++
    const id = 'value' in line ? line.value.id : undefined
    await write(file, {
      ...(id === undefined ? {} : { id }),
      label,
      confidence: Math.round(confidence * 10_000) / 10_000,
      sure,
      words: why,
    })
  }
  file.end()
  await finished(file)
  const rate = ms > 0 ? Math.round((count.all - count.broken) / (ms / 1000)) : 0
  out(
    `${count.all} 行，${count.sure} 行可自动采纳，${count.broken} 行读不懂；每秒 ${rate} 条。 ${count.all} rows, ${count.sure} sure, ${count.broken} broken; ${rate} a second.`,
  )
  return count.broken === 0 ? 0 : 1
}

const write = async (file: ReturnType<typeof createWriteStream>, row: object): Promise<void> => {
  if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain')
}

type Wish = { model: string; in: string; out: string }

const understood = (args: readonly string[]): Wish | undefined => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { model: { type: 'string' }, in: { type: 'string' }, out: { type: 'string' } },
    })
    const { model, in: from, out } = values
    return model && from && out ? { model, in: from, out } : undefined
  } catch {
    return undefined
  }
}
