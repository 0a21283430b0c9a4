// What every door does before and after its own work: sentences instead of errors, changes only from our own pages,
// repeats without harm, enough for everybody and a time to come back when there is not.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fastify from 'fastify'
import pino from 'pino'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { paths } from '#wire/paths.ts'
import type { Page, TrackView } from '#wire/views.ts'
import { keepDoors } from './access.ts'
import { makeApp } from './app.ts'
import { mostWaiting } from './load-shedding.ts'

let world: TestWorld
const logged: string[] = []
before(async () => {
  const log = pino({ level: 'trace' }, { write: line => void logged.push(line) })
  world = await makeWorld({ log, live: { batchMs: 5, heartbeatMs: 60_000 } })
})
after(() => world.close())
beforeEach(() => world.pass(10))

let keys = 0
const freshKey = () => `doors-test-${++keys}`
const report = (more: object = {}) =>
  world.as(undefined).post(paths.publicReports, { key: freshKey(), words: '柳园小区油烟', ...more })

test('a wrong body is told which field, what came and what would be right', async () => {
  const cases: readonly (readonly [unknown, number, RegExp])[] = [
    [{ key: 'short', words: 'x' }, 422, /“key”填的 "short" 不对：应为至少 8 个字/],
    [{ key: freshKey() }, 422, /请填写“words”/],
    [{ key: freshKey(), words: 5 }, 422, /“words”填的 5 不对：应为一段文字/],
    [
      { key: freshKey(), words: 'x', place: { point: [106, 95] } },
      422,
      /“place\.point\.1”填的 95 不对：应为不大于 90/,
    ],
    [{ key: freshKey(), words: 'x', extra: 1 }, 422, /没有这一栏："extra"/],
    [{ key: freshKey(), words: 'x', lang: 'fr' }, 422, /“lang”填的 "fr" 不对：应为可选：zh、en/],
    [{ key: freshKey(), words: '   ' }, 422, /请用几句话写明情况/],
    [{ key: freshKey(), words: 'x'.repeat(5001) }, 422, /最多 5000 个字/],
    [{ key: freshKey(), words: 'x', type: 'ZZ99' }, 422, /没有编号为“ZZ99”的事项类别/],
    [[], 422, /应为一个 JSON 对象/],
  ]
  for (const [body, status, sentence] of cases) {
    const a = await world.as(undefined).post(paths.publicReports, body)
    world.pass(1)
    assert.equal(a.status, status, a.text)
    assert.match(a.body.zh, sentence)
    assert.ok(a.body.en.length > 10)
    assert.ok(a.text.length < 600, 'the value is shown shortened')
  }
})

test('a broken, oversize or foreign body is turned away in words', async () => {
  const send = (payload: string, type = 'application/json') =>
    world.app.inject({ method: 'POST', url: paths.publicReports, payload, headers: { 'content-type': type } })
  const cases: readonly (readonly [string, string, number])[] = [
    ['{"key":', 'application/json', 400],
    ['', 'application/json', 400],
    [JSON.stringify({ key: 'x'.repeat(300 * 1024) }), 'application/json', 413],
    ['key=1', 'application/x-www-form-urlencoded', 415],
    ['[['.repeat(60_000), 'application/json', 400],
  ]
  for (const [payload, type, status] of cases) {
    const res = await send(payload, type)
    assert.equal(res.statusCode, status, `${payload.slice(0, 20)}: ${res.body}`)
    assert.ok(res.json().zh.length > 5)
    world.pass(1)
  }
  const reader = await world.as(undefined).get('/no/such/page', { accept: 'text/html' })
  assert.match(String(reader.headers['content-type']), /^text\/html/, 'a person gets a page')
  const nothing = await world.as(undefined).get('/api/no/such/thing')
  assert.deepEqual([nothing.status, nothing.body.refused], [404, 'no-such-address'])
  assert.equal((await world.as(undefined).get('/%E0%A4%A')).status, 400)
})

