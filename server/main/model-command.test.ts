// A district learns from its own closed matters, compares, and only then sorts by what it learned – told on the demo
// district with words no keyword knows.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Instant, instant, msPerDay, msPerMinute } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { migrate } from '#server/store/migrate.ts'
import { freshDatabase } from '#test/support/database.ts'
import { type CoreWorld, openCoreWorld, wallClock } from './core-world.ts'
import { dayWords } from './days.ts'
import { modelCommand } from './model-command.ts'
import { readSettings, root, type Settings } from './settings.ts'
import { trainCommand } from './train-command.ts'
import { whatifCommand } from './whatif-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'jiewang-model-'))
const good = join(dir, 'good.model')
const poor = join(dir, 'poor.model')
const packDir = join(root, 'packs', 'longxi')
const texts: Readonly<Record<string, string>> = {
  GS08: '杆子歪斜倒伏，黑黢黢的',
  MD03: '呛得眼泪直流，锅灶味道大',
  MD01: '彻夜搓牌喧哗，娃儿睡不着',
}
const now = wallClock()
let settings: Settings
let core: CoreWorld
let drop: () => Promise<void>

/** Settled on the spot by an officer who names the type: typed by a person, and closed. */
const settle = async (id: string, at: Instant, type: string, words: string) => {
  const district = core.district()
  const post = district.posts.find(p => p.role === 'community_worker')!
  const [person] = district.holdersOf(post.id, at)
  const r = await core.receive({
    report: {
      source: 'test',
      sourceId: id,
      channel: 'officer-app',
      at,
      words,
      type,
      photos: [],
      lang: 'zh',
      onSpot: { result: '已当场处理' },
    },
    actor: { kind: 'officer', person: person!.id, post, unit: district.unit(post.unit)! },
  })
  assert.ok(!isRefusal(r), JSON.stringify(r))
}

before(async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  settings = { ...readSettings({}), databaseUrl: fresh.url, packDir, dataDir: dir }
  core = await openCoreWorld(fresh.url, settings)
  drop = fresh.drop
  for (const [type, text] of Object.entries(texts))
    for (let i = 0; i < 20; i++) {
      const ago = (days: number) => instant(now - days * msPerDay - i * msPerMinute)
      await settle(`old-${type}-${i}`, ago(50), type, `第${i}次反映，${text}`)
      await settle(`new-${type}-${i}`, ago(10), type, `又来反映${i}，${text}`)
    }
})
after(async () => {
  await core.db.close()
  await drop()
  rmSync(dir, { recursive: true })
})

const run = async (
  command: (args: readonly string[], s: Settings, out: (line: string) => void) => Promise<number>,
  ...args: string[]
) => {
  const lines: string[] = []
  const code = await command(args, settings, line => lines.push(line))
  return { code, text: lines.join('\n') }
}
const train = (args: readonly string[], s: Settings, out: (line: string) => void) =>
  trainCommand(args, s, out, () => {})

test('it learns from closed matters typed by people, and keeps the last month aside', async () => {
  const { code, text } = await run(train, '--own', '--out', good)
  assert.equal(code, 0, text)
  assert.match(text, /人定类的事项 60 件，其中改正系统建议 0 件/)
  assert.match(text, /60 行/)
})

test('compared with the keywords on last month’s matters', async () => {
  const { code, text } = await run(modelCommand, 'compare', good)
  assert.equal(code, 0, text)
  assert.match(text, /人定过类型的事项 60 件/)
  assert.match(text, /新 new {2}正确 100\.0 %/)
  assert.doesNotMatch(text, /注意/, 'none of them was learned from')
  const seen = await run(modelCommand, 'compare', good, '--from', dayWords(instant(now - 60 * msPerDay)))
  assert.match(seen.text, /注意/)
})

