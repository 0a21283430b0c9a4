// Coming in, told as stories against a real database: wrong passwords, locks, stolen tokens, second factors, posts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import type { Instant } from '#core/kit/instant.ts'
import { instant } from '#core/kit/instant.ts'
import { readAccess } from '#server/store/access-log.ts'
import { ensureDemoAccounts } from '#server/store/accounts.ts'
import { migrate } from '#server/store/migrate.ts'
import { type Database, openDatabase } from '#server/store/pool.ts'
import { sweepAttempts } from '#server/store/sign-in-attempts.ts'
import { makeVault } from '#server/store/vault.ts'
import { keysFromText, newKeyText } from '#server/store/vault-key.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { isNo, type SessionNo, type Sessions, type Signed } from './session-port.ts'
import { makeSessions } from './session-room.ts'

const password = 'liu-yuan-ming-yue'
const minute = 60_000
const hour = 60 * minute

let fresh: FreshDatabase
let db: Database
let clock = instant(Date.parse('2026-03-02T09:00:00+08:00'))
const now = (): Instant => clock
const pass = (ms: number) => {
  clock = instant(clock + ms)
}

const plain = smallDistrict()
// One more person with two posts: her own, and one she stands in until 10 March.
const two = plain.posts.filter(p => p.role === 'dispatcher' || p.role === 'verifier').slice(0, 2)
const twoPosts = plain.holdings.find(h => h.post === two[0]!.id)!.person
const holding = (role: string): string =>
  plain.holdings.find(h => plain.posts.find(p => p.id === h.post)?.role === role)!.person
const district = smallDistrict({
  synthetic: true,
  holdings: [
    ...plain.holdings,
    {
      post: two[1]!.id,
      person: twoPosts,
      fromOn: '2026-03-01',
      toOn: '2026-03-10',
      insteadOf: plain.holdings.find(h => h.post === two[1]!.id)!.person,
    },
  ],
  people: [...plain.people, { id: 'p-idle', zh: '无岗' }],
  demoAccounts: [
    { person: twoPosts, login: 'fenbo', zh: '分拨员' },
    { person: holding('security_admin'), login: 'anquan', zh: '安全管理员' },
    { person: holding('audit_admin'), login: 'shenji', zh: '审计管理员' },
    { person: 'p-idle', login: 'wugang', zh: '无岗' },
  ],
})

/** A process of the program: its own cache over the shared database. */
const aProcess = (secondFactorFor?: 'security_admin'): Sessions =>
  makeSessions({
    db,
    district: () => district,
    now,
    vault: makeVault(db, keys, now),
    ...(secondFactorFor ? { secondFactorFor: [secondFactorFor] } : {}),
  })
const keys = keysFromText(newKeyText())
let room: Sessions

before(async () => {
  fresh = await freshDatabase({ template: async url => void (await migrate(url)), templateName: 'migrated' })
  db = await openDatabase(fresh.url, district.code, 4)
  room = aProcess()
  await ensureDemoAccounts(db, district, password, now())
})
after(async () => {
  await db.close()
  await fresh.drop()
})

const come = (login: string, word = password, code?: string, at = room) =>
  at.signIn({ login, password: word, ...(code === undefined ? {} : { code }) }, '127.0.0.1')
const came = async (login: string, word = password, code?: string, at = room) => {
  const result = await come(login, word, code, at)
  assert.ok(!isNo(result), `${login}: ${JSON.stringify(result)}`)
  return result
}
const codeOf = (result: unknown): string | undefined =>
  isNo(result) ? (result as SessionNo).no.refused : undefined
const admin = async (): Promise<Signed> => (await came('anquan')).signed

test('a person comes in, does something, goes out, and the token is worth nothing afterwards', async () => {
  const { token, signed, endsAt } = await came('fenbo')
  assert.equal(signed.actor.person, twoPosts)
  assert.equal(endsAt, now() + 12 * hour)
  assert.equal((await room.actorOf(token))?.sessionId, signed.sessionId)
  assert.equal(await room.actorOf(`${token}x`), undefined)
  await room.signOut(token)
  assert.equal(await room.actorOf(token), undefined, 'a stolen token after sign-out')
})