test('a change is made only from our own page, with the word it was given', async () => {
  const number = (await report()).body.number
  const seat = { cookie: 'jiewang=post-operator' }
  const move = (headers: Record<string, string>) =>
    world.app.inject({
      method: 'POST',
      url: paths.move('matter', number, 'note'),
      payload: { words: '记一笔' },
      headers,
    })
  const csrf = { ...seat, 'x-csrf': 'csrf-post-operator' }
  assert.equal((await move(seat)).json().refused, 'stale-page')
  assert.equal((await move({ ...seat, 'x-csrf': 'guess' })).json().refused, 'stale-page')
  assert.equal((await move({ ...csrf, origin: 'https://evil.example' })).json().refused, 'foreign-origin')
  assert.equal((await move({ ...csrf, origin: 'null' })).json().refused, 'foreign-origin')
  assert.equal((await move({ ...csrf, 'sec-fetch-site': 'cross-site' })).json().refused, 'foreign-origin')
  assert.equal((await move({ ...csrf, host: 'net.example', origin: 'https://net.example' })).statusCode, 200)
  assert.equal((await move(csrf)).statusCode, 200)
})

test('the same report sent again is the same matter with the same link; a guess at its key gets no link', async () => {
  const body = { key: freshKey(), words: '河东菜市场垃圾堆', contact: { phone: '13900001111' } }
  const send = (b: object) => world.as(undefined).post(paths.publicReports, b)
  const [a, b] = await Promise.all([send(body), send(body)])
  const c = await send(body)
  for (const again of [b, c]) {
    assert.equal(again.body.number, a.body.number)
    assert.equal(again.body.link, a.body.link)
  }
  assert.deepEqual([a.body.known, b.body.known, c.body.known].sort(), [false, true, true])
  const guess = await send({ ...body, words: '猜到了编号' })
  assert.deepEqual([guess.body.number, guess.body.known, guess.body.link], [a.body.number, true, undefined])
  const track = await world.as(undefined).get<TrackView>(paths.track(a.body.link.slice(3)))
  assert.equal(track.body.hasContact, true, 'the contact of the first one is still there')
})

test('a move on an older sight is refused, and says to look again', async () => {
  const number = (await report()).body.number
  const seen = (await world.as('liuyuan-worker').get(paths.subject('matter', number))).body.row.seq
  const move = (name: string, body: object) =>
    world.as('liuyuan-worker').post(paths.move('matter', number, name), body)
  assert.equal((await move('accept', { seq: seen })).status, 200)
  const late = await move('accept', { seq: seen })
  assert.deepEqual([late.status, late.body.refused], [409, 'changed-meanwhile'])
})

test('looking at a contact needs a reason, is read by the reporter, and is possible until it is deleted', async () => {
  const made = await report({ contact: { name: '李四', phone: '13600002222' } })
  const look = (body: object) => world.as('liuyuan-worker').post(paths.look('matter', made.body.number), body)
  assert.equal((await look({ purpose: 'contact', reason: '看' })).status, 422)
  const seen = await look({ purpose: 'contact', reason: '约时间上门查看' })
  assert.deepEqual(seen.body, { name: '李四', phone: '13600002222' })
  assert.equal(seen.headers['cache-control'], 'no-store')
  const token = made.body.link.slice(3)
  const page = await world.as(undefined).get<TrackView>(paths.track(token))
  assert.deepEqual(
    page.body.looks.map(l => [l.unit, l.purpose]),
    [['柳园社区工作站', '联系反映人']],
  )
  assert.match((await world.as('audit').get(paths.looks)).text, /约时间上门查看/)
  const gone = await world.as(undefined).post<TrackView>(`${paths.track(token)}/forget`, {})
  assert.equal(gone.body.hasContact, false)
  const after = await look({ purpose: 'contact', reason: '再看一次电话' })
  assert.deepEqual([after.status, after.body.refused], [404, 'data-deleted'])
})

