// The Open311 door beside all other doors of the program: it is let in as they are, and what the house itself says no to
// reaches Open311 clients in the shape they read.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { readXml } from '#server/gate/open311/door.fixture.ts'
import { registerOpen311 } from '#server/gate/open311/register.ts'
import { makeApp } from '#server/http/app.ts'
import { makeGateKey } from '#server/store/gate-keys.ts'
import { makeWorld, type TestWorld } from './support/world.ts'

let world: TestWorld
let app: FastifyInstance
let key: string
before(async () => {
  world = await makeWorld()
  app = await makeApp(world)
  await registerOpen311(app, world)
  await app.ready()
  key = (await makeGateKey(world.db, 'fixmystreet', 'FixMyStreet', world.now())).key
})
after(async () => {
  await app.close()
  await world.close()
})

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/open311/v2/requests.xml',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
const good = () => ({
  api_key: key,
  service_code: 'CM02',
  lat: '29.808',
  long: '106.004',
  description: '垃圾',
})

test('every address of it says who may knock', () => {
  const doors = app.doors.filter(d => d.url.startsWith('/open311/'))
  assert.equal(doors.length, 15)
  assert.ok(doors.every(d => d.access === 'public' && d.name.startsWith('open311-')))
})

test('a report with a real picture comes in, and the officers see it', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const boundary = 'BOUNDARY'
  const fields = { ...good(), request_id: 'p1', first_name: '明', last_name: '王', phone: '13800000000' }
  const payload = Buffer.concat([
    Buffer.from(
      Object.entries(fields)
        .map(([n, t]) => `--${boundary}\r\ncontent-disposition: form-data; name="${n}"\r\n\r\n${t}\r\n`)
        .join(''),
    ),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    picture,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const r = await app.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
  assert.equal(r.statusCode, 200, r.payload)
  const number = r.json()[0].service_request_id
  const loaded = (await world.desk.load(number))!
  const doc = loaded.standing.doc as unknown as { photos: string[]; reporters: string[] }
  assert.equal(doc.photos.length, 1)
  assert.deepEqual(JSON.parse((await world.vault.open(doc.reporters[0]!))!), {
    name: '王明',
    phone: '13800000000',
  })
  const seen = await world.as('dispatcher').get(`/api/matters/${number}`)
  assert.equal(seen.status, 200, seen.text)
  assert.ok(JSON.stringify(seen.body).includes('垃圾'))
})

test('a page of another site cannot post, and is told so in XML', async () => {
  const r = await form(good(), { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
  assert.equal(r.statusCode, 403)
  assert.equal(r.headers['content-type'], 'text/xml; charset=utf-8')
  const [error] = readXml(r.payload).value as { code: string }[]
  assert.equal(error!.code, '403')
})

test('a flood is told to wait, in XML and JSON', async () => {
  const flood = (format: string) =>
    Promise.all(Array.from({ length: 1500 }, () => app.inject(`/open311/v2/services.${format}`)))
  const refused = (await flood('xml')).find(r => r.statusCode === 429)
  assert.ok(refused, 'a flood is refused')
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal(readXml(refused.payload).root, 'errors')
  const json = (await flood('json')).find(r => r.statusCode === 429)
  assert.equal(json!.json()[0].code, 429)
})
