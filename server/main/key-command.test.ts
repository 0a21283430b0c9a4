// A key is made, shown once, opens the door under its source, and is ended.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readAccess } from '#server/store/access-log.ts'
import { sourceOfKey } from '#server/store/gate-keys.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { understood } from './key-command.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

const run = async (...args: string[]) => {
  const lines: string[] = []
  const code = await understood(args)!(world, line => lines.push(line))
  return { code, text: lines.join('\n') }
}

test('made, listed without the key itself, ended', async () => {
  assert.match((await run('list')).text, /没有密钥/)
  const made = (await run('new', 'hotline-12345', '热线')).text
  const key = /key (jwk_\S+)/.exec(made)![1]!
  const id = /id (\w+)/.exec(made)![1]!
  assert.equal(await sourceOfKey(world.db, key), 'hotline-12345')
  const listed = (await run('list')).text
  assert.ok(listed.startsWith(`${id}  hotline-12345  热线`) && !listed.includes(key))
  assert.equal((await run('end', id)).code, 0)
  assert.equal(await sourceOfKey(world.db, key), undefined)
  assert.match((await run('list')).text, /已停用/)
  assert.equal((await run('end', id)).code, 1)
  const log = await readAccess(world.db, { most: 10 })
  assert.deepEqual(
    log.map(l => [l.act, l.detail?.id]),
    [
      ['key-ended', id],
      ['key-made', id],
    ],
  )
})

test('words that ask for nothing known are answered with the usage', () => {
  for (const args of [
    [],
    ['new'],
    ['new', 'hotline'],
    ['new', 'Hot Line', 'x'],
    ['end'],
    ['list', 'x'],
    ['--all'],
  ])
    assert.equal(understood(args), undefined, args.join(' '))
})
