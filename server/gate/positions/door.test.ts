// Stories at the door for positions: what a fleet's platform and a phone are told, row by row; what the fences make of it;
// and what is still there after the watch began anew.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { paths } from '#wire/paths.ts'
import { openWatched, pit, spot } from './watching.fixture.ts'

type Watched = Awaited<ReturnType<typeof openWatched>>
let w: Watched
/** A crossing of it cannot be told, whatever the database does. */
let untold: string | undefined
before(async () => {
  w = await openWatched({}, alarms => ({
    ...alarms,
    hear: async said => {
      if (untold !== undefined && said.some(s => s.vehicle === untold)) throw new Error('no such unit')
      await alarms.hear(said)
    },
  }))
})
after(() => w.close())

const until = async (isSo: () => Promise<boolean> | boolean, what: string) => {
  for (const end = performance.now() + 8000; performance.now() < end; await pause(20))
    if (await isSo()) return
  assert.fail(`${what} did not come about: ${w.failures.map(String).join('; ')}`)
}

let keys = 0
const fenceOn = async (over: object = {}): Promise<string> => {
  const dispatcher = await w.world.as('east-dispatcher')
  const drawn = await dispatcher.post(paths.fences, {
    key: `fence-key-${++keys}`,
    fence: pit(w.world.now(), over),
    words: '基坑回填前禁入',
  })
  assert.equal(drawn.status, 200, drawn.text)
  const on = await dispatcher.post(paths.move('fence', drawn.body.number, 'switch-on'), {})
  assert.equal(on.status, 200, on.text)
  w.wake()
  return drawn.body.number
}

/** A truck drives from `fromM` to `toM` east along the middle of the pit, a fix each second, and it is now afterwards. */
const drive = (subject: string, fromM: number, toM: number, more: object = {}) => {
  const n = 20
  const start = w.world.now()
  w.world.turnTo((start + n * 1000) as never)
  return w.send({
    class: 'vehicle',
    fixes: Array.from({ length: n + 1 }, (_, i) => {
      const [lng, lat] = spot(fromM + ((toM - fromM) * i) / n, 50)
      return { subject, at: start + i * 1000, lng, lat, accuracyM: 3, ...more }
    }),
  })
}

test('a fence is drawn with every mistake named, and never about a person', async () => {
  const wrong = await w.world.as('east-dispatcher').post(paths.fences, {
    key: 'wrong-fence-1',
    fence: pit(w.world.now(), {
      subjectType: 'person',
      subjectId: '500101199001011234',
      rule: { kind: 'speed', limitKmh: 0 },
      person: '张三',
    }),
  })
  assert.equal(wrong.status, 422)
  const fields = wrong.body.problems.map((p: { field: string }) => p.field)
  for (const field of ['fence.person', 'subjectType', 'subjectId', 'rule.limitKmh', 'watches'])
    assert.ok(fields.includes(field), `${field} in ${fields}`)
  assert.match(wrong.body.zh, /电子围栏不得针对个人/)
  const elsewhere = await w.world.as('baishi-dispatcher').post(paths.fences, {
    key: 'wrong-fence-2',
    fence: pit(w.world.now()),
  })
  assert.match(elsewhere.body.zh, /shape 应为您所在中心辖区范围内的图形/)
})

test('each row is answered: taken, repeated, refused with its reason', async () => {
  const [lng, lat] = spot(500, 500)
  const once = { fixes: [{ subject: 'warm-up', class: 'vehicle', at: w.world.now(), lng, lat }] }
  await until(async () => (await w.send(once)).body.repeated === 1, 'the watch')
  const now = w.world.now()
  const good = { subject: 'truck-9', class: 'vehicle', at: now, lng, lat }
  const answer = await w.send({
    fixes: [
      good,
      good,
      { ...good, at: now + 600_000 },
      { ...good, at: now - 31 * 86_400_000 },
      { ...good, at: now - 700_000 },
      { ...good, lng: 0, lat: 0 },
      { ...good, subject: '渝A12345' },
      { ...good, subject: '13812345678' },
      { ...good, class: 'person' },
      { ...good, class: 'officer', subject: 's-nobody' },
      { ...good, at: '昨天' },
      { ...good, accuracyM: -1 },
    ],
  })
  assert.equal(answer.status, 200, answer.text)
  const { taken, repeated, refused, rows } = answer.body
  assert.deepEqual([taken, repeated, refused], [2, 1, 9])
  const told = Object.fromEntries(rows.map((r: { code: string; rows: number[] }) => [r.code, r.rows]))
  assert.deepEqual(told, {
    repeated: [1],
    'from-the-future': [2],
    'too-old': [3],
    'too-late': [4],
    'not-a-position': [5],
    'personal-key': [6, 7],
    'no-such-class': [8],
    'not-on-shift': [9],
    'not-a-moment': [10],
    'bad-accuracy': [11],
  })
  assert.match(rows.find((r: { code: string }) => r.code === 'personal-key').zh, /不得用个人信息/)
})

