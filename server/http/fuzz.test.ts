// Ten thousand requests nobody would send, over every door, from a seed: each gets an answer, none of it a 5xx, and what
// hostile words come back come back as words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { lives } from '#core/lives/all.ts'
import { bodyFor } from '#test/support/move-body.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { paths } from '#wire/paths.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

/** mulberry32: the same seed, the same requests. */
const diceOf = (seed: number) => {
  let s = seed
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const hostile = '<script>alert(1)</script>'
const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'a'.repeat(6000),
  '𠮷'.repeat(300),
  '‮反',
  hostile,
  "'; drop table fact; --",
  '{words}{by}{__proto__}',
  '../../etc/passwd',
  '%00%ff',
  '2026-13-45',
  '500198',
  'd-city',
  'EE02',
  'dispatch',
  [],
  [[]],
  [null],
  ['d-city', 'd-city'],
  [106, 29.8],
  [1e9, -1e9],
  {},
  { a: { b: { c: {} } } },
  { __proto__: { admin: true } },
  { toString: 1, constructor: 'x', length: -1 },
]

test('10,000 strange requests over every door: no 5xx, no hang, no lost world', async () => {
  const seed = Number(process.env.JIEWANG_SEED ?? 7)
  const count = Number(process.env.JIEWANG_FUZZ ?? 10_000)
  const random = diceOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const made = await world
    .as(undefined)
    .post(paths.publicReports, { key: 'fuzz-00001', words: '柳园小区油烟' })
  const token = made.body.link.slice(3) as string
  const subjects = [made.body.number as string, 'XX20260603-00002', 'XX20260603-99999', '\u0000', 'x y']
  const posts = [
    undefined,
    'operator',
    'liuyuan-worker',
    'city-handler',
    'clerk',
    'keyholder',
    'sec',
    'audit',
  ]
  const moveNeeds = new Map(
    Object.values(lives).flatMap(l => Object.entries(l.moves).map(([n, m]) => [n, m.needs] as const)),
  )
  const doors = world.app.doors.filter(d => !d.url.endsWith('/live'))
  const keysOf = (url: string): string[] => {
    const needs = moveNeeds.get(url.split('/').at(-1) ?? '')
    return [
      ...Object.keys(needs ?? {}),
      'seq',
      'key',
      'words',
      'place',
      'type',
      'contact',
      'photos',
      'channel',
    ]
  }
  const value = (): unknown =>
    random() < 0.8 ? pick(strange) : { [pick(['a', 'words', '__proto__'])]: pick(strange) }
  const bodyOf = (url: string): unknown => {
    if (random() < 0.1) return pick(strange)
    const needs = moveNeeds.get(url.split('/').at(-1) ?? '')
    const body: Record<string, unknown> =
      needs && random() < 0.7
        ? bodyFor(needs)
        : {
            key: `fuzz-${Math.floor(random() * 1e6)}`,
            words: '柳园小区垃圾',
            channel: 'officer-app',
            kind: 'request',
          }
    for (let i = Math.floor(random() * 3); i > 0; i--) body[pick(keysOf(url))] = value()
    return body
  }
  const text = (): string => {
    const v = pick(strange)
    return encodeURIComponent(
      (typeof v === 'string' ? v : JSON.stringify(v)).replace(/[\ud800-\udfff]/g, 'x'),
    ).slice(0, 300)
  }
  const urlOf = (url: string): string => {
    const real = url
      .replace(':subject', encodeURIComponent(pick(subjects)))
      .replace(':token', random() < 0.7 ? token : text())
      .replace(/:\w+/g, () => text())
      .replace('*', () => text())
    const query =
      random() < 0.4
        ? `?${pick(['tab', 'q', 'cursor', 'limit', 'words', 'lng', 'place', 'state', 'x'])}=${text()}`
        : ''
    return real + query
  }
  const bad: string[] = []
  const statuses = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const door = pick(doors)
    const post = pick(posts)
    const isGet = door.method === 'GET'
    const headers: Record<string, string> = post
      ? { cookie: `jiewang=post-${post}`, 'x-csrf': `csrf-post-${post}` }
      : {}
    if (random() < 0.05)
      headers['accept-language'] = String(pick(['en', ';;;q=', 'zh;q=abc,en;q=0.9', 'x'.repeat(2000)]))
    const raw = random() < 0.06
    const request: InjectOptions = {
      method: door.method as 'GET',
      url: urlOf(door.url),
      headers: isGet
        ? headers
        : { ...headers, 'content-type': random() < 0.03 ? 'text/plain' : 'application/json' },
      ...(isGet
        ? {}
        : {
            payload: raw
              ? String(pick(['{', '[1,', '{"a":', '\u0000', '"x"', 'NaN', '']))
              : JSON.stringify(bodyOf(door.url)),
          }),
    }
    const late = setTimeout(() => bad.push(`hangs: ${door.method} ${request.url}`), 5000)
    const res = await world.app.inject(request)
    clearTimeout(late)
    statuses.set(res.statusCode, (statuses.get(res.statusCode) ?? 0) + 1)
    world.turnTo((world.now() + 20_000) as never)
    const isMissingBuild = res.statusCode === 503 && door.url !== '/readyz' && !door.url.startsWith('/api/')
    if (res.statusCode >= 500 && !isMissingBuild)
      bad.push(
        `${res.statusCode} ${door.method} ${request.url} ${String(request.payload).slice(0, 200)} → ${res.body.slice(0, 200)}`,
      )
    const isHtml = String(res.headers['content-type']).includes('html')
    if (isHtml && res.body.includes(hostile)) bad.push(`unescaped: ${request.url}`)
    if (res.statusCode >= 400 && !isHtml && !/"zh":".+","en":".+"/.test(res.body))
      bad.push(`${res.statusCode} without words: ${door.method} ${request.url} → ${res.body.slice(0, 200)}`)
    if (bad.length > 5) break
  }
  assert.deepEqual(bad, [], `seed ${seed}`)
  for (const status of [200, 401, 403, 404, 422])
    assert.ok((statuses.get(status) ?? 0) > 20, `few ${status}: ${[...statuses]}`)
  assert.equal((await world.as(undefined).get('/readyz')).status, 200)
  assert.equal((await world.as(undefined).get(paths.track(token))).status, 200)
})
