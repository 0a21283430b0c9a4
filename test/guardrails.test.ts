// The dangerous features of such systems have no column here, no field and no dictionary entry; every table that holds
// something of people says why and for how long. Read from the migrated database, the pack's shapes and the wire.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Pack } from '#core/district/district.ts'
import { lives } from '#core/lives/all.ts'
import { readFence } from '#core/watch/check-fence.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { documentShapes, tableShapes } from '#server/gate/pack/shapes.ts'
import { migrate } from '#server/store/migrate.ts'
import * as commands from '#wire/commands.ts'
import { bodyOf } from '#wire/moves.ts'
import * as views from '#wire/views.ts'
import * as watch from '#wire/watch.ts'
import { freshDatabase } from './support/database.ts'
import { type Column, forbiddenName, wrongsOfSchema, wrongsOfShape } from './support/guardrails.ts'
import { smallPack } from './support/small-pack.ts'

/** Columns that sound personal and are not. */
const excused = {
  'migration.name': 'name of a schema file',
  'sign_in_attempt.login_hash': 'hash of what was typed, with nobody behind it',
}

const schemaOf = async (url: string): Promise<[Column[], Map<string, string | null>]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(
      `select c.table_name as "table", c.column_name as "column", c.udt_name as type,
              obj_description(format('public.%I', c.table_name)::regclass) as comment
       from information_schema.columns c where c.table_schema = 'public' order by 1, c.ordinal_position`,
    )
    return [rows, new Map(rows.map(r => [r.table, r.comment]))]
  } finally {
    await client.end()
  }
}

const migrated = () =>
  freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })

test('the database has no place for what must not be known, and tags what it knows of people', async () => {
  const fresh = await migrated()
  try {
    const [columns, comments] = await schemaOf(fresh.url)
    assert.ok(comments.size >= 15, `${comments.size} tables read`)
    assert.deepEqual(wrongsOfSchema(columns, comments, excused), [])
  } finally {
    await fresh.drop()
  }
})

test('every vault record must have its purpose, its basis and its end', async () => {
  const fresh = await migrated()
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select column_name from information_schema.columns where table_name = 'vault_record' and is_nullable = 'NO'`,
    )
    const required = rows.map(r => r.column_name)
    for (const tag of ['purpose', 'legal_basis', 'keep_until_days']) assert.ok(required.includes(tag), tag)
  } finally {
    await client.end()
    await fresh.drop()
  }
})

test('a table made against the rules is found out', async () => {
  const fresh = await migrated()
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  try {
    await client.query(
      `create table helped_person (district text, name text, phone text, risk_score int, level text, minzu text,
         home_point point, face_embedding bytea);
       create table reporter_log (name text);
       comment on table reporter_log is 'no personal data: really';
       create table hazard (district text, id text, level text, point point);
       comment on table hazard is 'no personal data: places'`,
    )
    const wrongs = wrongsOfSchema(...(await schemaOf(fresh.url)), excused).join('\n')
    for (const expected of [
      /helped_person says nothing/,
      /helped_person.G-01 risk_score/,
      /helped_person.G-01 level/,
      /helped_person.G-02 minzu/,
      /helped_person.G-03 home_point/,
      /home_point: G-03 a point/,
      /helped_person.G-05 face_embedding/,
      /reporter_log has name/,
    ])
      assert.match(wrongs, expected)
    assert.doesNotMatch(wrongs, /hazard/, 'a place may have a level and a point')
  } finally {
    await client.end()
    await fresh.drop()
  }
})

test('nothing of the kind crosses the network or fits into a move', () => {
  const wire = { ...commands, ...views, ...watch }
  assert.ok(Object.keys(wire).length > 15)
  for (const [name, shape] of Object.entries(wire)) assert.deepEqual(wrongsOfShape(name, shape), [])
  for (const life of Object.values(lives))
    for (const [move, spec] of Object.entries(life.moves)) {
      const needs = (spec as { needs?: Parameters<typeof bodyOf>[0] }).needs ?? {}
      assert.deepEqual(wrongsOfShape(`${life.name}.${move}`, bodyOf(needs)), [])
    }
  assert.equal(wrongsOfShape('x', { properties: { name: {}, riskLevel: {} } }).length, 1)
  assert.equal(wrongsOfShape('x', { properties: { name: {}, phone: {}, level: {}, lng: {} } }).length, 2)
  assert.equal(wrongsOfShape('x', { properties: { tag: { anyOf: [{ const: '前科人员' }] } } }).length, 1)
})

/** Entries a district can choose people's fate by: names of types, reasons, channels. What people write is not judged. */
const dictionariesOf = (pack: Pack): string[] => [
  ...[pack.modules, pack.types, pack.exits, pack.returnReasons, pack.suspendReasons, pack.declineReasons]
    .flat()
    .flatMap(entry => [entry.code, entry.zh, entry.en]),
  ...pack.channels.flatMap(c => [c.code, c.zh, c.en]),
  ...pack.people.flatMap(p => (p.officerType === undefined ? [] : [p.officerType])),
]

test('G-07 a fence cannot name a person, and G-10 an officer has no track that could be asked for', async () => {
  const written = {
    id: 'x',
    geometryVersion: 1,
    name: '某人住处',
    subjectType: 'person',
    subjectId: '500101199001011234',
    shape: { kind: 'circle', centre: [106, 29.8], radiusM: 50 },
    rule: { kind: 'must-not-leave' },
    watches: ['officer'],
    severity: 'minor',
    startsAt: 0,
    expiresAt: 86_400_000,
    person: 'p0001',
  }
  const read = readFence(written)
  assert.ok(!read.ok)
  const fields = read.problems.map(p => p.field)
  for (const field of ['fence.person', 'subjectType', 'subjectId', 'watches'])
    assert.ok(fields.includes(field), field)
  const fresh = await migrated()
  try {
    const [columns] = await schemaOf(fresh.url)
    const of = (table: string) => columns.filter(c => c.table === table).map(c => c.column)
    assert.deepEqual(
      of('duty_shift'),
      ['district', 'hash', 'unit', 'began_at', 'ends_at'],
      'whose shift it was is not kept',
    )
    assert.ok(
      !of('position_batch').some(c => /subject|mover|person|source/.test(c)),
      'nothing to find one subject by',
    )
  } finally {
    await fresh.drop()
  }
})

test('a district pack has no field and no dictionary entry for it', () => {
  for (const [file, shape] of Object.entries({ ...tableShapes, ...documentShapes }))
    assert.deepEqual(wrongsOfShape(file, shape), [])
  const longxi = readPack(fileURLToPath(new URL('../packs/longxi', import.meta.url)))
  assert.ok(longxi.ok)
  for (const pack of [smallPack, longxi.pack]) {
    const entries = dictionariesOf(pack)
    assert.ok(entries.length > 20)
    assert.deepEqual(entries.map(e => forbiddenName(e)).filter(Boolean), [])
  }
})

test('no part of the program can recognise a person', () => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const parts = Object.keys({ ...dependencies, ...optionalDependencies })
  assert.deepEqual(
    parts.filter(p => /face|tfjs|tensorflow|opencv|mediapipe|onnx|plate/i.test(p)),
    [],
  )
})
