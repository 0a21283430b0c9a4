// One contract, two stores: the same things happen to the store in memory and to the real one on PostgreSQL, and what
// they keep – facts, rows, notices, the index of places – must be the same to the byte.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { scopeOf } from '#core/life/who.ts'
import { type NowRow, nowRowOf } from '#desk/now-row.ts'
import type { Append, Sought, Store } from '#desk/store-port.ts'
import { nowJson } from '#server/store/keeper.ts'
import { openNet, type Net as RealNet } from '#server/store/net.fixture.ts'
import { type Livable, liveRandomly } from '#server/store/random-lives.fixture.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment, officer } from '#test/support/story.ts'
import type { Commit } from './memory-store.ts'
import { makeMemoryStore } from './memory-store.ts'
import { makeNet, type Net } from './net.ts'

const startsAt = '2026-11-23 09:00'
const district = smallDistrict()

let real: RealNet
let memory: Net
const commits: Commit[] = []

/** The net in memory with the handles the fixture of the real one has, numbers and vault references included. */
const livable = (): Livable & { net: Net } => {
  const net = makeNet({ path: district, at: moment(startsAt), kept: c => commits.push(c) })
  let reports = 0
  const born = async (r: ReturnType<Net['receive']> | ReturnType<Net['receivePetition']>) => {
    const received = await r
    assert.ok(!isRefusal(received), JSON.stringify(received))
    return received.number
  }
  return {
    net,
    desk: net.desk,
    district,
    now: net.now,
    passMs: ms => net.setNow(instant(net.now() + ms)),
    report: (words = '', more = {}) =>
      born(
        net.receive({
          report: {
            source: 'test',
            sourceId: String(++reports),
            channel: 'resident-web',
            at: net.now(),
            words,
            photos: [],
            lang: 'zh',
            ...more,
          },
          actor: { kind: 'gate', source: 'test' },
          contact: { name: '王某', phone: '13800000000' },
        }),
      ),
    petition: (kind, accused = []) =>
      born(
        net.receivePetition({
          report: {
            source: 'test',
            sourceId: `p${++reports}`,
            channel: 'visit',
            kind,
            words: '征地补偿标准一直没有公开，请答复',
            accused,
            photos: [],
            lang: 'zh',
          },
          actor: { kind: 'gate', source: 'test' },
          contact: { name: '李某', phone: '13800000001' },
        }),
      ),
  }
}

/** The same text for the same content, whatever the order of keys; jsonb has an order of its own. */
const sorted = (_: string, v: unknown): unknown =>
  v !== null && typeof v === 'object' && !Array.isArray(v)
    ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
    : v

/** Numbers and references of one net, renamed in the order in which they came into the world. */
const renaming = (names: readonly string[], refs: readonly string[]) => {
  const map = new Map<string, string>([
    ...names.map((n, i) => [n, `#${i}`] as const),
    ...refs.map((r, i) => [r, `v-${i}`] as const),
  ])
  const wanted = new RegExp([...map.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')
  return (value: unknown): string => JSON.stringify(value, sorted).replace(wanted, found => map.get(found)!)
}

const refsOf = (facts: readonly Fact[]): string[] =>
  facts.flatMap(f => (f.seq === 1 && typeof f.data.reporter === 'string' ? [f.data.reporter] : []))

before(async () => {
  real = await openNet(startsAt, district)
})
after(() => real.close())

test('after random lives both stores hold the same facts, rows, notices and places', async () => {
  const twin = livable()
  memory = twin.net
  const numbers = {
    real: await liveRandomly(real, 24, 30, 7),
    memory: await liveRandomly(twin, 24, 30, 7),
  }
  assert.equal(real.now(), memory.now(), 'both lived equally long')
  const factsOf = async (store: Store, names: readonly string[]) =>
    (await Promise.all(names.map(n => store.factsOf(n)))).flat()
  const facts = {
    real: await factsOf(real.store, numbers.real),
    memory: await factsOf(memory.store, numbers.memory),
  }
  const say = {
    real: renaming(numbers.real, refsOf(facts.real)),
    memory: renaming(numbers.memory, refsOf(facts.memory)),
  }
  assert.ok(facts.memory.length > 200, `${facts.memory.length} facts`)
  for (let i = 0; i < facts.real.length; i++)
    assert.equal(say.memory(facts.memory[i]), say.real(facts.real[i]))
  assert.equal(facts.memory.length, facts.real.length)

  for (const [i, number] of numbers.real.entries()) {
    const { rows } = await real.tamper('select * from life_now where subject = $1', [number])
    const { district: _, subject: __, hash: ___, ...row } = rows[0]
    const held = memory.store.rowOf(numbers.memory[i]!)!
    assert.equal(say.memory(nowJson(held, '')).replace('"hash":"",', ''), say.real(numbersIn(row)))
    const place = await real.tamper(
      'select place, point_lng as "pointLng", point_lat as "pointLat" from subject_index where subject = $1',
      [number],
    )
    const { pointLng, pointLat } = held
    // Only a correction of the place moves the index; the doc's place has no other source.
    assert.equal(say.memory({ place: held.place, pointLng, pointLat }), say.real(place.rows[0]))
  }

  const outbox = await real.tamper('select key, subject, seq, recipient, wording, fill from outbox')
  const told = commits.flatMap(c =>
    c.subjects.flatMap(s =>
      s.notices.map(n => ({
        key: `${s.subject}|${n.seq}|${n.to}|${n.wording}`,
        subject: s.subject,
        seq: n.seq,
        recipient: n.to,
        wording: n.wording,
        fill: n.fill,
      })),
    ),
  )
  assert.deepEqual([...new Set(told.map(say.memory))].sort(), outbox.rows.map(say.real).sort())
})

/** Whole numbers arrive from the database as text where they are wide. */
const numbersIn = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([k, v]) => [k, /_at$/.test(k) && typeof v === 'string' ? Number(v) : v]),
  )

