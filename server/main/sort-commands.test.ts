import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { classifyCommand } from './classify-command.ts'
import { readSettings } from './settings.ts'
import { trainCommand } from './train-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'jiewang-sort-'))
after(() => rmSync(dir, { recursive: true }))
const file = (name: string, content: string | Buffer): string => {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}
const run = async (command: typeof classifyCommand, ...args: string[]) => {
  const lines: string[] = []
  const code = await command(args, line => lines.push(line))
  return { code, text: lines.join('\n') }
}
const quietTrain: typeof classifyCommand = (args, out) => trainCommand(args, readSettings({}), out, () => {})

const texts = { 水: '自来水停了，水管没有水', 电: '小区停电，电线冒火花', 路: '路面塌陷，坑很大' }
const rows = Object.entries(texts).flatMap(([label, text]) =>
  Array.from({ length: 40 }, (_, i) => JSON.stringify({ title: `第${i}次反映`, body: text, label })),
)
const labelled = file('rows.jsonl.gz', gzipSync(rows.join('\n')))
const model = join(dir, 'a.model')

test('rows in, model out, with its scores and the hash of its rows', async () => {
  const { code, text } = await run(quietTrain, labelled, '--out', model)
  assert.equal(code, 0, text)
  assert.match(text, /宏平均 F1 1，/)
  assert.match(text, /120 行.*SHA-256 [0-9a-f]{64}/)
})

test('each row gets label, confidence and words; a broken one is told and not lost', async () => {
  await run(quietTrain, labelled, '--out', model)
  const input = file('in.jsonl', '{"id":"7","title":"停电了","body":"小区停电"}\nnot json\n{"id":"8"}\n')
  const out = join(dir, 'out.jsonl')
  const { code, text } = await run(classifyCommand, '--model', model, '--in', input, '--out', out)
  assert.equal(code, 1, text)
  const [first, second, third] = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map(l => JSON.parse(l))
  assert.equal(first.id, '7')
  assert.equal(first.label, '电')
  assert.ok(first.words.some((w: { word: string }) => w.word.includes('停电')))
  assert.deepEqual(second, { line: 2, error: '不是 JSON' })
  assert.deepEqual(third, { line: 3, error: '没有 title、body 或 text' })
  assert.match(text, /3 行/)
})

const wrongs: readonly [string, string[], RegExp, number][] = [
  ['no words at all', [], /用法/, 2],
  ['files and --own', [labelled, '--own', '--out', model], /用法/, 2],
  ['an unknown label set', ['--own', '--by', 'colour', '--out', model], /用法/, 2],
  ['no such file', ['/no/such.jsonl', '--out', model], /找不到文件/, 1],
  ['one label', [file('one.jsonl', rows.slice(0, 40).join('\n')), '--out', model], /只有 1 个类别/, 1],
  ['a row without label', [file('bad.jsonl', '{"body":"x"}\n'), '--out', model], /第 1 行：缺少 label/, 1],
]
for (const [name, args, says, wanted] of wrongs)
  test(`training says what is wrong: ${name}`, async () => {
    const { code, text } = await run(quietTrain, ...args)
    assert.equal(code, wanted)
    assert.match(text, says)
  })

test('what is no model is refused with a sentence', async () => {
  const input = file('one-row.jsonl', '{"body":"停电"}\n')
  const noModel = file('no.model', gzipSync('{"jiewang":"sort-model","version":1}'))
  for (const m of [noModel, labelled, join(dir, 'absent')])
    await assert.rejects(
      run(classifyCommand, '--model', m, '--in', input, '--out', join(dir, 'o')),
      /不是分类模型|找不到模型文件/,
    )
})
