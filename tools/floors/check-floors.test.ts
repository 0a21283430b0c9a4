// The floors check must see every kind of wrong arrow, and only wrong ones.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFloors } from './check-floors.ts'

const house = (files: Record<string, string>) => new Map(Object.entries(files))

const told = (files: Record<string, string>): string[] =>
  checkFloors(house(files)).map(({ path, line, why }) => `${path}:${line}: ${why}`)

const wrong: readonly (readonly [string, string, string, RegExp])[] = [
  ['looking up', 'core/kit/a.ts', `import { b } from '#core/life/b.ts'`, /core\/kit looks up to core\/life/],
  ['type-only', 'core/kit/a.ts', `import type { B } from '#desk/b.ts'`, /looks up to desk/],
  ['import type()', 'core/kit/a.ts', `type B = import('#desk/b.ts').B`, /looks up to desk/],
  ['export from', 'core/life/a.ts', `export { b } from '#core/lives/b.ts'\nconst a = 1`, /looks up/],
  ['dynamic', 'wire/a.ts', `const b = await import('#sim/b.ts')`, /wire looks up to sim/],
  ['relative', 'core/kit/a.ts', `import { b } from '../life/b.ts'`, /core\/kit looks up/],
  ['neighbours', 'core/sort/a.ts', `import { b } from '#core/dispatch/b.ts'`, /neighbours on one floor/],
  ['wire and desk', 'wire/a.ts', `import { b } from '#desk/b.ts'`, /neighbours/],
  ['server rooms', 'server/http/a.ts', `import { b } from '#server/gate/b.ts'`, /neighbours/],
  ['store up', 'server/store/a.ts', `import { b } from '#server/jobs/b.ts'`, /looks up/],
  ['main is above', 'server/live/a.ts', `import { b } from '#server/main/b.ts'`, /looks up/],
  ['the wall, in', 'server/main/a.ts', `import type { B } from '#ui/b.tsx'`, /thick wall/],
  ['the wall, out', 'web/a.tsx', `import type { B } from '#server/store/b.ts'`, /thick wall/],
  ['screens apart', 'web/a.tsx', `import { b } from '#resident/b.tsx'`, /neighbours/],
  ['a test as a part', 'desk/a.ts', `import { b } from '#test/b.ts'`, /nothing looks up to tests/],
  ['a fixture as a part', 'desk/a.ts', `import { b } from './b.fixture.ts'`, /nothing looks up to tests/],
  ['package in core', 'core/sort/a.ts', `import type { T } from '@node-rs/jieba'`, /core has no packages/],
  ['node in core', 'core/kit/a.ts', `import { createHash } from 'node:crypto'`, /no node:/],
  ['node in a browser', 'desk/a.ts', `import fs from 'node:fs'`, /browser/],
  ['pg outside', 'server/http/a.ts', `import pg from 'pg'`, /server\/store only/],
  ['React outside', 'server/http/a.ts', `import { useState } from 'react'`, /screen wing/],
  ['leaving relatively', 'desk/a.ts', `import { b } from '../core/kit/b.ts'`, /"#core\/kit\/b.ts"/],
  ['computed', 'server/main/a.ts', 'await import(name)', /computed path/],
  ['no room', 'attic/a.ts', 'export const a = 1', /no room of the house/],
  ['no core room', 'core/helpers/a.ts', 'export const a = 1', /no room of the house/],
  ['the time', 'core/kit/a.ts', '\nconst now = Date.now()', /a\.ts:2: core uses Date/],
  ['a Date type', 'core/kit/a.ts', 'export type At = Date', /core uses Date/],
  ['chance', 'core/kit/a.ts', 'const r = Math.random()', /core uses Math.random/],
  ['chance, quoted', 'core/kit/a.ts', `const r = Math['random']()`, /core uses Math.random/],
  ['chance, unpacked', 'core/kit/a.ts', 'const { random } = Math', /core uses Math:/],
  ['a timer', 'core/watch/a.ts', 'setTimeout(() => {}, 1)', /core uses setTimeout/],
  ['hidden in a template', 'core/kit/a.ts', ['const a = `${', 'process.pid}`'].join(''), /core uses process/],
  ['shorthand', 'core/kit/a.ts', 'export const ports = { fetch }', /core uses fetch/],
  ['SQL', 'server/http/a.ts', 'const q = `\n  select *\n  from fact`', /SQL outside server\/store: select/],
  ['SQL in capitals', 'desk/a.ts', `const q = 'UPDATE matter SET n = 1'`, /SQL outside/],
  ['a barrel', 'desk/index.ts', `export { a } from './a.ts'\nexport { b } from './b.ts'`, /a barrel file/],
  ['a star', 'desk/a.ts', `export * from './b.ts'\nexport const a = 1`, /a barrel file/],
  ['a barrel in two steps', 'desk/a.ts', `import { b } from './b.ts'\nexport { b }`, /a barrel file/],
]

