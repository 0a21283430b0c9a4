// The vault told as stories: sealed at rest, deleted for ever while history still verifies, keys changed and lost.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import { makeVault, type Vault } from './vault.ts'
import { keysFromText, newKeyText, writeKeyFile } from './vault-key.ts'
import { changeVaultKey, openVaultKeys, rewrapAll } from './vault-open.ts'
import { vaultSweep } from './vault-sweep.ts'

const contact = JSON.stringify({ name: '张三丰', phone: '13812341234' })
const start = instant(Date.parse('2026-03-02T09:00:00+08:00'))

let fresh: FreshDatabase
let db: Database
let vault: Vault
let folder: string
let keyFile: string
let clock: Instant = start

before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, '500198', 4)
})
after(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(async () => {
  clock = start
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  keyFile = join(folder, 'vault.key')
  await db.system('delete from vault_record where district = $1', [db.district])
  vault = makeVault(db, await openVaultKeys(db, keyFile, undefined), () => clock)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const raw = () =>
  db.system<Record<string, unknown>>('select * from vault_record where district = $1', [db.district])

test('what is put in comes out, and lies sealed in between with purpose, basis and end', async () => {
  const ref = await vault.put('contact', contact)
  assert.equal(await vault.open(ref), contact)
  const [row] = await raw()
  const bytes = Buffer.concat([row!.sealed as Buffer, row!.wrapped_key as Buffer])
  for (const secret of ['张三丰', '13812341234']) {
    assert.ok(!bytes.includes(Buffer.from(secret)), secret)
    assert.ok(!JSON.stringify(row).includes(secret), secret)
  }
  assert.match(String(row!.legal_basis), /个人信息保护法/)
  assert.equal(row!.keep_until_days, 1095)
})

test('a thousand records put at once go in together, each under a key of its own', async () => {
  const refs = await Promise.all(Array.from({ length: 1000 }, (_, i) => vault.put('contact', `no ${i}`)))
  const commits = await db.system<{ n: number }>(
    'select count(distinct made_tx)::int as n from vault_record where district = $1',
    [db.district],
  )
  assert.ok(commits[0]!.n < 50, `${commits[0]!.n} commits`)
  assert.equal(await vault.open(refs[617]!), 'no 617')
})

test('a record moved under another name does not open', async () => {
  const [a, b] = [await vault.put('contact', 'A'), await vault.put('contact', 'B')]
  await db.system(
    `update vault_record x set sealed = y.sealed, wrapped_key = y.wrapped_key from vault_record y
     where x.district = $1 and x.ref = $2 and y.district = $1 and y.ref = $3`,
    [db.district, a, b],
  )
  await assert.rejects(vault.open(a))
})

test('destroyed is destroyed: key and words are gone, a certificate stays', async () => {
  const ref = await vault.put('contact', contact, { subject: 'XX20260302-00001' })
  clock = instant(clock + 1000)
  await vault.destroy(ref)
  await vault.destroy(ref)
  assert.equal(await vault.open(ref), undefined)
  const [row] = await raw()
  assert.deepEqual([row!.wrapped_key, row!.sealed, row!.key_id], [null, null, null])
  const proof = await vault.certificate(ref)
  assert.deepEqual([proof?.madeAt, proof?.deletedAt, proof?.kind], [start, start + 1000, 'contact'])
  assert.deepEqual(await vault.ofSubject('XX20260302-00001'), [proof])
})

test('the district’s key is changed under running processes; nothing is lost and the old key opens nothing', async () => {
  const old = readFileSync(keyFile, 'utf8').trim()
  const refs = await Promise.all(Array.from({ length: 700 }, (_, i) => vault.put('contact', `no ${i}`)))
  const gone = refs[3]!
  await vault.destroy(gone)
  const changing = changeVaultKey(db, keyFile, 200)
  const during = await Promise.all(Array.from({ length: 20 }, (_, i) => vault.put('contact', `late ${i}`)))
  assert.ok((await changing) >= 699)
  for (const ref of [refs[0]!, refs[699]!, during[0]!, during[19]!]) assert.ok(await vault.open(ref))
  assert.equal(await vault.open(gone), undefined, 'a destroyed record got no key back')
  const now = readFileSync(keyFile, 'utf8').trim()
  assert.match(now, /^[0-9a-f]{64}$/)
  assert.notEqual(now, old)
  await assert.rejects(openVaultKeys(db, keyFile, old), /保险库密钥不对/)
})

test('a change of key that was interrupted goes on when called again', async () => {
  const ref = await vault.put('contact', contact)
  writeKeyFile(keyFile, [newKeyText(), readFileSync(keyFile, 'utf8').trim()])
  const both = await openVaultKeys(db, keyFile, undefined)
  assert.equal(await makeVault(db, both, () => clock).open(ref), contact)
  assert.equal(await changeVaultKey(db, keyFile, 0), 1)
  assert.equal(await vault.open(ref), contact)
  assert.equal(await rewrapAll(db, await openVaultKeys(db, keyFile, undefined)), 0)
})

test('a restart without the key, with another one, or with a readable one gets one clear sentence', async () => {
  await vault.put('contact', contact)
  const right = readFileSync(keyFile, 'utf8')
  const cases: readonly [string, () => string | undefined, RegExp][] = [
    ['missing', () => void rmSync(keyFile), /找不到保险库密钥.*不要新建/],
    ['another', () => void writeKeyFile(keyFile, [newKeyText()]), /保险库密钥不对/],
    ['damaged', () => void writeKeyFile(keyFile, ['not a key']), /密钥格式不对/],
    ['empty', () => void writeKeyFile(keyFile, ['']), /是空的/],
    ['from the environment', () => newKeyText(), /保险库密钥不对/],
  ]
  for (const [name, breakIt, sentence] of cases) {
    const env = breakIt()
    await assert.rejects(openVaultKeys(db, keyFile, env), sentence, name)
  }
  writeFileSync(keyFile, right)
  chmodSync(keyFile, 0o644)
  await assert.rejects(openVaultKeys(db, keyFile, undefined), /chmod 600/)
  chmodSync(keyFile, 0o600)
  assert.ok(await openVaultKeys(db, keyFile, undefined))
  assert.ok(await openVaultKeys(db, '/nowhere', right.trim()), 'the same key from the environment')
  assert.ok(keysFromText(Buffer.from(right.trim(), 'hex').toString('base64')), 'or as base64')
})

test('two processes that start together on empty data share one key', async () => {
  const path = join(folder, 'new.key')
  const [a, b] = await Promise.all([openVaultKeys(db, path, undefined), openVaultKeys(db, path, undefined)])
  assert.equal(a.currentId(), b.currentId())
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

const fact = async (subject: string, reporter: string, phase: string, sinceAt: number) => {
  await db.system(
    `insert into fact (district, subject, seq, life, type, at, kept_at, by, data, hash)
     values ($1, $2, 1, 'matter', 'reported', $3, $3, '{"kind":"system"}', $4, 'h')`,
    [db.district, subject, start, JSON.stringify({ reporter })],
  )
  await db.system(
    `insert into life_now (district, subject, life, seq, hash, state, phase, lead, co, place, involved, accused, sealed,
       born_at, since_at, paused, supervision, hops, merged, sampled, asked, headline)
     values ($1, $2, 'matter', 1, 'h', 's', $3, 'u', '{}', '500198', '{}', '{}', false, $4, $5, false, 0, 0, 0, false, false, '')`,
    [db.district, subject, phase, start, sinceAt],
  )
}

test('the daily sweep: overdue and ownerless records go, those of open matters and of living accounts stay', async () => {
  const put = (n: number) => vault.put('contact', `no ${n}`)
  const [open, ended, orphan] = [await put(1), await put(2), await put(3)]
  const factor = await vault.put('second-factor', 'secret')
  const list = await vault.put('contact', 'evacuated', { subject: 'M-2', keepDays: 30 })
  await fact('M-1', open, 'open', start)
  await fact('M-2', ended, 'ended', start)
  const at = (days: number) => instant(start + days * msPerDay)
  assert.deepEqual(await vaultSweep(db, at(0.5)), { bound: 0, overdue: 0, unbound: 0 })
  assert.deepEqual(await vaultSweep(db, at(2)), { bound: 2, overdue: 0, unbound: 1 })
  assert.equal(await vault.open(orphan), undefined)
  assert.deepEqual(await vaultSweep(db, at(30)), { bound: 0, overdue: 1, unbound: 0 })
  assert.equal(await vault.open(list), undefined)
  assert.deepEqual(await vaultSweep(db, at(1095)), { bound: 0, overdue: 1, unbound: 0 })
  assert.equal(await vault.open(ended), undefined)
  assert.ok(await vault.open(open))
  assert.ok(await vault.open(factor))
})