test('twenty looks a day and person, then a colleague', async () => {
  const number = (await report({ contact: { phone: '13600003333' } })).body.number
  const look = () =>
    world.as('operator').post(paths.look('matter', number), { purpose: 'verify', reason: '核查办理情况' })
  for (let i = 0; i < 20; i++) {
    assert.equal((await look()).status, 200)
    world.pass(1)
  }
  assert.equal((await look()).status, 429)
  world.pass(24 * 60)
  assert.equal((await look()).status, 200)
})

test('a flood from one address is told when to come back; another address is not', async () => {
  const from = (remoteAddress: string) =>
    world.app.inject({ url: paths.publicDistrict, remoteAddress }).then(r => r.statusCode)
  const statuses = new Set<number>()
  for (let i = 0; i < 1300; i++) statuses.add(await from('192.0.2.1'))
  assert.deepEqual([...statuses], [200, 429])
  assert.equal(await from('192.0.2.2'), 200)
  const res = await world.app.inject({ url: paths.publicDistrict, remoteAddress: '192.0.2.1' })
  assert.match(String(res.headers['retry-after']), /^[1-9]\d*$/)
  // A forwarded address is anybody's claim until a proxy is named in the settings.
  const lying = await world.app.inject({
    url: paths.publicDistrict,
    remoteAddress: '192.0.2.1',
    headers: { 'x-forwarded-for': '198.51.100.7' },
  })
  assert.equal(lying.statusCode, 429)
  world.pass(1)
  assert.equal(await from('192.0.2.1'), 200)
})

test('when more waits than the disk can take, new work is turned away before it is done', async () => {
  let waiting = mostWaiting + 1
  const app = await makeApp({ ...world, waiting: () => waiting })
  const before = await world.db.system<{ n: number }>(
    'select count(*)::int as n from fact where district = $1',
    [world.db.district],
  )
  const res = await app.inject({
    method: 'POST',
    url: paths.publicReports,
    payload: { key: freshKey(), words: '锦绣小区' },
  })
  assert.deepEqual([res.statusCode, res.json().refused, res.headers['retry-after']], [503, 'busy', '3'])
  assert.equal((await app.inject('/healthz')).statusCode, 200, 'a supervisor must not kill what is only busy')
  const after = await world.db.system('select count(*)::int as n from fact where district = $1', [
    world.db.district,
  ])
  assert.deepEqual(after, before)
  waiting = 0
  assert.equal((await app.inject(paths.publicDistrict)).statusCode, 200)
  await app.close()
})

test('without the database: 503, a time to come back, and no word of its insides', async () => {
  const away = () =>
    Promise.reject(Object.assign(new Error('connect ECONNREFUSED /secret'), { code: 'ECONNREFUSED' }))
  const app = await makeApp({ ...world, db: { ...world.db, system: away, as: () => away } })
  for (const url of ['/readyz', paths.subjects('matter')]) {
    const res = await app.inject({ url, headers: { cookie: 'jiewang=post-operator' } })
    assert.deepEqual([res.statusCode, res.json().refused], [503, 'database-away'])
    assert.ok(res.headers['retry-after'])
    assert.doesNotMatch(res.body, /secret|ECONN/)
  }
  await app.close()
})

test('with the disk full: 503, a minute to come back, and the sentence says that nothing was saved', async () => {
  const full = () =>
    Promise.reject(
      Object.assign(new Error('could not extend file "base/16384/16564"'), {
        code: '53100',
        severity: 'ERROR',
      }),
    )
  const app = await makeApp({ ...world, receive: full })
  const res = await app.inject({
    method: 'POST',
    url: paths.publicReports,
    payload: { key: freshKey(), words: '锦绣小区' },
  })
  assert.deepEqual([res.statusCode, res.json().refused, res.headers['retry-after']], [503, 'no-room', '60'])
  assert.match(res.json().zh, /没有保存/)
  assert.doesNotMatch(res.body, /base/)
  await app.close()
})

