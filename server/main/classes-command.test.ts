import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { classesCommand } from './classes-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'jiewang-classes-'))
after(() => rmSync(dir, { recursive: true }))
const run = async (...args: string[]) => {
  const lines: string[] = []
  const code = await classesCommand(args, line => lines.push(line))
  return { code, text: lines.join('\n') }
}
type Row = { rank: number; name: string; ids: string[]; first: string; last: string; terms: object }
const rowsOf = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

test('a file in, one line a group out; broken lines are told by number and lose nothing else', async () => {
  const [from, to] = [join(dir, 'in.jsonl'), join(dir, 'out.jsonl')]
  const row = (id: string) =>
    JSON.stringify({ id, time: '2020-05-01T08:00:00', title: '停水', body: '小区停水三天了没人管' })
  writeFileSync(
    from,
    [row('1'), 'not json', row('2'), '{"id":"3","time":"gestern","body":"x"}', row('1')].join('\n'),
  )
  const { code, text } = await run('--in', from, '--out', to)
  assert.equal(code, 1)
  for (const told of [/第 2 行.*JSON/, /第 4 行.*gestern/, /第 5 行.*重复/, /2 条留言归为 1 类/])
    assert.match(text, told)
  assert.deepEqual(
    rowsOf(to).map(r => [r.rank, r.name, r.ids]),
    [[1, '停水', ['1', '2']]],
  )
})

test('no words and no file are told', async () => {
  assert.equal((await run()).code, 2)
  assert.match((await run('--in', join(dir, 'none'), '--out', join(dir, 'o'))).text, /找不到文件/)
})

const messages = join(process.env.JIEWANG_DATA ?? '../shared/data', 'messages/hot_messages.jsonl.gz')
const absent = existsSync(messages) ? false : `no ${messages}: set JIEWANG_DATA`

test('topics of a real city that several people agreed on are found, the worked examples whole', {
  skip: absent,
}, async () => {
  const to = join(dir, 'hot.jsonl')
  const { code, text } = await run('--in', messages, '--out', to)
  assert.equal(code, 0, text)
  const groups = rowsOf(to)
  const rows = gunzipSync(readFileSync(messages))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { id: string; title: string; body: string })
  for (const [from, last] of [
    [360100, 360109],
    [360110, 360114],
  ] as const) {
    const ids = Array.from({ length: last - from + 1 }, (_, i) => String(from + i))
    assert.ok(
      groups.some(g => ids.every(id => g.ids.includes(id))),
      `${from}…${last}`,
    )
  }
  const topics: readonly [RegExp, 'title' | 'both'][] = [
    [/伊景园/, 'both'],
    [/58车[贷货]/, 'both'],
    [/五矿万境K9/, 'title'],
    [/海外滩.*(高铁|噪)|高铁.*海外滩/, 'title'],
    [/江山帝景.*(隐患|脏)/, 'title'],
    [/泉星公园.*(优化|公示)|(优化|公示).*泉星公园/, 'title'],
    [/凉塘路.*改造/, 'title'],
    [/购房补贴|人才.*补贴/, 'title'],
    [/辉煌国际城/, 'title'],
    [/丽发新城.*搅拌|搅拌.*丽发新城/s, 'both'],
  ]
  for (const [topic, where] of topics) {
    const ids = new Set(
      rows.filter(r => topic.test(where === 'title' ? r.title : `${r.title}\n${r.body}`)).map(r => r.id),
    )
    const best = Math.max(
      ...groups.map(g => {
        const both = g.ids.filter(id => ids.has(id)).length
        return both / (ids.size + g.ids.length - both)
      }),
    )
    assert.ok(best >= 0.75, `${topic}: ${best.toFixed(2)}`)
  }
})
