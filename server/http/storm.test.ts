// Two hundred people tell of one flooded underpass within an hour, each in their own words, by phone and on the web, with
// a point and without. The desk is shown the same matter for all of them and takes them together with one key; what is
// told of elsewhere, or of something else at the same place, stays what it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { suggestFor } from '#desk/suggest.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import type { MergedTogether } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView } from '#wire/views.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

const where = [
  '北门下穿道',
  '铁路下穿道这里',
  '柳园旁边的下穿道',
  '去市场的下穿道',
  '下穿道里面',
  '学校后面那个下穿道',
]
const what = [
  '积水很深',
  '被水淹了',
  '积水没过轮胎',
  '全是水，水深到膝盖',
  '淹水了，水还在涨',
  '积了半米深的水',
  '内涝严重',
]
const then = [
  '车子熄火走不了',
  '公交车绕行，大家过不去',
  '骑电动车的人摔倒了',
  '请派人抽水',
  '赶快封路，太危险',
  '孩子放学没法走',
  '好几辆车困在里面',
  '排水口好像堵了',
  '救援还没有来',
]
const words = (n: number): string => {
  const [a, b, c] = [where[n % where.length]!, what[n % what.length]!, then[n % then.length]!]
  return n % 4 === 0 ? `${c}，${a}${b}` : n % 4 === 1 ? `${b}，就在${a}，${c}` : `${a}${b}，${c}`
}

let told = 0
const tell = async (said: string, place: object, name = `人${told}`): Promise<string> => {
  const received = await world.receive({
    report: {
      source: 'storm',
      sourceId: String(++told),
      channel: told % 3 === 0 ? 'hotline-12345' : 'resident-web',
      at: world.now(),
      words: said,
      place,
      photos: [],
      lang: 'zh',
    },
    actor: { kind: 'gate', source: 'storm' },
    contact: { name, phone: `1000000${String(told).padStart(4, '0')}` },
  })
  assert.ok(!isRefusal(received), JSON.stringify(received))
  return received.number
}

const bestOf = async (subject: string) =>
  (await suggestFor((await world.desk.load(subject))!, world.path(), world.store, world.now())).duplicates[0]

const people = 200
const spot = [106.004, 29.808] as const
/** Phones are some 50 m off, and who calls is only known to be in the grid. */
const placeOf = (n: number): object =>
  n % 5 === 4
    ? { territory: '50019800100101' }
    : { point: [spot[0] + ((n % 7) - 3) * 0.0001, spot[1] + ((n % 5) - 2) * 0.0001] }

test('two hundred reports of one flood become one matter with two hundred reporters; one is parted again', async () => {
  const storm: string[] = []
  const others: string[] = []
  for (let n = 0; n < people; n++) {
    storm.push(await tell(words(n), placeOf(n)))
    if (n % 20 === 7) others.push(await tell(`石坝村${words(n)}`, { territory: '500198101201' }))
    if (n % 50 === 9) others.push(await tell('路灯坏了好几天，晚上黑漆漆的', placeOf(0)))
    world.turnTo(instant(world.now() + 17_000))
  }
  const [head] = storm

  const first = new Map<string, number>()
  for (const subject of storm.slice(1)) {
    const best = await bestOf(subject)
    first.set(best?.subject ?? 'none', (first.get(best?.subject ?? 'none') ?? 0) + 1)
  }
  assert.deepEqual([...first], [[head, people - 1]], 'everybody is shown the same matter')

  const operator = world.as('operator')
  let [opened, keys] = [storm.at(-1)!, 0]
  for (; keys < 10; keys++) {
    const { body } = await operator.get<MatterView>(paths.subject('matter', opened))
    const { together } = body.suggestion!
    if (!together) break
    assert.equal(together.into, head)
    world.pass(1)
    const done = await operator.post<MergedTogether>(paths.mergeTogether(together.into), {
      subjects: together.subjects,
    })
    assert.deepEqual([done.status, done.body.left], [200, []])
    opened = head!
  }
  assert.ok(keys <= 4, `${keys} keys`)

  const states = async (subjects: readonly string[]) =>
    (await Promise.all(subjects.map(s => world.desk.load(s)))).map(l => l!.standing.state)
  assert.deepEqual([...new Set(await states(storm.slice(1)))], ['merged'])
  assert.deepEqual([...new Set(await states(others))], ['reported'])
  const one = (await operator.get<MatterView>(paths.subject('matter', head!))).body
  assert.deepEqual([one.row.merged, one.reporters], [people - 1, people])

  // Somebody tells of it when all have been merged, in words of their own.
  const late = await tell('下穿道的水什么时候能抽干？车还泡在里面', placeOf(0))
  assert.equal((await bestOf(late))?.subject, head)

  const wrong = storm[57]!
  assert.equal(
    (await operator.post(paths.move('matter', wrong, 'unmerge'), { words: '不是同一处' })).status,
    200,
  )
  const after = (await operator.get<MatterView>(paths.subject('matter', head!))).body
  assert.deepEqual([after.row.merged, after.reporters], [people - 2, people - 1])
  assert.deepEqual(await states([wrong]), ['reported'])
})

test('what cannot be merged is left with its reason, and nobody merges what they do not see', async () => {
  const a = await tell('城西大桥头井盖丢了，很危险', { territory: '50019800100101' })
  const b = await tell('城西大桥头井盖不见了，怕有人掉下去', { territory: '50019800100101' })
  const operator = world.as('operator')
  assert.equal((await operator.post(paths.move('matter', b, 'merge'), { into: a })).status, 200)
  const again = await operator.post<MergedTogether>(paths.mergeTogether(a), { subjects: [a, b, 'none'] })
  assert.deepEqual(again.body.merged, [])
  assert.deepEqual(
    again.body.left.map(l => l.subject),
    [a, b, 'none'],
  )
  for (const { words: why } of again.body.left) assert.match(why, /\p{Script=Han}/u)
  const blind = await world.as('city-handler').post(paths.mergeTogether(a), { subjects: [b] })
  assert.equal(blind.status, 404)
  assert.equal((await operator.post(paths.mergeTogether('none'), { subjects: [b] })).status, 404)
})