for (const [name, path, text, why] of wrong) {
  test(`wrong: ${name}`, () => {
    const lines = told({ [path]: text })
    assert.equal(lines.length, 1, lines.join('\n'))
    assert.match(lines[0] ?? '', why)
  })
}

const right: readonly (readonly [string, string, string])[] = [
  ['looking down', 'server/http/a.ts', `import { b } from '#server/store/b.ts'\nimport '#core/kit/c.ts'`],
  [
    'main holds all',
    'server/main/a.ts',
    `import '#server/http/b.ts'\nimport '#server/gate/c.ts'\nimport 'node:fs'`,
  ],
  ['one room', 'core/life/a.ts', `import { b } from './parts/b.ts'`],
  [
    'a screen',
    'web/a.tsx',
    `import { useState } from 'react'\nimport '#ui/b.tsx'\nconst a = <p>{Date.now()}</p>`,
  ],
  [
    'words only',
    'core/kit/a.ts',
    '// Date.now() and Math.random()\nconst a = "Date fetch"; const b = /process/',
  ],
  [
    'members',
    'core/kit/a.ts',
    'const a = { Date: 1, process: 2 }; export const b = a.Date + Math.max(1, a.process)',
  ],
  ['own names', 'core/appraise/a.ts', 'export const f = (performance: number) => performance * 2'],
  ['fields in types', 'core/kit/a.ts', 'export type A = { readonly process: string; fetch(): void }'],
  [
    'a sentence',
    'web/a.tsx',
    `const a = 'Select a place from the map'; const b = 'please select one from the list'`,
  ],
  ['the store', 'server/store/a.ts', `import pg from 'pg'\nconst q = 'select 1 from fact'`],
  ['a test', 'core/kit/a.test.ts', `import fs from 'node:fs'\nimport '#server/main/b.ts'\nDate.now()`],
  ['a tool', 'tools/a.ts', `import pg from 'pg'\nconst q = 'select 1 from fact'`],
]

for (const [name, path, text] of right) {
  test(`right: ${name}`, () => assert.deepEqual(told({ [path]: text }), []))
}

test('a circle is told once, with its whole way', () => {
  const lines = told({
    'desk/a.ts': `import './b.ts'`,
    'desk/b.ts': `export { c } from './c.ts'\nexport const b = 1`,
    'desk/c.ts': `\nimport './a.ts'`,
  })
  assert.deepEqual(lines, [
    'desk/a.ts:1: imports go in a circle: desk/a.ts → desk/b.ts → desk/c.ts → desk/a.ts',
  ])
})

test('types may speak of each other', () => {
  const files = { 'desk/a.ts': `import type { B } from './b.ts'`, 'desk/b.ts': `import { a } from './a.ts'` }
  assert.deepEqual(told(files), [])
})

test('an exception silences one arrow, and is itself wrong once idle', () => {
  const files = house({ 'core/kit/a.ts': `import '#core/life/b.ts'\nimport '#desk/c.ts'` })
  const excepted = { path: 'core/kit/a.ts', why: 'core/life', reason: 'in this test' }
  assert.deepEqual(
    checkFloors(files, [excepted]).map(w => w.line),
    [2],
  )
  const idle = checkFloors(house({ 'core/kit/a.ts': 'export const a = 1' }), [excepted])
  assert.match(idle[0]?.why ?? '', /nobody needs/)
})