test('another process believes an ended session for five seconds at most', async () => {
  const other = aProcess()
  const { token } = await came('fenbo')
  assert.ok(await other.actorOf(token))
  await room.signOut(token)
  pass(5_001)
  assert.equal(await other.actorOf(token), undefined)
})

test('the token is in the database only as its hash', async () => {
  const { token } = await came('fenbo')
  const rows = await db.system('select * from session where district = $1', [db.district])
  assert.ok(rows.length > 0)
  assert.ok(!JSON.stringify(rows).includes(token))
})

test('eight idle hours end a session, and twelve hours end a busy one', async () => {
  const idle = await came('fenbo')
  pass(8 * hour + 1)
  assert.equal(await room.actorOf(idle.token), undefined)
  const busy = await came('fenbo')
  for (let i = 0; i < 11; i++) {
    pass(hour)
    assert.ok(await room.actorOf(busy.token), `after ${i + 1} busy hours`)
  }
  pass(hour)
  assert.equal(await room.actorOf(busy.token), undefined)
})

test('unknown name, disabled account and wrong password get the same answer', async () => {
  const answers = [await come('fenbo', 'wrong-password'), await come('nobody-here', 'wrong-password')]
  assert.deepEqual(answers[0], answers[1])
  assert.equal(codeOf(answers[0]), 'wrong-sign-in')
})

test('five wrong tries lock a name, real or not, for 15 minutes, then for 30', async () => {
  for (const login of ['shenji', 'no-such-name']) {
    for (let i = 0; i < 5; i++) assert.equal(codeOf(await come(login, 'guess-guess')), 'wrong-sign-in')
    const right = await come(login)
    assert.equal(codeOf(right), 'sign-in-locked', `${login} with the right password`)
    assert.match((right as SessionNo).no.zh, /15 分钟/)
  }
  pass(15 * minute)
  for (let i = 0; i < 5; i++) assert.equal(codeOf(await come('shenji', 'guess-guess')), 'wrong-sign-in')
  assert.match(((await come('shenji')) as SessionNo).no.zh, /30 分钟/)
  pass(30 * minute)
  await came('shenji')
  assert.equal(codeOf(await come('shenji', 'guess-guess')), 'wrong-sign-in', 'counting begins anew')
  await came('shenji')
})

test('twenty guesses at the same moment are five guesses', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => come('shenji', 'guess-guess')))
  assert.equal(answers.filter(a => codeOf(a) === 'wrong-sign-in').length, 5)
  assert.equal(answers.filter(a => codeOf(a) === 'sign-in-locked').length, 15)
  assert.equal(await room.accounts.unlock(holding('audit_admin'), await admin()), undefined)
  await came('shenji')
})

test('a day after the last try nothing of it is kept', async () => {
  await come('somebody', 'guess-guess')
  const kept = () => db.system('select 1 from sign_in_attempt where district = $1', [db.district])
  await sweepAttempts(db, now())
  assert.notEqual((await kept()).length, 0)
  await sweepAttempts(db, instant(now() + 49 * hour))
  assert.equal((await kept()).length, 0)
})

test('what failed and what locked stands in the log, without the name that was typed', async () => {
  await come('my-password-typed-here', 'x')
  const lines = await readAccess(db, { acts: ['sign-in-failed', 'sign-in-locked'], most: 500 })
  assert.ok(lines.some(l => l.act === 'sign-in-locked' && l.person === holding('audit_admin')))
  assert.ok(!JSON.stringify(lines).includes('my-password-typed-here'))
  await db.system("update access_log set act = 'look' where district = $1", [db.district])
  await db.system('delete from access_log where district = $1', [db.district])
  assert.equal(
    (await readAccess(db, { acts: ['sign-in-failed', 'sign-in-locked'], most: 500 })).length,
    lines.length,
    'the log is append-only',
  )
})

test('who holds no post today does not come in', async () => {
  assert.equal(codeOf(await come('wugang')), 'no-post-now')
})