test('a batch that cannot be read, is too large, or comes without a key', async () => {
  assert.match(
    (await w.send({ subjects: ['a'], at: [1, 2], lng: [1] })).body.zh,
    /subject 列有 0 个值，要与 at 列一样多（2 个）/,
  )
  assert.equal(
    (await w.send('{"fixes":', { 'content-type': 'application/json', authorization: `Bearer ${w.key}` }))
      .status,
    400,
  )
  const many = await w.send({ subjects: ['a'], at: Array(20_001).fill(1) })
  assert.equal(many.status, 413)
  assert.match(many.body.zh, /最多 20000 条/)
  // A name where a number belongs is no subject, and spoils nobody else's batch.
  const named = await w.send({
    class: 'vehicle',
    subjects: ['truck-8'],
    subject: ['length', 'at', 0.5, -1, null],
    at: Array(5).fill(w.world.now()),
    lng: Array(5).fill(106.5),
    lat: Array(5).fill(29.8),
  })
  assert.equal(named.status, 200, named.text)
  assert.deepEqual(named.body.rows[0].rows, [0, 1, 2, 3, 4])
  assert.equal(named.body.rows[0].code, 'not-a-subject')
  assert.equal((await w.send({ fixes: [] }, {})).status, 401)
  assert.equal((await w.send({ fixes: [] }, { authorization: 'Bearer jwk_wrong' })).status, 403)
  const unread = await w.send('{"fixes":', { 'content-type': 'application/json' })
  assert.equal(unread.status, 401, 'a stranger is told so before the body is read')
})

test('a truck in the pit rings once however often it flaps; a person makes it a matter; the reader sees distances only', async () => {
  const fence = await fenceOn()
  await pause(1200)
  assert.equal((await drive('truck-1', -60, 50)).status, 200)
  await until(async () => (await w.alarms()).length === 1, 'the alarm')
  const ways: [number, number][] = [
    [50, -60],
    [-60, 50],
    [50, -60],
  ]
  for (const [from, to] of ways) await drive('truck-1', from, to)
  const [alarm] = await w.alarms()
  const why = async () => (await w.world.as('operator').get(paths.alarmEvidence(alarm!.subject))).body
  await until(async () => (await why()).count === 2 && (await why()).isOver, 'two breaches, over')
  const seen = await why()
  assert.equal(seen.fence, fence)
  assert.equal(seen.moverWords, '车辆 truck-1')
  assert.ok(
    seen.readings.some((r: { distanceM: number; reading: string }) => r.reading === 'in' && r.distanceM < 0),
  )
  assert.doesNotMatch(JSON.stringify(seen), /"lng"|"lat"|point/)
  assert.equal((await w.world.as('baishi-dispatcher').get(paths.alarmEvidence(alarm!.subject))).status, 404)
  assert.equal((await w.alarms()).length, 1, 'one alarm')

  const refused = await w.world.as('city-handler').post(`/api/alarms/${alarm!.subject}/moves/confirm`, {})
  assert.equal(refused.status, 404)
  const operator = w.world.as('operator')
  const done = await operator.post(`/api/alarms/${alarm!.subject}/moves/confirm`, { words: '已派人驱离' })
  assert.equal(done.status, 200, done.text)
  assert.equal(done.body.row.state, 'matter')
  const matter = (await why()).matter
  const made = (await operator.get(paths.subject('matter', matter))).body
  assert.match(made.words, /电子围栏“柳园基坑”告警 .+经值守人员确认：柳园基坑：车辆进入禁入区/)
  assert.equal(made.row.urgency, 'urgent')
  const again = await operator.post(`/api/alarms/${alarm!.subject}/moves/confirm`, {})
  assert.equal(again.status, 409)
  await operator.post(paths.move('fence', fence, 'end'), { words: '回填完毕' })
})

test('a second alarm close by is put to the matter that is open', async () => {
  const fence = await fenceOn({ name: '柳园基坑东侧' })
  await pause(1200)
  await drive('truck-2', -60, 50)
  await until(async () => (await w.alarms()).some(a => a.headline.startsWith('柳园基坑东侧')), 'the alarm')
  const alarm = (await w.alarms()).find(a => a.headline.startsWith('柳园基坑东侧'))!
  const operator = w.world.as('operator')
  const why = (await operator.get(paths.alarmEvidence(alarm.subject))).body
  assert.equal(why.nearMatters.length, 1, JSON.stringify(why))
  const done = await operator.post(`/api/alarms/${alarm.subject}/moves/attach`, {
    matter: why.nearMatters[0].subject,
  })
  assert.equal(done.status, 200, done.text)
  const matter = (await operator.get(paths.subject('matter', why.nearMatters[0].subject))).body
  assert.match(matter.timeline.at(-1).text, /批注：电子围栏告警 .+ 并入/)
  await operator.post(paths.move('fence', fence, 'end'), { words: '完工' })
})