test('commits are told in order, and what they tell adds up to what is held', async () => {
  assert.deepEqual(
    commits.map(c => c.number),
    commits.map((_, i) => i + 1),
  )
  const written = new Map<string, { facts: Fact[]; row: NowRow }>()
  for (const { subjects } of commits) {
    for (const s of subjects) {
      const before = written.get(s.subject)?.facts ?? []
      assert.equal(s.after, before.length)
      assert.equal(s.birth !== undefined, s.after === 0)
      written.set(s.subject, { facts: [...before, ...s.facts], row: s.row })
    }
  }
  assert.deepEqual([...written.keys()], [...memory.store.subjects()])
  for (const [subject, { facts, row }] of written) {
    assert.deepEqual(await memory.store.factsOf(subject), facts)
    assert.deepEqual(memory.store.rowOf(subject), row)
  }
})

/** A short history every question below is asked of, told to a store of either kind. Answers must be alike. */
const interview = async (store: Store, at: Instant): Promise<readonly unknown[]> => {
  const heard: unknown[] = []
  const desk = officer('operator', district)
  const stranger = officer('city-handler', district)
  const net = makeNet({ path: district, at })
  // Appends as the desk makes them, from a net that keeps nothing else.
  const made: Append[][] = []
  for (const [i, words] of [
    '垃圾没人清',
    '油烟太大',
    '东门外的路灯从上周开始一直不亮，晚上看不见路',
  ].entries()) {
    const r = await net.receive({
      report: {
        source: 'interview',
        sourceId: `q${i}`,
        channel: 'hotline-12345',
        at: instant(at + i * 60_000 - 600_000),
        words,
        place:
          i === 1
            ? { territory: '50019800100101', point: [106.004, 29.808] }
            : { territory: i === 2 ? '500198101' : '50019800100101' },
        photos: [],
        lang: 'zh',
      },
      actor: { kind: 'gate', source: 'interview' },
    })
    assert.ok(!isRefusal(r))
    const { facts, standing, life } = (await net.desk.load(r.number))!
    const row = nowRowOf(life, standing, district)
    const append: Append = { subject: r.number, after: 0, facts, row, notices: [] }
    const moved = await net.desk.move(r.number, 'note', desk, { words: '已知悉' })
    assert.ok(!isRefusal(moved))
    const next = {
      ...append,
      after: facts.length,
      facts: moved.facts,
      row: nowRowOf(life, moved.standing, district),
    }
    made.push([append, next])
  }
  const at0 = (i: number) => made[i]![0]!
  const next = (i: number): Append => made[i]![1]!
  const bear = async (i: number, sourceId: string, link?: string) => {
    const born = await store.bear({
      life: 'matter',
      source: 'interview',
      sourceId,
      dayDigits: '20300101',
      photos: [],
      ...(link === undefined ? {} : { linkHash: link, reporter: 'v-somebody' }),
      build: subject => ({
        ...at0(i),
        subject,
        facts: at0(i).facts.map(f => ({ ...f, subject })),
        row: { ...at0(i).row, subject, nextTurnAt: instant(at + i * 1000) },
      }),
    })
    heard.push(['born', born])
    return born.subject
  }
  const as = (subject: string, a: Append, change: Partial<Append> = {}): Append => ({
    ...a,
    subject,
    facts: a.facts.map(f => ({ ...f, subject })),
    row: { ...a.row, subject },
    ...change,
  })
  const links = ['1', '2', '3'].map(c => c.repeat(64))
  const [a, b, c] = [await bear(0, 'q0', links[0]), await bear(1, 'q1', links[1]), await bear(2, 'q2')]
  await bear(2, 'q0')
  await assert.rejects(bear(2, 'q3', links[0]), 'a link belongs to one subject')
  heard.push(['known', await store.known('interview', 'q1'), await store.known('interview', 'q9')])
  heard.push(['link', await store.byLink(links[1]!), await store.byLink(links[2]!)])
  heard.push(['due', await store.dueBy(instant(at + 1000), 10), await store.dueBy(instant(at + 9999), 2)])
  await store.reschedule(a, 1, instant(at + 5000))
  await store.reschedule(b, at0(1).row.seq, instant(at + 5000))
  heard.push(['due again', await store.dueBy(instant(at + 4000), 10)])
  await store.reschedule(b, at0(1).row.seq, undefined)
  heard.push(['due at last', await store.dueBy(instant(at + 9999), 10)])
  for (const place of ['500198', '500198001', '50019800100101', '50019800100102', '500198101'])
    for (const most of [1, 10])
      heard.push([place, most, await store.neighbours('matter', place, instant(at - 600_000), most)])
  heard.push(['since', await store.neighbours('matter', '500198', instant(at - 540_000), 10)])
  heard.push(['petitions', await store.neighbours('petition', '500198', instant(0), 10)])
  const sought: Sought = {
    life: 'matter',
    words: '垃圾没人清',
    places: ['50019800100101', '50019800100102', '500198001001'],
    town: '500198001',
    type: 'CM02',
    at,
    dayBefore: instant(at - msPerDay),
    since: instant(at - 30 * msPerDay),
  }
  const alike = async (name: string, more: Partial<Sought>) =>
    heard.push([name, await store.alike({ ...sought, ...more })])
  await alike('alike', {})
  await alike('alike by words', {
    words: '东门外的路灯从上周三开始一直不亮，晚上看不见路',
    places: [],
    town: '',
  })
  await alike('alike by spot', { point: [106.0061, 29.8061], places: [], town: '' })
  await alike('alike far off', { point: [106.1, 29.8], places: [], town: '' })
  await alike('alike by grid', { town: '' })
  await alike('alike in town', { places: [], town: '500198101' })
  await alike('alike, but later', { since: instant(at + 1) })
  heard.push(['kept', await store.keep(as(a, next(0), { scope: scopeOf(desk) }))])
  heard.push(['late', await store.keep(as(a, next(0)))])
  heard.push(['hidden', await store.keep(as(b, next(1), { scope: scopeOf(stranger) }))])
  heard.push(['one of two late', await store.keepTogether([as(b, next(1)), as(a, next(0))])])
  heard.push(['nothing of it', (await store.factsOf(b)).length])
  heard.push(['twice in one', await store.keepTogether([as(b, next(1)), as(b, next(1))])])
  heard.push(['together', await store.keepTogether([as(b, next(1)), as(c, next(2))])])
  await alike('alike after moves', {})
  heard.push(['facts', await store.factsOf(b), await store.factsOf('nobody')])
  heard.push(['due in the end', await store.dueBy(instant(at + 9 * msPerDay), 10)])
  return heard
}

test('asked the same questions, both stores give the same answers', async () => {
  const at = moment('2030-01-01 12:00')
  const own = await openNet('2030-01-01 12:00', district)
  try {
    const kept = makeMemoryStore({
      district: district.code,
      now: () => at,
      // The fixture numbers in its own way.
      numberOf: (series, n) =>
        `${district.numberPrefix}${series.replace(/\D/g, '')}${String(n).padStart(4, '0')}`,
    })
    const answers = { real: await interview(own.store, at), memory: await interview(kept, at) }
    assert.equal(answers.memory.length, answers.real.length)
    for (const [i, answer] of answers.real.entries())
      assert.equal(JSON.stringify(answers.memory[i], sorted), JSON.stringify(answer, sorted))
  } finally {
    await own.close()
  }
})