test('a post is switched, never to one that is not held, and ends at midnight', async () => {
  const { token, signed } = await came('fenbo')
  assert.deepEqual(
    signed.posts.map(p => p.id),
    [two[0]!.id, two[1]!.id],
  )
  const moved = await room.takePost(token, two[1]!.id)
  assert.ok(!isNo(moved))
  assert.equal(moved.actor.post.id, two[1]!.id)
  assert.notEqual(moved.csrf, signed.csrf)
  assert.equal(codeOf(await room.takePost(token, 'post-sys')), 'not-your-own-post')
  clock = instant(Date.parse('2026-03-10T23:59:59+08:00'))
  const late = await came('fenbo')
  await room.takePost(late.token, two[1]!.id)
  pass(2000)
  assert.equal((await room.actorOf(late.token))?.actor.post.id, two[0]!.id)
})

test('a new password must be good, ends the other sessions and keeps this one', async () => {
  const here = await came('fenbo')
  const there = await came('fenbo')
  const table: readonly [string, string, string][] = [
    ['not-the-old-one', 'xin-de-mi-ma-2', 'wrong-password'],
    [password, 'short', 'too-short'],
    [password, '1234567890', 'too-common'],
    [password, 'woaini1314520', 'too-common'],
    [password, 'wo-shi-fenbo-ya', 'has-login'],
    [password, 'aaaaabbbbbaaaaa', 'too-few-characters'],
    [password, password, 'same-password'],
  ]
  for (const [old, next, no] of table)
    assert.equal(codeOf(await room.changePassword(here.token, old, next)), no, next)
  assert.equal(await room.changePassword(here.token, password, 'xin-de-mi-ma-2'), undefined)
  assert.ok(await room.actorOf(here.token))
  assert.equal(await room.actorOf(there.token), undefined)
  assert.equal(codeOf(await come('fenbo')), 'wrong-sign-in')
  const again = await came('fenbo', 'xin-de-mi-ma-2')
  assert.equal(await room.changePassword(again.token, 'xin-de-mi-ma-2', password), undefined)
})

test('a second factor: set up, asked for, each code once, recovery codes once, wrong codes counted', async () => {
  const { token } = await came('fenbo')
  const begun = await room.beginSecondFactor(token)
  assert.ok(!isNo(begun))
  const code = () => generate({ secret: begun.secret, epoch: Math.floor(now() / 1000) })
  await came('fenbo', password, undefined)
  assert.equal(codeOf(await room.confirmSecondFactor(token, '000000')), 'wrong-code')
  assert.equal(await room.confirmSecondFactor(token, await code()), undefined)
  assert.equal((await room.actorOf(token))?.secondFactor, true)

  assert.equal(codeOf(await come('fenbo')), 'second-factor-needed')
  assert.equal(codeOf(await come('fenbo', password, await code())), 'wrong-code', 'used up by the set-up')
  pass(30_000)
  const next = await code()
  await came('fenbo', password, next)
  assert.equal(codeOf(await come('fenbo', password, next, aProcess())), 'wrong-code', 'replayed elsewhere')

  const [recovery] = begun.recovery
  await came('fenbo', password, recovery!.toLowerCase())
  assert.equal(codeOf(await come('fenbo', password, recovery)), 'wrong-code', 'a recovery code counts once')

  for (let i = 0; i < 3; i++) {
    // Asking without a code gives back its own try and nothing more.
    await come('fenbo')
    await come('fenbo', password, '123456')
  }
  assert.equal(codeOf(await come('fenbo', password, '654321')), 'wrong-code')
  pass(30_000)
  assert.equal(codeOf(await come('fenbo', password, await code())), 'sign-in-locked')
  pass(15 * minute)

  const stored = JSON.stringify(await db.system('select * from account where district = $1', [db.district]))
  assert.ok(!stored.includes(begun.secret), 'the secret is in the vault only')
  const back = await came('fenbo', password, await code())
  assert.equal(codeOf(await room.dropSecondFactor(back.token, 'guess-guess')), 'wrong-password')
  assert.equal(await room.dropSecondFactor(back.token, password), undefined)
  await came('fenbo')
  const live = await db.system('select 1 from vault_record where district = $1 and deleted_at is null', [
    db.district,
  ])
  assert.equal(live.length, 0, 'the secret is destroyed with the factor')
})

