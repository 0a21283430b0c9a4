// Live equals fresh: an old list plus the streamed changes is the list somebody would fetch now – whatever happened,
// wherever the line was cut, whoever was walled off in between.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { offers } from '#core/life/decide.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { type Scope, scopeOf } from '#core/life/who.ts'
import { makeDesk } from '#desk/desk.ts'
import { makeKeeper } from '#server/store/keeper.ts'
import { listSubjects } from '#server/store/lists.ts'
import { makeStore } from '#server/store/store.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { makeLive } from './live.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld({ live: { batchMs: 10, heartbeatMs: 200 } })
})
after(() => world.close())

const actorOf = (post: string): Actor & { kind: 'officer' } => {
  const d = world.district()
  const p = d.post(`post-${post}`)!
  return { kind: 'officer', person: d.holdersOf(p.id, world.now())[0]!.id, post: p, unit: d.unit(p.unit)! }
}

type RowLike = { subject: string; seq: number; state: string; lead: string; place: string }
/** A screen: what it holds, and the position it would send back. */
class Screen {
  readonly rows = new Map<string, RowLike>()
  readonly named = new Set<string>()
  id: string | undefined
  resets = 0
  hear = (text: string) => {
    for (const event of text.split('\n\n').filter(Boolean)) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1]
      const data = JSON.parse(field('data') ?? '{}')
      if (field('event') === 'row') this.rows.set(data.subject, data)
      if (field('event') === 'gone') this.rows.delete(data.subject)
      if (field('event') === 'reset') this.resets++
      if (data.subject) this.named.add(data.subject)
      this.id = field('id') ?? this.id
    }
  }
  get sorted() {
    return [...this.rows.values()].map(r => `${r.subject} ${r.seq} ${r.state} ${r.lead} ${r.place}`).sort()
  }
}

const freshRows = async (scope: Scope) => {
  const { rows } = await listSubjects(
    world.db,
    scope,
    { life: 'matter', tab: 'all', limit: 200 },
    world.now(),
  )
  return rows.map(r => `${r.subject} ${r.seq} ${r.state} ${r.lead} ${r.place}`).sort()
}

/** Waits until the screen shows what a fresh list shows. */
const settled = async (screen: Screen, scope: Scope): Promise<void> => {
  const until = performance.now() + 5000
  for (;;) {
    const fresh = await freshRows(scope)
    if (JSON.stringify(fresh) === JSON.stringify(screen.sorted)) return
    if (performance.now() > until) return assert.deepEqual(screen.sorted, fresh)
    await pause(20)
  }
}

let reported = 0
const report = async (words: string, accused: readonly string[] = []) => {
  const r = await world.receive({
    report: {
      source: 'test',
      sourceId: `${++reported}`,
      channel: 'resident-web',
      at: world.now(),
      words,
      photos: [],
      lang: 'zh',
      ...(accused.length ? { accused } : {}),
    },
    actor: { kind: 'gate', source: 'test' },
  })
  assert.ok(!isRefusal(r))
  return r.number
}

const places = ['柳园小区', '锦绣小区', '河东菜市场', '某处']
const types = ['油烟很大', '垃圾没人清', '占道经营', '邻居纠纷']
/** mulberry32 */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const readers = [
  'operator',
  'liuyuan-worker',
  'baishi-dispatcher',
  'city-handler',
  'liuyuan-peace',
  'sys',
] as const