test('in force it suggests, and the fact names it; what it knows no word of is left to the keywords', async () => {
  assert.equal(core.path().sort({ words: texts.GS08! }).model, undefined)
  const { code, text } = await run(modelCommand, 'use', good)
  assert.equal(code, 0, text)
  await core.shelf.refresh()
  const said = core.path().sort({ words: `街口${texts.GS08}` })
  assert.deepEqual([said.type, said.sure], ['GS08', true])
  assert.match(said.model ?? '', /^[0-9a-f]{12}$/)
  const r = await core.receive({
    report: {
      source: 'test',
      sourceId: 'fresh',
      channel: 'hotline-12345',
      at: core.now(),
      words: `街口${texts.GS08}`,
      photos: [],
      lang: 'zh',
    },
    actor: { kind: 'gate', source: 'test' },
  })
  assert.ok(!isRefusal(r))
  const facts = await core.store.factsOf(r.number)
  const suggested = facts.find(f => f.type === 'suggested')!
  assert.deepEqual([suggested.data.type, suggested.data.model], ['GS08', said.model])
  assert.equal(suggested.data.rules, core.district().version)
  const list = await run(modelCommand, 'list')
  assert.match(list.text, new RegExp(`→ ${said.model} .*学自 60 行`))
  assert.match((await run(modelCommand, 'use', good)).text, /已在用/)
})

test('a worse one is refused, and taken only when somebody insists', async () => {
  // Learned from a file in which every label stands on the wrong text.
  const [a, b, c] = Object.keys(texts) as [string, string, string]
  const wrong = [
    [a, texts[b]],
    [b, texts[c]],
    [c, texts[a]],
  ]
  const rows = wrong.flatMap(([label, body]) =>
    Array.from({ length: 20 }, (_, i) => JSON.stringify({ label, body: `第${i}次，${body}` })),
  )
  const file = join(dir, 'wrong.jsonl.gz')
  writeFileSync(file, gzipSync(rows.join('\n')))
  await run(train, file, '--out', poor)
  const no = await run(modelCommand, 'use', poor)
  assert.equal(no.code, 1)
  assert.match(no.text, /新的比在用的差/)
  const yes = await run(modelCommand, 'use', poor, '--anyway')
  assert.equal(yes.code, 0, yes.text)
  await core.shelf.refresh()
  assert.equal(core.path().sort({ words: texts.GS08! }).type, c)
})

test('what if the better one had sorted: more would have been right, and nothing is written', async () => {
  const days = ['--from', dayWords(instant(now - 12 * msPerDay)), '--to', dayWords(now)]
  const before = await core.db.system('select count(*) from fact')
  const { code, text } = await run(whatifCommand, '--model', good, ...days, '--json')
  assert.equal(code, 0, text)
  const sum = JSON.parse(text)
  assert.equal(sum.matters, 61)
  assert.deepEqual(await core.db.system('select count(*) from fact'), before)
  const same = await run(whatifCommand, '--pack', packDir, ...days)
  assert.match(same.text, /分类不同 0 件/)
  assert.match(same.text, /派到别处 0 件/)
})

test('the keywords can be put back', async () => {
  const { code } = await run(modelCommand, 'use', '--none')
  assert.equal(code, 0)
  await core.shelf.refresh()
  assert.equal(core.path().sort({ words: texts.GS08! }).model, undefined)
  assert.match((await run(modelCommand, 'list')).text, /→ （关键词 keywords）/)
})

const wrongs: readonly (readonly [string, typeof modelCommand, string[], number])[] = [
  ['no such verb', modelCommand, ['praise'], 2],
  ['use without a file', modelCommand, ['use'], 2],
  ['a day that is none', modelCommand, ['compare', good, '--from', '2026-02-30'], 2],
  ['what-if without anything else', whatifCommand, ['--from', '2026-01-01', '--to', '2026-01-31'], 2],
  ['what-if without a period', whatifCommand, ['--pack', packDir], 2],
]
for (const [name, command, args, wanted] of wrongs)
  test(`it says how: ${name}`, async () => assert.equal((await run(command, ...args)).code, wanted))
