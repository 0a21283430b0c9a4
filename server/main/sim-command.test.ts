// `npx jiewang sim`: a past is laid into an empty database and not a second time, the clock runs as fast as it is told, a
// storm comes – and none of it where people are real.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { inWorld } from './in-world.ts'
import { readSettings, root, type Settings } from './settings.ts'
import { simCommand } from './sim-command.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-sim-'))
let settings: Settings
let drop: () => Promise<void>

before(async () => {
  const fresh = await freshDatabase()
  settings = { ...readSettings({}), dataDir, databaseUrl: fresh.url }
  drop = fresh.drop
})
after(async () => {
  await drop()
  rmSync(dataDir, { recursive: true })
})

const run = async (line: string, given = settings): Promise<{ code: number; told: string }> => {
  const told: string[] = []
  const code = await simCommand(line.split(' ').filter(Boolean), given, l => told.push(l))
  return { code, told: told.join('\n') }
}

test('what it does not understand it explains', async () => {
  for (const line of [
    '',
    'history now',
    'history --days 0',
    'history --profile b',
    'speed',
    'speed 0',
    'speed 9999',
    'rain',
    'storm 3',
  ]) {
    const { code, told } = await run(line)
    assert.equal(code, 2, line)
    assert.match(told, /sim history/)
  }
})

test('without a past there is no clock to set', async () => {
  for (const line of ['speed 60', 'storm']) assert.equal((await run(line)).code, 1)
})

test('days of a past, once; then speed and storm', async () => {
  const first = await run('history --seed 5 --days 4')
  assert.equal(first.code, 0, first.told)
  assert.match(first.told, /铺开 \d+ 件/)
  const again = await run('history')
  assert.equal(again.code, 1)
  assert.match(again.told, /空库/)
  assert.equal((await run('speed 60')).code, 0)
  assert.equal((await run('storm')).code, 0)
  await inWorld(settings, async ({ clock, now }) => {
    const row = clock.row()!
    assert.equal(row.speed, 60)
    assert.ok(row.stormAt !== null && row.stormAt <= now() && now() - row.stormAt < 60 * 60_000)
  })
})

test('where people are real nothing is simulated', async () => {
  const packDir = join(dataDir, 'real')
  cpSync(join(root, 'packs', 'longxi'), packDir, { recursive: true })
  const file = join(packDir, 'pack.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^synthetic: true$/m, 'synthetic: false'))
  const fresh = await freshDatabase()
  try {
    const { code, told } = await run('storm', { ...settings, packDir, databaseUrl: fresh.url })
    assert.equal(code, 1)
    assert.match(told, /合成数据/)
  } finally {
    await fresh.drop()
  }
})
