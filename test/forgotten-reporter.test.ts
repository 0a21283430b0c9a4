// A resident reports with a phone number, an officer looks at it, the resident asks to be forgotten: the number is gone
// from everywhere, the history still verifies to the last fact, and the auditor still reads who looked.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { instant, msPerDay } from '#core/kit/instant.ts'
import { readLooks } from '#server/store/access-log.ts'
import { makeVault } from '#server/store/vault.ts'
import { keysFromText } from '#server/store/vault-key.ts'
import { vaultSweep } from '#server/store/vault-sweep.ts'
import { verify } from '#server/store/verify.ts'
import { paths } from '#wire/paths.ts'
import { makeWorld, type TestWorld } from './support/world.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

const phone = '13912345678'
const name = '司徒明月'

/** Every table, as text: what somebody with the whole database in hand could search. */
const everything = async (): Promise<string> => {
  const tables = [
    'fact',
    'life_now',
    'subject_index',
    'vault_record',
    'access_log',
    'outbox',
    'link',
    'ledger',
  ]
  const all = await Promise.all(
    tables.map(table =>
      world.db.system(`select t::text from ${table} t where district = $1`, [world.db.district]),
    ),
  )
  return JSON.stringify(all)
}

test('a reporter is forgotten and the history still holds', async () => {
  const resident = world.as(undefined)
  const reported = await resident.post(paths.publicReports, {
    key: 'forget-me-0001',
    words: `柳园社区门口井盖坏了。我叫${name}，电话${phone}`,
    place: { territory: '500198001001' },
    contact: { name, phone },
  })
  assert.equal(reported.status, 200, reported.text)
  const subject: string = reported.body.number
  const token = String(reported.body.link).split('/').at(-1)!
  for (const secret of [phone, name])
    assert.ok(!(await everything()).includes(secret), `${secret} lies in the clear`)

  const looked = await world
    .as('operator')
    .post(paths.look('matter', subject), { purpose: 'contact', reason: `回电核实，号码${phone}` })
  assert.equal(looked.status, 200, looked.text)
  assert.equal(looked.body.phone, phone)
  const [look] = await readLooks(world.db, { subject, most: 10 })
  assert.equal(look?.person, 'person-operator')
  assert.ok(!(await everything()).includes(phone), 'a number written into the reason lies in the clear')

  const forgotten = await resident.post(paths.trackForget(token))
  assert.ok(forgotten.status < 300, forgotten.text)
  const again = await world
    .as('operator')
    .post(paths.look('matter', subject), { purpose: 'contact', reason: '再看一次' })
  assert.deepEqual([again.status, again.body.refused], [404, 'data-deleted'])

  const lines: string[] = []
  const verified = await verify(world.db, line => void lines.push(line))
  assert.ok(verified.ok, lines.join('\n'))
  assert.ok(verified.facts >= 2)
  assert.equal((await readLooks(world.db, { subject, most: 10 })).length, 1, 'who looked stays')
})

test('whoever takes the database without the key finds no reporter in it', async () => {
  const vault = makeVault(world.db, keysFromText(randomBytes(32).toString('hex')), world.now)
  const rows = await world.db.system<{ ref: string }>(
    'select ref from vault_record where district = $1 and deleted_at is null',
    [world.db.district],
  )
  const reported = await world.as(undefined).post(paths.publicReports, {
    key: 'forget-me-0002',
    words: '河东社区路灯不亮',
    place: { territory: '500198001002' },
    contact: { name, phone },
  })
  assert.equal(reported.status, 200)
  const [kept] = await world.db.system<{ ref: string }>(
    'select ref from vault_record where district = $1 and deleted_at is null and ref <> all($2)',
    [world.db.district, rows.map(r => r.ref)],
  )
  await assert.rejects(vault.open(kept!.ref), /保险库密钥不对/)
  // The daily sweep ties the record to its matter and leaves it alone while the matter is open.
  await vaultSweep(world.db, instant(world.now() + 2 * msPerDay))
  assert.ok(await world.vault.open(kept!.ref))
})