test('a mistake of ours is a sentence with an id that stands in the log, without a stack', async () => {
  const broken = { ...world.store, byLink: () => Promise.reject(new TypeError('secret insides')) }
  const app = await makeApp({ ...world, store: broken })
  const res = await app.inject(paths.track('a'.repeat(22)))
  assert.equal(res.statusCode, 500)
  assert.doesNotMatch(res.body, /secret|TypeError|at /)
  const id = /（(\w+)）/.exec(res.json().zh)![1]!
  assert.ok(logged.some(line => line.includes(id) && line.includes('secret insides')))
  assert.ok(!logged.some(line => line.includes('a'.repeat(22))), 'a link never stands in the log')
  await app.close()
})

test('every answer forbids what a page of ours never needs', async () => {
  for (const url of ['/', '/r/abc', paths.publicDistrict, '/api/none']) {
    const { headers } = await world.as(undefined).get(url)
    assert.match(String(headers['content-security-policy']), /script-src 'self';.*frame-ancestors 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
  }
})

test('what an officer was shown is kept in no cache; names of the district are', async () => {
  const cached = async (post: string | undefined, url: string) =>
    (await world.as(post).get(url)).headers['cache-control']
  assert.equal(await cached('operator', paths.subjects('matter')), 'no-store')
  assert.equal(await cached('operator', paths.counts('matter')), 'no-store')
  assert.match(String(await cached(undefined, paths.publicDistrict)), /max-age/)
})

test('the reader chooses the language', async () => {
  const words = async (lang: string) =>
    (
      await world
        .as('operator')
        .get<Page>(paths.subjects('matter', { tab: 'all' }), { 'accept-language': lang })
    ).body.rows[0]!.channelWords
  assert.equal(await words('zh-CN,zh;q=0.9,en;q=0.8'), '居民网页')
  assert.equal(await words('en-GB,en;q=0.9'), 'Resident page')
  assert.equal(await words('fr,de;q=0.7'), '居民网页')
})

test('a route that does not say who may knock stops the program from starting', () => {
  const app = fastify()
  keepDoors(app)
  assert.throws(() => app.get('/forgotten', async () => 'x'), /GET \/forgotten: config needs access and name/)
})

test('the API document names every door and has no schema of its own', async () => {
  const answer = await world.as(undefined).get('/api/openapi.json')
  const doc = answer.body
  assert.equal(doc.openapi, '3.1.0')
  const said = Object.keys(doc.paths)
  for (const { url } of world.app.doors.filter(d => d.url.startsWith('/api/') && d.url !== paths.openapi))
    assert.ok(said.includes(url.replace(/:(\w+)/g, '{$1}')), url)
  const body =
    doc.paths['/api/matters/{subject}/moves/dispatch'].post.requestBody.content['application/json'].schema
  assert.deepEqual(body.required, ['lead'])
  assert.equal(body.additionalProperties, false)
  for (const [, name] of answer.text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(doc.components.schemas[name!], `nothing behind $ref ${name}`)
  assert.doesNotMatch(answer.text, /"items":\[/, 'tuples are prefixItems in OpenAPI 3.1')
  assert.deepEqual(doc.paths['/api/matters'].get.security, [{ session: [] }])
  assert.deepEqual(doc.paths['/api/public/reports'].post.security, [])
})

test('built files are kept for a year, pages never; without a build a page says how to make one', async () => {
  const none = await world.as(undefined).get('/desk')
  assert.deepEqual([none.status, /npm start/.test(none.text)], [503, true])
  const dist = mkdtempSync(join(tmpdir(), 'jiewang-dist-'))
  mkdirSync(join(dist, 'assets'))
  mkdirSync(join(dist, 'resident'))
  writeFileSync(join(dist, 'assets', 'app-1a2b3c.js'), 'export {}')
  writeFileSync(join(dist, 'resident', 'index.html'), '<!doctype html>resident')
  const app = await makeApp({ ...world, settings: { ...world.settings, dist } })
  const file = await app.inject('/assets/app-1a2b3c.js')
  assert.deepEqual([file.statusCode, file.body], [200, 'export {}'])
  assert.match(String(file.headers['cache-control']), /max-age=31536000, immutable/)
  const page = await app.inject('/r/some-token')
  assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-cache'])
  for (const path of ['/assets/../../package.json', '/assets/%2e%2e/resident/index.html', '/assets/none.js'])
    assert.ok([400, 403, 404].includes((await app.inject(path)).statusCode), path)
  await app.close()
  rmSync(dist, { recursive: true })
})

const listening = async () => {
  const app = await makeApp(world)
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, port: (app.server.address() as AddressInfo).port }
}

test('a live stream over the wire: rows arrive, and the last id resumes without a gap', async () => {
  const { app, port } = await listening()
  const headers = { cookie: 'jiewang=post-operator' }
  const open = async (lastId?: string) => {
    const res = await fetch(`http://127.0.0.1:${port}${paths.live}`, {
      headers: { ...headers, ...(lastId ? { 'last-event-id': lastId } : {}) },
    })
    assert.match(res.headers.get('content-type') ?? '', /text\/event-stream/)
    const reader = res.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        const { done, value } = await reader.read()
        if (done) break
        text += value
      }
      return text
    }
    return { until, end: () => reader.cancel() }
  }
  const first = await open()
  await first.until(/event: hello/)
  const one = (await report()).body.number
  const heard = await first.until(new RegExp(`id: \\d+\\ndata: .*${one}.*\\n\\n`))
  const lastId = [...heard.matchAll(/^id: (\d+)$/gm)].at(-1)![1]!
  await first.end()
  const two = (await report()).body.number
  const second = await open(lastId)
  const resumed = await second.until(new RegExp(`"subject":"${two}"`))
  assert.ok(!resumed.includes(`"subject":"${one}"`), resumed)
  await second.end()
  await app.close()
})

