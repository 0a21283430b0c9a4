// Messages owed because of facts: units read theirs, the gateway gets each under one key, whatever it answers and
// however often the sender dies; a contact is opened at delivery and stands in no table and no failure.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, test } from 'node:test'
import type { Instant } from '#core/kit/instant.ts'
import { scopeOf } from '#core/life/who.ts'
import { noticeWordings } from '#core/lives/notices.ts'
import { type Net, openNet } from '#server/store/net.fixture.ts'
import { claimNotices, noticeText, unitNotices } from '#server/store/outbox.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { officer } from '#test/support/story.ts'
import type { Job } from './loop.ts'
import type { Contact, Message } from './notice-webhook.ts'
import { retryAfterMs, startOutboxSender } from './outbox-sender.ts'

/** The small pack with one wording for every notice. */
const district = smallDistrict({
  wordings: noticeWordings.map(code => ({ code, zh: `${code}：{number}`, en: `${code}: {number}` })),
})

let net: Net
let closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
  await net.close()
})

type Arrived = { headers: IncomingHttpHeaders; message: Message }

/** A gateway that answers with the statuses given, the last one for ever. */
const gateway = async (...statuses: number[]): Promise<{ url: string; arrived: Arrived[] }> => {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      arrived.push({ headers: request.headers, message: JSON.parse(body) })
      response.writeHead(statuses.length > 1 ? statuses.shift()! : statuses[0]!).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`, arrived }
}

const contactOf = async (ref: string): Promise<Contact | undefined> => {
  const plain = await net.vault.open(ref)
  return plain === undefined ? undefined : (JSON.parse(plain) as Contact)
}

const sender = (webhook?: string, failures: unknown[] = []): Job => {
  const job = startOutboxSender({
    db: net.db,
    district: () => district,
    now: net.now,
    contactOf,
    ...(webhook === undefined ? {} : { webhook }),
    failed: what => failures.push(what),
    lockRetryMs: 50,
  })
  closers.push(() => job.stop())
  return job
}

const unsent = async () => (await net.tamper('select * from outbox where sent_at is null')).rows
const until = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return
    await new Promise(r => setTimeout(r, 25))
  }
  assert.fail(`waited 5 s for: ${what}; unsent ${JSON.stringify(await unsent())}`)
}

const dispatched = async (): Promise<string> => {
  net = await openNet('2026-11-23 09:00', district)
  const subject = await net.report('夜市占道经营', { type: 'CM01' })
  await net.does(subject, officer('east-dispatcher'), 'dispatch', { lead: 'd-city', type: 'CM01' })
  return subject
}

test('without a gateway messages are delivered by being there', async () => {
  const subject = await dispatched()
  sender()
  await until('all marked', async () => (await unsent()).length === 0)
  const notices = await unitNotices(net.db, scopeOf(officer('city-handler')), 0 as Instant)
  assert.deepEqual(
    notices.map(n => [n.subject, n.wording]),
    [[subject, 'officer-dispatched']],
  )
  assert.equal(
    noticeText(district, notices[0]!.wording, notices[0]!.fill)?.zh,
    `officer-dispatched：${subject}`,
  )
  assert.deepEqual(await unitNotices(net.db, scopeOf(officer('city-handler')), net.now()), [], 'since then')
  assert.deepEqual(await unitNotices(net.db, scopeOf(officer('police-handler')), 0 as Instant), [])
})

test('the gateway gets every message once, with key, text and the contact', async () => {
  const subject = await dispatched()
  const { url, arrived } = await gateway(200)
  sender(url)
  await until('all sent', async () => (await unsent()).length === 0)
  const { rows } = await net.tamper('select key from outbox order by key')
  assert.deepEqual(arrived.map(a => a.message.key).sort(), rows.map(r => r.key).sort())
  for (const { headers, message } of arrived) {
    assert.equal(decodeURIComponent(String(headers['idempotency-key'])), message.key)
    assert.equal(message.number, subject)
    assert.equal(message.text.zh, `${message.wording}：${subject}`)
  }
  const toReporter = arrived.find(a => a.message.wording === 'reporter-received')!
  assert.deepEqual(toReporter.message.to, { name: '王某', phone: '13800000000' })
  const toUnit = arrived.find(a => a.message.wording === 'officer-dispatched')!
  assert.deepEqual(toUnit.message.to, { unit: 'd-city' })
  const outbox = JSON.stringify((await net.tamper('select * from outbox')).rows)
  assert.ok(!outbox.includes('13800000000') && !outbox.includes('王某'), 'no contact in the outbox')
})

test('a gateway in trouble is asked again later, under the same key', async () => {
  net = await openNet('2026-11-23 09:00', district)
  await net.report()
  const { url, arrived } = await gateway(500, 429, 200)
  const failures: { key?: string; error: unknown }[] = []
  sender(url, failures)
  for (let attempt = 1; attempt <= 3; attempt++) {
    await until(`attempt ${attempt}`, () => arrived.length === attempt)
    await until('written down', async () => {
      const rows = await unsent()
      return rows.length === 0 || Number(rows[0].next_try_at) > net.now() + 1000
    })
    await new Promise(r => setTimeout(r, 1200))
    assert.equal(arrived.length, attempt, 'not before its time')
    net.passMs(retryAfterMs(attempt))
  }
  await until('sent', async () => (await unsent()).length === 0)
  assert.equal(new Set(arrived.map(a => a.message.key)).size, 1)
  assert.equal(failures.length, 2)
  assert.ok(!/13800000000|王某/.test(JSON.stringify(failures.map(f => String(f.error)))))
})

test('a message with no words in the pack holds up nobody and goes out once there are some', async () => {
  net = await openNet('2026-11-23 09:00', district)
  await net.report()
  await net.tamper(`insert into outbox (district, key, subject, seq, recipient, wording, fill, made_at, next_try_at)
    values ('500198', 'odd', 'XX1', 1, 'unit:d-city', 'unheard-of', '{}', 0, 0)`)
  const { url, arrived } = await gateway(200)
  const failures: { key?: string; error: unknown }[] = []
  sender(url, failures)
  await until('the good one', () => arrived.length === 1)
  await until('the odd one put off', () => failures.length === 1)
  assert.match(String(failures[0]!.error), /unheard-of/)
})

test('a reporter who asked to be forgotten, or left no address, is sent nothing', async () => {
  net = await openNet('2026-11-23 09:00', district)
  const gone = await net.report()
  await net.report('垃圾没人清', {}, { contact: { name: '只留了姓' } })
  const ref = (await net.desk.load(gone))!.standing.doc.reporters[0]!
  await net.vault.destroy(ref)
  const { url, arrived } = await gateway(200)
  sender(url)
  await until('all marked', async () => (await unsent()).length === 0)
  assert.deepEqual(arrived, [])
})

test('two senders claim different messages, and a dead one leaves its own to the next', async () => {
  net = await openNet('2026-11-23 09:00', district)
  for (let i = 0; i < 6; i++) await net.report()
  const [a, b] = await Promise.all([
    claimNotices(net.db, net.now(), 3, 60_000),
    claimNotices(net.db, net.now(), 10, 60_000),
  ])
  assert.equal(new Set([...a, ...b].map(n => n.key)).size, a.length + b.length, 'nothing twice')
  assert.equal((await claimNotices(net.db, net.now(), 10, 60_000)).length, 6 - a.length - b.length)
  net.passMs(60_001)
  const again = await claimNotices(net.db, net.now(), 10, 60_000)
  assert.equal(again.length, 6)
  assert.ok(again.some(n => n.tries === 2))
})