test('old screens plus the stream show what a fresh list shows, under random moves and cuts', async () => {
  const seed = Number(process.env.JIEWANG_SEED ?? 20260603)
  const random = dice(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const screens = new Map(readers.map(r => [r, new Screen()]))
  const leave = new Map<string, () => void>()
  const join = async (r: (typeof readers)[number]) => {
    const s = screens.get(r)!
    leave.set(r, await world.live.join(scopeOf(actorOf(r)), 'zh', s.id, s.hear))
  }
  for (const r of readers) await join(r)
  const posts = [
    'operator',
    'liuyuan-worker',
    'east-dispatcher',
    'city-handler',
    'baishi-dispatcher',
    'watch',
  ]
  const numbers: string[] = []
  for (let i = 0; i < 250; i++) {
    if (numbers.length < 12 || random() < 0.15) numbers.push(await report(`${pick(places)}${pick(types)}`))
    const subject = pick(numbers)
    const actor = actorOf(pick(posts))
    const l = await world.desk.load(subject)
    const open = offers(l!.life, l!.standing, actor, world.now(), world.district()).filter(o => o.open)
    if (open.length > 0) {
      const input = {
        lead: pick(['d-city', 'd-police', 'c-500198001001', 'c-500198001002', 'c-500198101']),
        place: pick(['50019800100101', '50019800100201', '500198101201', '500198']),
        units: [pick(['d-city', 'c-500198001001', 'd-police'])],
        type: pick(['EE02', 'CM02', 'MD01']),
        words: '说明',
        result: '已处理',
        outcome: pick(['pass', 'fail']),
        answer: '已办',
        reason: pick(['no-content', 'wrong-duty', 'weather']),
        basis: '条例',
        ruling: pick(['upheld', 'refused']),
        into: pick(numbers),
      }
      await world.desk.move(subject, pick(open).move, actor, input)
    }
    if (random() < 0.1) {
      const r = pick(readers)
      leave.get(r)!()
      leave.delete(r)
      if (random() < 0.5) await pause(15)
      numbers.push(await report(`${pick(places)}${pick(types)}`))
      await join(r)
    }
  }
  for (const r of readers) {
    await settled(screens.get(r)!, scopeOf(actorOf(r)))
    assert.equal(screens.get(r)!.resets, 0, `${r} was told to start anew (seed ${seed})`)
  }
  for (const end of leave.values()) end()
  assert.equal(screens.get('sys')!.named.size, 0, 'an administrator of the machine is told of nothing')
  assert.ok(screens.get('city-handler')!.named.size < screens.get('operator')!.named.size)
})

test('a unit walled off is told once that the matter is gone, and nothing ever after', async () => {
  const city = scopeOf(actorOf('city-handler'))
  const screen = new Screen()
  const leave = await world.live.join(city, 'zh', undefined, screen.hear)
  const number = await report('柳园小区油烟很大')
  const operator = actorOf('operator')
  assert.ok(!isRefusal(await world.desk.move(number, 'dispatch', operator, { lead: 'd-city', type: 'EE02' })))
  await settled(screen, city)
  assert.ok(screen.rows.has(number))
  assert.ok(!isRefusal(await world.desk.move(number, 'wall', operator, { units: ['d-city'] })))
  await settled(screen, city)
  assert.ok(!screen.rows.has(number))
  const heard: string[] = []
  const leaveToo = await world.live.join(city, 'zh', screen.id, t => heard.push(t))
  assert.ok(!isRefusal(await world.desk.move(number, 'note', operator, { words: '内部研究' })))
  await pause(150)
  assert.ok(!heard.join('').includes(number))
  leave()
  leaveToo()
})

test('a reader cut off before the wall and back after it is told that the matter is gone', async () => {
  const city = scopeOf(actorOf('city-handler'))
  const operator = actorOf('operator')
  const screen = new Screen()
  const leave = await world.live.join(city, 'zh', undefined, screen.hear)
  const number = await report('柳园小区油烟又来了')
  await world.desk.move(number, 'dispatch', operator, { lead: 'd-city', type: 'EE02' })
  await settled(screen, city)
  leave()
  await world.desk.move(number, 'wall', operator, { units: ['d-city'] })
  await world.desk.move(number, 'note', operator, { words: '再看' })
  const leaveAgain = await world.live.join(city, 'zh', screen.id, screen.hear)
  await settled(screen, city)
  assert.ok(!screen.rows.has(number))
  leaveAgain()
})

test('somebody complained about never hears that the matter exists', async () => {
  const city = scopeOf(actorOf('city-handler'))
  const screen = new Screen()
  const leave = await world.live.join(city, 'zh', undefined, screen.hear)
  const number = await report('柳园小区：反映区城管局不作为', ['d-city'])
  await world.desk.move(number, 'accept', actorOf('operator'), {})
  await pause(150)
  assert.ok(!screen.named.has(number))
  leave()
})

test('a position of another database means: read everything anew', async () => {
  const screen = new Screen()
  const leave = await world.live.join(scopeOf(actorOf('operator')), 'zh', '999999999999', screen.hear)
  assert.equal(screen.resets, 1)
  leave()
})

test('a batch whose telling failed is told again', async () => {
  let broken = true
  const db = {
    ...world.db,
    as: (who: Parameters<typeof world.db.as>[0]) => {
      if (broken) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
      return world.db.as(who)
    },
  }
  const live = await makeLive({ db, factsOf: world.store.factsOf, row: r => r, batchMs: 5, heartbeatMs: 50 })
  const scope = scopeOf(actorOf('operator'))
  const screen = new Screen()
  const leave = await live.join(scope, 'zh', undefined, screen.hear)
  const number = await report('河东菜市场垃圾堆')
  await pause(60)
  assert.ok(!screen.rows.has(number))
  broken = false
  const until = performance.now() + 3000
  while (!screen.rows.has(number) && performance.now() < until) await pause(10)
  assert.ok(screen.rows.has(number))
  leave()
  await live.close()
})

test('what another process did is seen in this one, and whoever was walled off there sees nothing here', async () => {
  const elsewhere = makeDesk(
    makeStore(
      world.db,
      makeKeeper(world.db, world.now, (_series, n) => `XX${n}`),
    ),
    world.district,
    world.now,
  )
  const operator = actorOf('operator')
  const city = actorOf('city-handler')
  const number = await report('柳园小区油烟扰民，两边都在看')
  assert.ok(!isRefusal(await world.desk.move(number, 'dispatch', operator, { lead: 'd-city', type: 'EE02' })))
  assert.ok(!isRefusal(await world.desk.see(number, city)))
  assert.ok(!isRefusal(await elsewhere.move(number, 'wall', operator, { units: ['d-city'] })))
  const until = performance.now() + 3000
  while (!isRefusal(await world.desk.see(number, city)) && performance.now() < until) await pause(10)
  assert.ok(isRefusal(await world.desk.see(number, city)))
  const seen = await world.desk.see(number, operator)
  assert.ok(!isRefusal(seen) && seen.facts.some(f => f.type === 'walled'))
})

test('a passing figure reaches the centres over the place, and no department, no other town, no administrator', async () => {
  const heard = new Map<string, string>()
  const leave: (() => void)[] = []
  for (const post of ['operator', 'east-dispatcher', 'baishi-dispatcher', 'city-handler', 'sys'])
    leave.push(
      await world.live.join(scopeOf(actorOf(post)), 'zh', undefined, text => {
        if (text.includes('event: inside')) heard.set(post, text)
      }),
    )
  world.live.announce('50019800100101', 'inside', { fence: 'XXWL1', inside: 12 })
  assert.deepEqual([...heard.keys()], ['operator', 'east-dispatcher'])
  assert.match(heard.get('operator')!, /"inside":12/)
  for (const end of leave) end()
})
