// The life of a matter through the doors: a resident reports, the desk sends it on, a bureau handles it, somebody else
// checks, the reporter rates. Every party sees its own side of the same thing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import type { Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView, OfferView, Page, TrackView } from '#wire/views.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

const ok = <T>(a: { status: number; body: T; text: string }): T => {
  assert.equal(a.status, 200, a.text)
  return a.body
}
const openMoves = (offers: readonly OfferView[]) => offers.filter(o => o.open).map(o => o.move)

test('a matter from the report to the rating', async () => {
  const nobody = world.as(undefined)
  const reported = ok(
    await nobody.post<Reported>(paths.publicReports, {
      key: 'key-0123456789',
      words: '柳园小区门口烧烤摊油烟很大，每天晚上都这样，联系人张三 13812345678',
      place: { words: '柳园小区' },
      contact: { name: '张三', phone: '13812345678' },
    }),
  )
  assert.match(reported.number, /^XX20260603-00001$/)
  assert.match(reported.link ?? '', /^\/r\/[\w-]{22}$/)
  const token = reported.link!.slice(3)
  const track = () => nobody.get<TrackView>(paths.track(token)).then(ok)
  const first = await track()
  assert.equal(first.hasContact, true)
  assert.doesNotMatch(JSON.stringify(first), /13812345678/)
  assert.match(first.next, /柳园社区工作站将在 6月3日 周三 .* 前看过/)

  const worker = world.as('liuyuan-worker')
  const list = ok(await worker.get<Page>(paths.subjects('matter', { tab: 'desk' })))
  assert.deepEqual(
    list.rows.map(r => r.subject),
    [reported.number],
  )
  const atDesk = ok(await worker.get<MatterView>(paths.subject('matter', reported.number)))
  assert.equal(atDesk.suggestion?.lead, 'd-city')
  assert.ok(openMoves(atDesk.offers).includes('dispatch'))
  const move = async (post: string, name: string, body: object) =>
    ok(await world.as(post).post<MatterView>(paths.move('matter', reported.number, name), body))
  const sent = await move('liuyuan-worker', 'dispatch', { seq: atDesk.row.seq, lead: 'd-city', type: 'EE02' })
  assert.equal(sent.row.stateWords, '已派单')
  assert.equal((await track()).holder, '区城管局')

  await move('city-handler', 'sign', {})
  await move('city-handler', 'contact', { words: '已电话联系' })
  const fed = await move('city-handler', 'feedback', { result: '已责令整改' })
  assert.equal(fed.row.state, 'feedback')
  const own = await world
    .as('city-handler')
    .post(paths.move('matter', reported.number, 'verify'), { outcome: 'pass' })
  assert.equal(own.status, 403)
  assert.match(own.body.zh, /核查/)
  await move('liuyuan-worker', 'verify', { outcome: 'pass', words: '现场看过' })
  await move('liuyuan-worker', 'close', { answer: '摊贩已迁走' })

  const closed = await track()
  assert.equal(closed.answer, '摊贩已迁走')
  assert.deepEqual(openMoves(closed.offers).sort(), ['rate', 'reopen'])
  const rated = ok(
    await nobody.post<TrackView>(paths.trackMove(token, 'rate'), { solved: true, satisfied: 'very' }),
  )
  assert.deepEqual(rated.ratings, [{ solved: true, satisfied: 'very', round: 0 }])
  for (const line of rated.timeline) assert.doesNotMatch(line.text, /石丁|边壬|\{/)
})
