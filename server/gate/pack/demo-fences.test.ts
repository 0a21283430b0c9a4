// fences.yaml is checked like every file of a pack: each mistake with its line and what would be right.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { smallPack } from '#test/support/small-pack.ts'
import { definitionAt, fencesFile, readDemoFences } from './demo-fences.ts'
import { problemText } from './problem-text.ts'
import { readPack } from './read-pack.ts'

const read = (text: string): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'jiewang-fences-'))
  try {
    writeFileSync(join(folder, fencesFile), text)
    return readDemoFences(folder, smallPack).problems.map(p => problemText('', p))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const fence = (lines: string) => `fences:
  - id: pit
    days: 3
    words: 深坑
    fence:
      name: 坑
      subjectType: facility
      subjectId: pit-1
      shape: { kind: circle, centre: [106.004, 29.808], radiusM: 50 }
      rule: { kind: must-not-enter }
      watches: [vehicle]
      severity: minor
${lines}`

test('a fence that is right has nothing to be said about; a pack without the file neither', () => {
  assert.deepEqual(read(fence('')), [])
  assert.deepEqual(readDemoFences('/nowhere', smallPack).fences, [])
})

test('each mistake has its line', () => {
  const said = read(
    fence(
      '      person: 张三\n      schedule: { kind: hours, calendar: 没有, days: all, hours: [[0, 60]] }\n',
    ),
  )
  assert.equal(said.length, 1, said.join('\n'))
  assert.match(said[0]!, /fences\.yaml:13:.*fence\.person/)
  const calendar = read(
    fence('      schedule: { kind: hours, calendar: 没有, days: all, hours: [[0, 60]] }\n'),
  )
  assert.match(calendar[0]!, /fences\.yaml:13:.*没有工作日历 没有/)
  assert.match(read(fence('').replace('radiusM: 50', 'radiusM: 0'))[0]!, /fences\.yaml:9:.*radiusM/)
})

test('the fences of longxi are right, and no longer in force than they may be', () => {
  const folder = fileURLToPath(new URL('../../../packs/longxi', import.meta.url))
  const pack = readPack(folder)
  assert.ok(pack.ok)
  const { fences, problems } = readDemoFences(folder, pack.pack)
  assert.deepEqual(problems, [])
  assert.ok(fences.length >= 5)
  const first = definitionAt(fences[0]!, 1_000_000_000)
  assert.ok(Number(first.expiresAt) > 1_000_000_000)
})