test('where a post requires a second factor, nothing else is possible before', async () => {
  const strict = aProcess('security_admin')
  const { token, signed } = await came('anquan', password, undefined, strict)
  assert.equal(signed.mustSetUpSecondFactor, true)
  const begun = await strict.beginSecondFactor(token)
  assert.ok(!isNo(begun))
  const code = await generate({ secret: begun.secret, epoch: Math.floor(now() / 1000) })
  assert.equal(await strict.confirmSecondFactor(token, code), undefined)
  assert.equal((await strict.actorOf(token))?.mustSetUpSecondFactor, false)
  assert.equal(codeOf(await strict.dropSecondFactor(token, password)), 'factor-required')
  assert.equal(await room.dropSecondFactor(token, password), undefined)
})

test('the security administrator gives a first password, disables, enables; nobody does it to themselves', async () => {
  const by = await admin()
  const person = holding('dept_handler')
  assert.equal(codeOf(await room.accounts.firstPassword('p-nowhere', undefined, by)), 'unknown-person')
  assert.equal(codeOf(await room.accounts.firstPassword(person, 'fenbo', by)), 'login-taken')
  assert.equal(codeOf(await room.accounts.firstPassword(person, 'a b', by)), 'bad-login')
  const made = await room.accounts.firstPassword(person, 'Chengguan', by)
  assert.ok(!isNo(made))
  assert.equal(made.login, 'chengguan')
  const first = await came('chengguan', made.password)
  assert.equal(first.signed.mustChange, true)
  assert.equal(await room.changePassword(first.token, made.password, 'bu-zai-shi-chu-shi'), undefined)
  assert.equal((await room.actorOf(first.token))?.mustChange, false)

  assert.equal(await room.accounts.setDisabled(person, true, by), undefined)
  assert.equal(await room.actorOf(first.token), undefined)
  assert.equal(codeOf(await come('chengguan', 'bu-zai-shi-chu-shi')), 'wrong-sign-in')
  assert.equal(await room.accounts.setDisabled(person, false, by), undefined)
  await came('chengguan', 'bu-zai-shi-chu-shi')

  const again = await room.accounts.firstPassword(person, undefined, by)
  assert.ok(!isNo(again))
  pass(7 * 24 * hour)
  assert.equal(codeOf(await come('chengguan', again.password)), 'first-password-void')
  for (const act of [
    room.accounts.firstPassword(by.actor.person, undefined, by),
    room.accounts.setDisabled(by.actor.person, true, by),
    room.accounts.unlock(by.actor.person, by),
    room.accounts.dropSecondFactor(by.actor.person, by),
  ])
    assert.equal(codeOf(await act), 'not-your-own-account')
  const lines = await room.accounts.list('chengguan')
  assert.deepEqual(
    lines.map(l => [l.person, l.login, l.mustChange]),
    [[person, 'chengguan', true]],
  )
  const acts = (await readAccess(db, { person: by.actor.person, most: 100 })).map(l => l.act)
  for (const act of ['account-made', 'first-password', 'account-disabled', 'account-enabled'] as const)
    assert.ok(acts.includes(act), act)
})

test('an unknown name takes as long as a wrong password', async () => {
  const timed = async (login: string) => {
    const from = performance.now()
    await come(login, 'guess-guess')
    return performance.now() - from
  }
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
  const known: number[] = []
  const unknown: number[] = []
  for (let i = 0; i < 9; i++) {
    pass(25 * hour)
    known.push(await timed('fenbo'))
    unknown.push(await timed(`nobody-${i}`))
  }
  const ratio = median(unknown) / median(known)
  assert.ok(ratio > 0.5 && ratio < 2, `unknown takes ${ratio.toFixed(2)} times as long`)
})

test('demo accounts are refused where people are real', async () => {
  await assert.rejects(
    ensureDemoAccounts(db, smallDistrict({ synthetic: false }), password, now()),
    /only a district marked synthetic/,
  )
})
