// The way into a district that has nobody yet: one command, one password, one change of it – and a lost phone is no end.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeSessions } from '#server/http/session-room.ts'
import { readAccess } from '#server/store/access-log.ts'
import { accountOfPerson } from '#server/store/accounts.ts'
import { makeVault } from '#server/store/vault.ts'
import { keysFromText, newKeyText } from '#server/store/vault-key.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { giveAccount } from './account-command.ts'

const district = smallDistrict({ synthetic: false })
let world: TestWorld
before(async () => {
  world = await makeWorld({ district })
})
after(() => world.close())

const run = async (person: string, login?: string, dropSecondFactor = false) => {
  const lines: string[] = []
  const vault = makeVault(world.db, keysFromText(newKeyText()), world.now)
  const code = await giveAccount({ ...world, vault }, { person, login, dropSecondFactor }, l => lines.push(l))
  return { code, text: lines.join('\n'), password: /first password (\S+)/.exec(lines.join('\n'))?.[1] ?? '' }
}
const sessions = () =>
  makeSessions({
    db: world.db,
    district: () => district,
    now: world.now,
    vault: makeVault(world.db, keysFromText(newKeyText()), world.now),
  })

test('the first security administrator gets in, and must change the password and set up a second factor', async () => {
  const made = await run('person-sec', 'anquan')
  assert.equal(made.code, 0, made.text)
  const signed = await sessions().signIn({ login: 'anquan', password: made.password }, '127.0.0.1')
  assert.ok('token' in signed, JSON.stringify(signed))
  assert.equal(signed.signed.mustChange, true)
  assert.equal(signed.signed.mustSetUpSecondFactor, true)
})

test('run again it resets the password, keeps the name, and takes a lost second factor away', async () => {
  const again = await run('person-sec', 'other-name', true)
  assert.match(again.text, /account anquan/)
  assert.equal((await accountOfPerson(world.db, 'person-sec'))!.secondFactor, null)
  const log = await readAccess(world.db, { most: 10 })
  assert.deepEqual(
    log.filter(l => l.detail?.from === 'command line').map(l => [l.act, l.person, l.detail?.of]),
    [
      ['first-password', undefined, 'person-sec'],
      ['account-made', undefined, 'person-sec'],
    ],
  )
})

test('a person of nowhere and a name of another are refused in words', async () => {
  assert.deepEqual([(await run('nobody')).code, (await run('nobody')).text.includes('nobody')], [1, true])
  assert.match((await run('person-audit', 'anquan')).text, /已被使用/)
})
