// Signing in through the real doors: what the cookie is, what a change needs, what an ended or stolen session is worth,
// and what the three administrators can and cannot reach.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { ensureDemoAccounts } from '#server/store/accounts.ts'
import { makeVault } from '#server/store/vault.ts'
import { keysFromText, newKeyText } from '#server/store/vault-key.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { paths } from '#wire/paths.ts'
import type { Me } from '#wire/views.ts'
import { makeApp } from './app.ts'
import { sessionCookie } from './session-port.ts'
import { makeSessions } from './session-room.ts'

const password = 'liu-yuan-ming-yue'
const district = smallDistrict({
  synthetic: true,
  demoAccounts: ['dispatcher', 'sec', 'audit', 'sys'].map(seat => ({
    person: `person-${seat}`,
    login: `u-${seat}`,
    zh: seat,
  })),
})
let world: TestWorld
let app: FastifyInstance

before(async () => {
  world = await makeWorld({ district })
  const vault = makeVault(world.db, keysFromText(newKeyText()), world.now)
  const sessions = makeSessions({ db: world.db, district: () => district, now: world.now, vault })
  await ensureDemoAccounts(world.db, district, password, world.now())
  app = await makeApp({ ...world, sessions, settings: { ...world.settings, tls: true } })
  await app.ready()
})
after(async () => {
  await app.close()
  await world.close()
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const ask = async (method: Method, url: string, token?: string, csrf?: string, payload?: object) => {
  // Guesses are dear by design; a story is not a flood.
  world.pass(1)
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(token === undefined ? {} : { cookie: `${sessionCookie}=${token}` }),
      ...(csrf === undefined ? {} : { 'x-csrf': csrf }),
    },
    ...(payload === undefined ? {} : { payload }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? undefined : answer.json(),
  }
}

const come = async (seat: string, word = password) => {
  const { status, headers, body } = await ask('POST', paths.session, undefined, undefined, {
    login: `u-${seat}`,
    password: word,
  })
  assert.equal(status, 200, JSON.stringify(body))
  const cookie = [headers['set-cookie']].flat()[0] ?? ''
  return { cookie, token: /=([^;]+)/.exec(cookie)![1]!, me: body as Me }
}

test('the cookie is out of reach of scripts and other sites, and only for TLS', async () => {
  const { cookie, token, me } = await come('dispatcher')
  for (const flag of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/'])
    assert.ok(cookie.includes(flag), flag)
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  assert.equal(me.person.id, 'person-dispatcher')
  assert.ok(!JSON.stringify(me).includes(token))
})

test('a change without the session’s own csrf is not carried out', async () => {
  const mine = await come('dispatcher')
  const other = await come('dispatcher')
  for (const csrf of [undefined, 'x', other.me.csrf])
    assert.equal((await ask('DELETE', paths.session, mine.token, csrf)).status, 403)
  assert.equal((await ask('GET', paths.session, mine.token)).status, 200)
  assert.equal((await ask('DELETE', paths.session, mine.token, mine.me.csrf)).status, 204)
})

test('a token stolen before sign-out opens nothing after it', async () => {
  const { token, me } = await come('dispatcher')
  assert.equal((await ask('GET', paths.session, token)).status, 200)
  await ask('DELETE', paths.session, token, me.csrf)
  for (const url of [paths.session, paths.counts('matter')])
    assert.equal((await ask('GET', url, token)).status, 401, url)
})

test('signing out everywhere ends the other places too', async () => {
  const [here, there] = [await come('dispatcher'), await come('dispatcher')]
  assert.equal((await ask('POST', `${paths.session}/end-all`, here.token, here.me.csrf)).status, 204)
  for (const { token } of [here, there]) assert.equal((await ask('GET', paths.session, token)).status, 401)
})

test('a disabled account is out at once, and a first password opens only the way to a new one', async () => {
  const clerk = await come('dispatcher')
  const keeper = await come('sec')
  const of = (act: string) => `${paths.accounts}/person-dispatcher/${act}`
  const post = (act: string, body: object = {}) => ask('POST', of(act), keeper.token, keeper.me.csrf, body)
  assert.equal((await post('disabled', { disabled: true })).status, 204)
  assert.equal((await ask('GET', paths.session, clerk.token)).status, 401)
  assert.equal((await post('disabled', { disabled: false })).status, 204)
  const given = await post('password')
  const first = await come('dispatcher', given.body.password)
  const list = await ask('GET', paths.counts('matter'), first.token)
  assert.deepEqual([list.status, list.body.refused], [403, 'change-password-first'])
  const changed = await ask('POST', paths.sessionPassword, first.token, first.me.csrf, {
    old: given.body.password,
    fresh: password,
  })
  assert.equal(changed.status, 204, JSON.stringify(changed.body))
  assert.equal((await ask('GET', paths.counts('matter'), first.token)).status, 200)
})

test('three powers: accounts to one, the log to another, no matters to any of the three', async () => {
  const may: readonly [string, number, number][] = [
    ['sec', 200, 403],
    ['audit', 403, 200],
    ['sys', 403, 403],
    ['dispatcher', 403, 403],
  ]
  for (const [seat, accounts, looks] of may) {
    const { token } = await come(seat)
    assert.equal((await ask('GET', paths.accounts, token)).status, accounts, `${seat} accounts`)
    assert.equal((await ask('GET', paths.looks, token)).status, looks, `${seat} looks`)
    const matters = (await ask('GET', paths.subjects('matter'), token)).status
    assert.equal(matters, seat === 'dispatcher' ? 200 : 403, `${seat} matters`)
  }
})