test('after the watch begins anew the same visit is the same alarm, and what ended meanwhile is over', async () => {
  const fence = await fenceOn({ name: '重启基坑' })
  await pause(1200)
  await drive('truck-3', -60, 50)
  const mine = async () => (await w.alarms()).filter(a => a.headline.startsWith('重启基坑'))
  await until(async () => (await mine()).length === 1, 'the alarm')
  await w.stopWatching()
  assert.equal((await drive('truck-3', 50, 48)).body.taken, 21, 'taken while nobody watches')
  await w.watch()
  await pause(1500)
  assert.equal((await mine()).length, 1, JSON.stringify(await mine()))
  assert.equal((await mine())[0]!.state, 'raised')
  await w.stopWatching()
  await drive('truck-3', 48, -80)
  await w.watch()
  await until(async () => (await mine())[0]!.state === 'cleared', 'over')
  assert.equal((await mine()).length, 1)
  await w.world.as('operator').post(paths.move('fence', fence, 'end'), { words: '完工' })
})

test('an officer is there on shift only, under a key that says nothing; no door answers with positions', async () => {
  const phone = w.world.as('liuyuan-peace')
  const [lng, lat] = spot(500, 500)
  const { body } = await phone.post(paths.shifts)
  const fix = (subject: string, at = w.world.now()) => ({
    fixes: [{ subject, class: 'officer', at, lng, lat }],
  })
  const first = await phone.post(paths.positions, fix(body.shift))
  assert.equal(first.body.taken, 1, first.text)
  const before = await phone.post(paths.positions, fix(body.shift, (w.world.now() - 3_600_000) as never))
  assert.match(before.body.rows[0].zh, /不在当班时段/)
  assert.equal((await phone.post(paths.shiftEnd, { shift: body.shift })).status, 204)
  w.world.pass(1)
  assert.equal((await phone.post(paths.positions, fix(body.shift))).body.refused, 1)
  const truck = await phone.post(paths.positions, {
    fixes: [{ ...fix('truck-1').fixes[0], class: 'vehicle' }],
  })
  assert.equal(truck.body.rows[0].code, 'class-not-yours')

  const reading = w.world.app.doors.filter(d => d.method === 'GET' && /position|track|shift|fix/.test(d.url))
  assert.deepEqual(
    reading.map(d => d.url).filter(u => !u.startsWith('/api/public/track/')),
    [],
    'no door to a track',
  )
})

test('a crossing that can never be told holds up nobody else’s for long', async () => {
  const fence = await fenceOn({ name: '排队基坑' })
  await pause(1200)
  untold = 'truck-6'
  await drive('truck-6', -60, 50)
  await drive('truck-7', -60, 50)
  const mine = async () => (await w.alarms()).filter(a => a.headline.startsWith('排队基坑'))
  await until(async () => (await mine()).length === 1, 'the other truck’s alarm')
  assert.match(String(w.failures.at(-1)), /could not be told and is left out/)
  untold = undefined
  await w.world.as('operator').post(paths.move('fence', fence, 'end'), { words: '完工' })
})

test('a late fix that shows nothing crossed the line takes the alarm back by itself', async () => {
  const fence = await fenceOn({ name: '迟到基坑', tuning: { confirm: { n: 2, of: 2 }, maxGapMs: 0 } })
  await pause(1200)
  const start = w.world.now()
  const fix = (s: number, eastM: number) => {
    const [lng, lat] = spot(eastM, 50)
    return { subject: 'truck-5', class: 'vehicle', at: start + s * 1000, lng, lat, accuracyM: 3 }
  }
  w.world.turnTo((start + 60_000) as never)
  await w.send({ fixes: [fix(0, -80), fix(20, 50), fix(40, 50), fix(50, -80), fix(55, -80)] })
  const mine = async () => (await w.alarms()).find(a => a.headline.startsWith('迟到基坑'))
  await until(async () => (await mine())?.state === 'cleared', 'the alarm')
  // The phone was without network: between the two fixes inside it was outside.
  await w.send({ fixes: [fix(30, -80)] })
  await until(async () => (await mine())?.state === 'retracted', 'taken back')
  const { body } = await w.world.as('operator').get(paths.alarmEvidence((await mine())!.subject))
  assert.match(JSON.stringify(body.corrections), /迟到数据/)
  await w.world.as('operator').post(paths.move('fence', fence, 'end'), { words: '完工' })
})

