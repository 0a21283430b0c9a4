// Harder lives through the doors: returned and ruled on, extended, handled by several, redone, merged, declined, aimed at
// a unit itself, and a petition on its statutory path. What each party reads is the test.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import type { Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { Counts, MatterView, Me, Page, TrackView } from '#wire/views.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

let keys = 0
const tell = async (words: string, more: object = {}) => {
  const a = await world
    .as(undefined)
    .post<Reported>(paths.publicReports, { key: `story-${++keys}-x`, words, ...more })
  assert.equal(a.status, 200, a.text)
  const token = a.body.link!.slice(3)
  return {
    number: a.body.number,
    token,
    page: async () => (await world.as(undefined).get<TrackView>(paths.track(token))).body,
    rate: (body: object) => world.as(undefined).post(paths.trackMove(token, 'rate'), body),
    tellMore: (words: string) => world.as(undefined).post(paths.trackMove(token, 'tell-more'), { words }),
  }
}

type Step = readonly [post: string, move: string, body?: object, refused?: string]
/** Each step as a post; a step with a code is refused with it. */
const walk = async (number: string, steps: readonly Step[], life = 'matter'): Promise<MatterView> => {
  let last: MatterView | undefined
  for (const [post, move, body = {}, refused] of steps) {
    world.pass(1)
    const a = await world.as(post).post(paths.move(life, number, move), body)
    const what = `${post} ${move}: ${a.text.slice(0, 300)}`
    if (refused) assert.equal(a.body?.refused, refused, what)
    else {
      assert.equal(a.status, 200, what)
      last = a.body
    }
  }
  return last!
}

const toCity: Step = ['operator', 'dispatch', { lead: 'd-city', type: 'EE02' }]

test('returned, ruled on for good, extended, handled by two, redone, reopened by the reporter', async () => {
  const m = await tell('柳园小区烧烤油烟扰民', { place: { words: '柳园小区' } })
  const returning = { reason: 'wrong-duty', basis: '大气污染防治法', words: '应归公安' }
  await walk(m.number, [
    toCity,
    ['city-handler', 'return', returning],
    ['city-handler', 'rule', { ruling: 'rejected', words: '自己裁自己' }, 'not-yours'],
    ['operator', 'rule', { ruling: 'rejected', words: '目录写明归城管' }],
    ['city-handler', 'return', returning, 'already-arbitrated'],
    ['city-handler', 'sign'],
    ['city-handler', 'ask-extension', { days: 3, words: '设备到货要三天' }],
    ['city-handler', 'approve', {}, 'not-yours'],
  ])
  const waiting = (await world.as('city-approver').get<Page>(paths.subjects('matter', { tab: 'asked' }))).body
  assert.deepEqual(
    waiting.rows.map(r => r.subject),
    [m.number],
  )
  const handling = await walk(m.number, [
    ['city-approver', 'approve'],
    ['city-handler', 'ask-extension', { days: 3, words: '再来' }, 'extended-once'],
    ['city-handler', 'add-co', { units: ['d-police'], words: '请公安到场' }],
    ['city-handler', 'feedback', { result: '完成' }, 'parts-open'],
  ])
  assert.deepEqual(handling.co, [['d-police', '区公安分局']])
  await walk(m.number, [
    ['police-handler', 'finish-part', { result: '已到场' }],
    ['city-handler', 'feedback', { result: '已整改' }],
    ['operator', 'verify', { outcome: 'fail', words: '现场还在冒烟' }],
    ['city-handler', 'feedback', { result: '再次整改' }],
    ['operator', 'verify', { outcome: 'pass', words: '属实' }],
    ['operator', 'close', { answer: '已拆除烧烤炉' }],
  ])
  const closed = await m.page()
  assert.equal(closed.returns, 1)
  assert.match(closed.next, /已办结。请评价/)
  const unhappy = await m.rate({ solved: false, satisfied: 'no', words: '晚上又来了' })
  assert.equal(unhappy.body.stateWords, '重新办理')
  assert.equal(unhappy.body.clock.promise, true)
  assert.deepEqual(
    (await world.as('city-handler').get<Page>(paths.subjects('matter', { tab: 'todo' }))).body.rows.map(
      r => r.subject,
    ),
    [m.number],
  )
})

