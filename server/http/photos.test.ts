// A photo's way through the doors: sent alone, bound by the report that names it, seen by whoever sees the matter and by
// nobody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView, TrackView } from '#wire/views.ts'

let world: TestWorld
let picture: Buffer
before(async () => {
  world = await makeWorld()
  picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
})
after(() => world.close())

const send = async (bytes: Buffer, field = 'photo', url: string = paths.publicPhotos, seat?: string) => {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(bytes)]), 'x.jpg')
  const body = new Response(form)
  const res = await world.app.inject({
    method: 'POST',
    url,
    payload: Buffer.from(await body.arrayBuffer()),
    headers: {
      'content-type': body.headers.get('content-type')!,
      ...(seat ? { cookie: `jiewang=post-${seat}`, 'x-csrf': `csrf-post-${seat}` } : {}),
    },
  })
  return { status: res.statusCode, body: res.json() as Record<string, string> }
}

test('a photo belongs to the report that names it first, and is seen where the matter is seen', async () => {
  const { photo } = (await send(picture)).body
  const made = await world.as(undefined).post(paths.publicReports, {
    key: 'photo-report-1',
    words: '柳园小区垃圾堆',
    photos: [photo],
  })
  const thief = await world.as(undefined).post(paths.publicReports, {
    key: 'photo-report-2',
    words: '河东菜市场垃圾堆',
    photos: [photo],
  })
  const url = (number: string) => paths.photo('matter', number, photo!)
  const seen = await world.as('liuyuan-worker').get(url(made.body.number))
  assert.deepEqual([seen.status, seen.headers['content-type']], [200, 'image/jpeg'])
  assert.equal((await world.as('city-handler').get(url(made.body.number))).status, 404)
  assert.equal((await world.as(undefined).get(url(made.body.number))).status, 401)
  assert.equal((await world.as('operator').get(url(thief.body.number))).status, 404)
  const view = await world.as('operator').get<MatterView>(paths.subject('matter', made.body.number))
  assert.deepEqual(view.body.photos, [photo])

  const token = (a: typeof made) => a.body.link.slice(3) as string
  const page = await world.as(undefined).get<TrackView>(paths.track(token(made)))
  assert.deepEqual(page.body.photos, [photo])
  assert.equal((await world.as(undefined).get(paths.trackPhoto(token(made), photo!))).status, 200)
  assert.equal((await world.as(undefined).get(paths.trackPhoto(token(thief), photo!))).status, 404)
})

test('a photo put into a note inside is not shown to the reporter', async () => {
  const { photo } = (await send(picture, 'photo', paths.photos, 'city-handler')).body
  const made = await world
    .as(undefined)
    .post(paths.publicReports, { key: 'photo-report-3', words: '柳园小区油烟' })
  const { number, link } = made.body
  const move = (post: string, name: string, body: object) =>
    world.as(post).post(paths.move('matter', number, name), body)
  await move('operator', 'dispatch', { lead: 'd-city', type: 'EE02' })
  await move('city-handler', 'sign', {})
  const asked = { reason: 'weather', untilOn: '2026-06-10', words: '暴雨预警', photos: [photo] }
  assert.equal((await move('city-handler', 'ask-suspension', asked)).status, 200)
  assert.equal((await world.as('operator').get(paths.photo('matter', number, photo!))).status, 200)
  assert.equal((await world.as(undefined).get(paths.trackPhoto(link.slice(3), photo!))).status, 404)
})

test('what is no photo, too large, or in the wrong field is refused in words', async () => {
  const cases: readonly (readonly [Buffer, string, number])[] = [
    [Buffer.from('<svg onload=alert(1)>'), 'photo', 415],
    [Buffer.alloc(0), 'photo', 422],
    [picture, 'file', 422],
    [Buffer.alloc(8 * 1024 * 1024 + 1, 0xff), 'photo', 413],
  ]
  for (const [bytes, field, status] of cases) {
    const a = await send(bytes, field)
    assert.equal(a.status, status, JSON.stringify(a.body))
    assert.ok(a.body.zh!.length > 5 && a.body.en!.length > 5)
  }
  const noForm = await world.as(undefined).post(paths.publicPhotos, { photo: 'x' })
  assert.equal(noForm.status, 422)
  assert.equal((await send(picture, 'photo', paths.photos)).status, 401)
})