test('a fair is counted: over its capacity it rings once, and the number inside reaches those who watch', async () => {
  const fence = await fenceOn({ name: '集市', rule: { kind: 'capacity', most: 6 }, watches: ['detection'] })
  await pause(1200)
  const crowd = async (n: number) => {
    for (let round = 0; round < 3; round++) {
      w.world.turnTo((w.world.now() + 2000) as never)
      const fixes = Array.from({ length: n }, (_, i) => {
        const [lng, lat] = spot(30 + i * 5, 50)
        return { subject: `radar-1.${i}`, class: 'detection', at: w.world.now(), lng, lat, accuracyM: 3 }
      })
      assert.equal((await w.send({ fixes })).body.taken, n)
    }
  }
  const told = () => w.counts.filter(c => c.fence === fence).at(-1)
  await crowd(3)
  await until(() => told() !== undefined, 'a first count')
  assert.equal(told()!.inside, undefined, 'three people are no crowd and are not told')
  await crowd(8)
  const mine = async () => (await w.alarms()).filter(a => a.headline === '集市：超过容量')
  await until(async () => (await mine()).length === 1, 'the alarm')
  w.world.pass(0.2)
  await until(() => told()!.inside === 8, 'eight inside')
  await w.world.as('operator').post(paths.move('fence', fence, 'end'), { words: '散场' })
})

test('an officer on shift who walks into the pit rings, and the alarm knows neither whom nor where', async () => {
  const fence = await fenceOn({ name: '人员基坑' })
  await pause(1200)
  const phone = w.world.as('liuyuan-peace')
  const { shift } = (await phone.post(paths.shifts)).body
  for (let i = 0; i < 4; i++) {
    w.world.turnTo((w.world.now() + 1000) as never)
    const [lng, lat] = spot(50, 50)
    const fix = { subject: shift, class: 'officer', at: w.world.now(), lng, lat, accuracyM: 4 }
    assert.equal((await phone.post(paths.positions, { fixes: [fix] })).body.taken, 1)
  }
  const mine = async () => (await w.alarms()).find(a => a.headline === '人员基坑：在岗人员进入禁入区')
  await until(async () => (await mine()) !== undefined, 'the alarm')
  const facts = await w.world.store.factsOf((await mine())!.subject)
  assert.doesNotMatch(JSON.stringify(facts), new RegExp(shift))
  const [fact] = facts
  const [seen] = fact!.data.evidence as object[]
  assert.deepEqual(Object.keys(seen!).sort(), ['accuracyM', 'at', 'distanceM', 'reading'])
  await w.world.as('operator').post(paths.move('fence', fence, 'end'), { words: '完工' })
})

test('a trial over past positions tells what would have rung, and is written down', async () => {
  const dispatcher = w.world.as('east-dispatcher')
  const drawn = await dispatcher.post(paths.fences, {
    key: 'trial-key-1',
    fence: pit(w.world.now(), { name: '试跑' }),
    words: '先试跑',
  })
  const { number } = drawn.body
  assert.equal((await dispatcher.post(paths.fenceTrial(number))).status, 202)
  const state = async () => (await dispatcher.get(paths.fenceTrial(number))).body
  await until(async () => (await state()).state === 'done', 'the trial')
  const { result } = await state()
  assert.equal(result.days, 30)
  assert.ok(result.alarms >= 3 && result.fixes > 100, JSON.stringify(result))
  assert.ok(result.isOfThisVersion)
  const changed = await dispatcher.post(paths.move('fence', number, 'change'), {
    fence: pit(w.world.now(), { name: '试跑', shape: { kind: 'circle', centre: spot(50, 50), radiusM: 80 } }),
    words: '改成圆形',
  })
  assert.equal(changed.status, 200, changed.text)
  assert.equal(changed.body.geometryVersion, 2)
  assert.equal(changed.body.trial.result.isOfThisVersion, false)
  assert.equal(changed.body.versions.length, 2)
})

test('after 30 days positions and shifts are gone', async () => {
  const { sweepLeftovers } = await import('#server/store/sweep.ts')
  const count = async () =>
    (await w.world.db.system<{ n: number }>('select count(*)::int as n from position_batch'))[0]!.n
  assert.ok((await count()) > 0)
  await sweepLeftovers(w.world.db, (w.world.now() + 29 * 86_400_000) as never)
  assert.ok((await count()) > 0, 'not before')
  await sweepLeftovers(w.world.db, (w.world.now() + 30 * 86_400_000) as never)
  assert.equal(await count(), 0)
})