test('a place nobody named is asked for in one sentence; the answer finds it, and is masked', async () => {
  const m = await tell('楼上天天半夜打麻将，吵得睡不着', { contact: { phone: '13800000000' } })
  const seen = async () =>
    (await world.as('operator').get<MatterView>(paths.subject('matter', m.number))).body.suggestion!
  const { ask, place, sure } = await seen()
  assert.match(ask ?? '', /请问具体在哪/)
  assert.deepEqual([place.how, sure], ['none', false])
  await walk(m.number, [['operator', 'ask', { words: ask! }]])
  assert.ok((await m.page()).timeline.some(l => l.text.includes(ask!)))
  assert.equal((await seen()).ask, undefined, 'asked once')
  assert.equal((await m.tellMore('柳园小区1栋，打我电话13912345678')).status, 200)
  const found = await seen()
  assert.deepEqual([found.place.how, found.place.territory.slice(0, 14)], ['words', '50019800100101'])
  const { timeline } = (await world.as('operator').get<MatterView>(paths.subject('matter', m.number))).body
  assert.ok(timeline.some(l => l.text.includes('反映人补充：柳园小区1栋')))
  assert.doesNotMatch(JSON.stringify(timeline), /13912345678/)
})

test('two reporters of the same thing: one is merged, both follow it, each rates for themselves', async () => {
  const first = await tell('锦绣小区门口积水很深', { place: { words: '锦绣小区' } })
  const second = await tell('锦绣小区门口积水好几天了', { place: { words: '锦绣小区' } })
  const advice = (await world.as('operator').get<MatterView>(paths.subject('matter', second.number))).body
    .suggestion!
  assert.ok(
    advice.duplicates.some(d => d.subject === first.number),
    JSON.stringify(advice.duplicates),
  )
  await walk(second.number, [['operator', 'merge', { into: first.number, words: '同一处积水' }]])
  const joined = await walk(first.number, [
    ['operator', 'dispatch', { lead: 'd-emergency', type: 'ER01' }],
    ['emergency-handler', 'sign'],
    ['emergency-handler', 'feedback', { result: '已抽排' }],
    ['operator', 'verify', { outcome: 'pass' }],
    ['operator', 'close', { answer: '积水已排完' }],
  ])
  assert.deepEqual([joined.row.merged, joined.reporters], [1, 2])
  const page = await second.page()
  assert.deepEqual([page.number, page.mergedInto, page.answer], [second.number, first.number, '积水已排完'])
  assert.ok(
    page.timeline.some(l => /合并办理/.test(l.text)) && page.timeline.some(l => /积水已排完/.test(l.text)),
  )
  assert.equal((await second.rate({ solved: true, satisfied: 'yes' })).status, 200)
  assert.equal((await second.rate({ solved: true, satisfied: 'yes' })).body.refused, 'already-rated')
  const others = await first.page()
  assert.deepEqual([others.ratings, others.timeline.some(l => /您评价/.test(l.text))], [[], false])
  assert.equal((await first.rate({ solved: true, satisfied: 'fair' })).body.ratings.length, 1)
})

test('declined with a reason; the reporter objects and the centre above takes it', async () => {
  const m = await tell('柳园小区说不清的事', { place: { words: '柳园小区' } })
  await walk(m.number, [['liuyuan-worker', 'decline', { reason: 'no-content', words: '请补充时间地点' }]])
  assert.match((await m.page()).next, /可以提出异议/)
  const objected = await world
    .as(undefined)
    .post<TrackView>(paths.trackMove(m.token, 'object'), { words: '就在三栋楼下' })
  assert.equal(objected.body.holder, '东街道指挥中心')
  const inbox = await world.as('east-dispatcher').get<Page>(paths.subjects('matter', { tab: 'desk' }))
  assert.ok(inbox.body.rows.some(r => r.subject === m.number))
})

test('a report against a bureau: the bureau can neither be given it nor find it', async () => {
  const m = await tell('区城管局执法不公', { accused: ['d-city'] })
  await walk(m.number, [['operator', 'dispatch', { lead: 'd-city', type: 'CM01' }, 'accused-cannot-lead']])
  const found = await world
    .as('city-handler')
    .get<Page>(paths.subjects('matter', { tab: 'all', q: '执法不公' }))
  assert.deepEqual(found.body.rows, [])
  assert.ok((await world.as('operator').get<MatterView>(paths.subject('matter', m.number))).status === 200)
})

test('a search takes each word by itself, and a number as far as it was typed', async () => {
  const m = await tell('金柳花园2栋电梯门关不上')
  const found = async (q: string) =>
    (await world.as('operator').get<Page>(paths.subjects('matter', { tab: 'all', q }))).body.rows.some(
      r => r.subject === m.number,
    )
  const day = m.number.replace(/-.*/, '')
  for (const q of ['金柳花园 电梯', '电梯 金柳', m.number, m.number.toLowerCase(), day, `${day}-0`])
    assert.ok(await found(q), q)
  for (const q of ['金柳花园 路灯', '园电', `${day}-9`]) assert.ok(!(await found(q)), q)
})