test('a reader that does not read is let go', async () => {
  const joined = Promise.withResolvers<(text: string) => void>()
  const app = await makeApp({
    ...world,
    live: {
      ...world.live,
      join: (scope, lang, lastId, send) => {
        joined.resolve(send)
        return world.live.join(scope, lang, lastId, send)
      },
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const reader = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  reader.on('error', () => {})
  reader.pause()
  reader.write(`GET ${paths.live} HTTP/1.1\r\nhost: x\r\ncookie: jiewang=post-operator\r\n\r\n`)
  const feed = await joined.promise
  const before = process.memoryUsage().external + process.memoryUsage().heapUsed
  const closed = once(reader, 'close')
  const text = `data: ${'x'.repeat(64 * 1024)}\n\n`
  for (let i = 0; i < 2000; i++) {
    feed(text)
    if (i % 100 === 0) await pause(1)
  }
  const grown = process.memoryUsage().external + process.memoryUsage().heapUsed - before
  assert.ok(grown < 64 * 1024 * 1024, `125 MB were sent and ${grown} bytes kept`)
  reader.resume()
  await closed
  await app.close()
})

test('a request sent by halves neither blocks the others nor leaves anything behind', async () => {
  const { app, port } = await listening()
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `POST ${paths.publicReports} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"key":"half-sent-1","wor`,
  )
  await pause(30)
  const other = await fetch(`http://127.0.0.1:${port}${paths.publicDistrict}`)
  assert.equal(other.status, 200)
  await other.arrayBuffer()
  socket.destroy()
  await pause(30)
  assert.equal(await world.store.known('resident-web', 'half-sent-1'), undefined)
  await app.close()
})

test('a reporter hears that the matter went on, and not what was noted inside', async () => {
  const { app, port } = await listening()
  const made = await report()
  const token = made.body.link.slice(3)
  const res = await fetch(`http://127.0.0.1:${port}${paths.trackLive(token)}`)
  const reader = res.body!.pipeThrough(new TextDecoderStream()).getReader()
  const move = (name: string, body: object) =>
    world.as('liuyuan-worker').post(paths.move('matter', made.body.number, name), body)
  assert.equal((await move('note', { words: '内部研究' })).status, 200)
  await pause(60)
  assert.equal((await move('accept', {})).status, 200)
  let heard = ''
  while (!heard.includes('"seq":4')) heard += (await reader.read()).value ?? ''
  assert.ok(!heard.includes('"seq":3'), heard)
  await reader.cancel()
  await app.close()
})
