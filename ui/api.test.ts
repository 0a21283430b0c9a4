import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { api, Refused, setCsrf, Unreachable } from './api.ts'

type Sent = { path: string; method: string; headers: Record<string, string> }
let sent: Sent[] = []
let answers: (() => Response | Promise<Response>)[] = []
const realFetch = globalThis.fetch

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })
const silence = () => Promise.reject(new TypeError('connection reset'))
const no = { refused: 'no-words', zh: '请写明情况。', en: 'Please say what.' }

beforeEach(() => {
  sent = []
  globalThis.fetch = async (path, init) => {
    sent.push({
      path: String(path),
      method: init?.method ?? 'GET',
      headers: init?.headers as Record<string, string>,
    })
    const next = answers.shift()
    assert.ok(next, `nobody expected request ${sent.length}`)
    return next()
  }
})
afterEach(() => {
  globalThis.fetch = realFetch
  setCsrf(undefined)
})

test('a refusal arrives as its sentence and is not asked again', async () => {
  answers = [json(422, no)]
  await assert.rejects(api.post('/x', {}, { repeatable: true }), (error: unknown) => {
    assert.ok(error instanceof Refused)
    assert.equal(error.code, 'no-words')
    assert.equal(error.sentence, '请写明情况。')
    return true
  })
  assert.equal(sent.length, 1)
})

test('what may be repeated is, after silence and after “too many at once”; what may not is not', async () => {
  answers = [silence, json(200, { number: 1 })]
  assert.deepEqual(await api.post('/x', {}, { repeatable: true }), { number: 1 })
  answers = [json(429, { ...no, refused: 'too-often' }, { 'retry-after': '1' }), json(200, 'ok')]
  assert.equal(await api.post('/x', {}, { repeatable: true }), 'ok')
  assert.equal(sent.length, 4)
  answers = [silence]
  await assert.rejects(api.post('/x'), Unreachable)
})

test('a gateway’s page instead of an answer is silence, not a refusal', async () => {
  answers = [() => new Response('<h1>Bad gateway</h1>', { status: 502 })]
  await assert.rejects(api.get('/x'), Unreachable)
})

test('changes carry the csrf token, reads do not; every request names the language', async () => {
  setCsrf('abc')
  answers = [json(200, {}), json(200, {})]
  await api.get('/x')
  await api.post('/x')
  assert.deepEqual(
    sent.map(s => [s.method, s.headers['x-csrf'], s.headers['accept-language']]),
    [
      ['GET', undefined, 'zh'],
      ['POST', 'abc', 'zh'],
    ],
  )
})