test('an officer closes on the spot, and the same key again is the same matter', async () => {
  const body = {
    key: 'phone-0001-1',
    channel: 'officer-app',
    words: '柳园小区楼道堆了纸箱',
    type: 'CM02',
    place: { point: [106.004, 29.808] },
    onSpot: { result: '已劝导清走' },
  }
  const report = () => world.as('liuyuan-peace').post<Reported>(paths.subjects('matter'), body)
  const one = await report()
  assert.equal(one.status, 200, one.text)
  assert.equal(one.body.link, undefined)
  assert.deepEqual([(await report()).body.number, (await report()).body.known], [one.body.number, true])
  const seen = await world.as('liuyuan-peace').get<MatterView>(paths.subject('matter', one.body.number))
  assert.deepEqual([seen.body.row.state, seen.body.answer], ['closed', '已劝导清走'])
  const wrong = await world
    .as('liuyuan-peace')
    .post(paths.subjects('matter'), { ...body, key: 'phone-0001-2', urgency: 'soon' })
  assert.equal(wrong.status, 422)
})

test('nobody moves: the light turns red by itself and the tab “late” counts it', async () => {
  const m = await tell('柳园小区路灯不亮', { place: { words: '柳园小区' } })
  const late = async () =>
    (await world.as('liuyuan-worker').get<Counts>(paths.counts('matter'))).body.tabs.late!
  const before = await late()
  world.pass(45)
  await world.desk.turn(world.now(), 100)
  assert.ok((await late()) > before)
  const list = (await world.as('liuyuan-worker').get<Page>(paths.subjects('matter', { tab: 'late' }))).body
  assert.equal(list.rows.length, await late())
  assert.ok(list.rows.some(r => r.subject === m.number))
  const view = (await world.as('liuyuan-worker').get<MatterView>(paths.subject('matter', m.number))).body
  assert.equal(view.clocks[0]!.light, 'red')
  assert.ok(view.timeline.some(l => /分拣亮红灯/.test(l.text)))
  assert.deepEqual(
    view.answerable.map(a => [a.level, a.person]),
    [
      ['网格', '叶己'],
      ['社区', '石丁'],
      ['镇街', '邓甲'],
      ['区', '卜二'],
    ],
  )
})

test('a petition: registered, forwarded, taken up, answered, each with its statutory day', async () => {
  const made = await world.as('clerk').post<Reported>(paths.subjects('petition'), {
    key: 'letter-0001',
    channel: 'visit',
    kind: 'request',
    words: '请求解决小区外立面脱落',
    contact: { name: '周某', phone: '13700004444' },
  })
  assert.equal(made.status, 200, made.text)
  const page = async () =>
    (await world.as(undefined).get<TrackView>(paths.track(made.body.link!.slice(3)))).body
  assert.match((await page()).next, /将在 6月18日 周四 .* 前转给有权处理的机关|前转给有权处理的机关/)
  const { number } = made.body
  const offers = async (post: string) =>
    (await world.as(post).get<MatterView>(paths.subject('petition', number))).body.offers
      .filter(o => o.open)
      .map(o => o.move)
  assert.ok((await offers('clerk')).includes('forward'))
  await walk(number, [['clerk', 'forward', { lead: 'd-city', words: '请依法办理' }]], 'petition')
  assert.match((await page()).next, /区城管局将在 .* 前书面告诉您是否受理/)
  await walk(number, [['city-handler', 'accept', { words: '属于本局职责' }]], 'petition')
  assert.match((await page()).next, /前给您书面意见/)
  assert.equal((await world.as('police-handler').get(paths.subject('petition', number))).status, 404)
  assert.equal((await world.as('liuyuan-worker').get(paths.subject('petition', number))).status, 404)
})

test('a grid leader and a peace officer find what is open and what was closed in their grid, and nothing beyond it', async () => {
  const inside = await tell('柳园小区楼道堆物', { place: { words: '柳园小区' } })
  await tell('锦绣小区楼道堆物', { place: { words: '锦绣小区' } })
  for (const post of ['liuyuan-leader', 'liuyuan-peace']) {
    const me = (await world.as(post).get<Me>(paths.session)).body
    assert.deepEqual(
      me.tabs.map(([tab]) => tab),
      ['watching', 'late', 'done', 'all'],
    )
    const { rows } = (await world.as(post).get<Page>(`${paths.subjects('matter')}?limit=200`)).body
    assert.ok(rows.some(r => r.subject === inside.number))
    assert.ok(rows.every(r => r.place.startsWith('50019800100101')))
    const { tabs } = (await world.as(post).get<Counts>(paths.counts('matter'))).body
    assert.equal(tabs.watching, rows.length)
  }
})
