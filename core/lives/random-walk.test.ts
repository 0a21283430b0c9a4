// A blind walk: thousands of random moves by random people at random times, and after every step the promises that must
// hold in any order of events. A seed that fails is printed and belongs into `seeds` for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { District } from '#core/district/district.ts'
import { type Instant, instant } from '#core/kit/instant.ts'
import { decide, offers, tick } from '#core/life/decide.ts'
import { endsOf } from '#core/life/diagram.ts'
import type { Fact, Json } from '#core/life/fact.ts'
import type { Input, Life, Need } from '#core/life/life.ts'
import { isRefusal, sayRefusal } from '#core/life/refusal.ts'
import { standingOf } from '#core/life/standing.ts'
import { sentenceOf } from '#core/life/timeline.ts'
import { type Actor, maySee, type Reach } from '#core/life/who.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment, officer, reportedMatter, resident, Story, system } from '#test/support/story.ts'
import { noticesOf } from './notices.ts'
import { petitionBirth } from './petition/birth.ts'
import { petition } from './petition.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19]
const stepsPerSeed = 400

/** mulberry32: small, known, the same on every machine. */
const chance = (seed: number) => {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
type Chance = () => number
const pick = <T>(roll: Chance, list: readonly T[]): T => list[Math.floor(roll() * list.length)]!

const valueFor = (need: Need, roll: Chance, district: District, now: Instant): Json => {
  if (roll() < 0.03) return pick(roll, ['', -1, null, ['x'], 'nothing', true])
  switch (need.kind) {
    case 'text':
    case 'subject':
      return roll() < 0.9 ? '情况说明，已经到现场看过，按职责清单第三条办理' : '另一件事'
    case 'choice':
      return typeof need.from === 'string'
        ? pick(roll, district[need.from]).code
        : pick(roll, need.from ?? ['x'])
    case 'unit':
      return pick(roll, district.units).id
    case 'units':
      return [pick(roll, district.units).id, pick(roll, district.units).id]
    case 'type':
      return pick(roll, district.types).code
    case 'place':
      return pick(roll, district.territories).code
    case 'point':
      return [106.01, 29.81]
    case 'day':
      return new Date(now + 86_400_000 * (1 + Math.floor(roll() * 20)) + 8 * 3_600_000)
        .toISOString()
        .slice(0, 10)
    case 'number':
      return 1 + Math.floor(roll() * 10)
    case 'yes-no':
      return roll() < 0.7
    case 'photos':
      return []
  }
}

const forbidden = /^(name|phone|idNumber|idCard|mobile|tel|address|reporterName)$/i
const keysOf = (value: Json | undefined): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([k, v]) => [k, ...keysOf(v)])
      : []

/** What must hold after every step. */
const promises = <Doc extends Reach>(
  story: Story<Doc>,
  life: Life<Doc>,
  fresh: readonly Fact[],
  district: District,
) => {
  const { standing, facts } = story
  const { doc, state, clocks } = standing
  const spec = life.states[state]!
  const say = (what: string) =>
    `${what}\n  state ${state}, lead ${doc.lead}\n  ${facts
      .slice(-8)
      .map(f => `${f.seq} ${f.type} ${JSON.stringify(f.data)}`)
      .join('\n  ')}`
  assert.ok(district.unit(doc.lead), say('the lead is a unit'))
  assert.ok(!doc.accused.includes(doc.lead), say('an accused unit never leads'))
  assert.ok(!doc.co.some(u => doc.accused.includes(u)), say('an accused unit never assists'))
  assert.ok(doc.arbiter === undefined || !doc.accused.includes(doc.arbiter), say('nor does it rule'))
  assert.ok(!doc.co.includes(doc.lead), say('the lead is no co-handler of itself'))
  if (spec.phase === 'open')
    assert.ok(
      Object.values(clocks).some(c => !life.clocks[c.name]?.silent && c.stopAt === undefined),
      say('an open state has a clock that runs or is paused'),
    )
  for (const u of doc.co)
    assert.ok(clocks[`part:${u}`] && !clocks[`part:${u}`]!.done, say(`${u} has a part clock`))
  for (const c of Object.values(clocks))
    if (c.name === 'part' && !c.done)
      assert.ok(doc.co.includes(c.of!), say(`part of ${c.of} runs for nobody`))
  facts.forEach((f, i) => {
    assert.equal(f.seq, i + 1, say('no hole in the sequence'))
  })
  for (const f of fresh) {
    assert.ok(life.facts[f.type], say(`${f.type} is declared`))
    assert.deepEqual(
      keysOf(f.data).filter(k => forbidden.test(k)),
      [],
      say('no personal data in a fact'),
    )
    for (const n of noticesOf(life.name, f, standing as never, district))
      assert.ok(!doc.accused.some(u => n.to === `unit:${u}`), say('an accused unit is told nothing'))
    const spec = life.facts[f.type]!
    for (const audience of ['officer', 'reporter'] as const) {
      // A hole nobody filled shows as its own name; in a Chinese sentence nothing else looks like it.
      const text = sentenceOf(life, f, district, 'zh', audience) ?? ''
      for (const [, hole] of (audience === 'officer' ? spec.zh : (spec.plainZh ?? '')).matchAll(/\{(\w+)\}/g))
        assert.ok(!text.includes(hole!), `${f.type} says its hole {${hole}}: ${text}`)
      if (audience === 'reporter')
        assert.ok(!district.people.some(p => text.includes(p.zh)), `the reporter reads a name: ${text}`)
    }
    if (f.type === 'verified' || f.type === 'sent-back')
      assert.ok(f.by.kind === 'officer' && !doc.handlers.includes(f.by.person), say('checker ≠ handler'))
  }
}

const seats = smallDistrict().posts.map(p => p.id.replace('post-', ''))

/** Moves that end the walk or change little are rolled away most of the time. */
const dull = new Set([
  'note',
  'supervise',
  'locate',
  'sort',
  'wall',
  'merge',
  'decline',
  'divert',
  'nudge',
  'redirect',
  'accept',
])

const walk = <Doc extends Reach>(story: Story<Doc>, seed: number, ends: readonly string[]) => {
  const { life, district } = story
  const roll = chance(seed)
  const people: Actor[] = [
    ...seats.map(s => officer(s, district)),
    resident('ref-1'),
    resident('ref-9'),
    system,
  ]
  const visited = new Set<string>()
  const made = new Map<string, Set<string>>()
  const restart = story.facts.slice()
  for (let i = 0; i < stepsPerSeed; i++) {
    if (ends.includes(story.standing.state) && roll() < 0.5) {
      story.facts.splice(0, story.facts.length, ...restart)
      story.standing = standingOf(life, restart)!
    }
    story.now = instant(story.now + Math.floor(roll() ** 3 * 3 * 86_400_000))
    const before = story.standing
    if (roll() < 0.3) {
      const t = tick(life, story.standing, story.now, district)
      if (t) {
        story.facts.push(...t.facts)
        story.standing = t.standing
        promises(story, life, t.facts, district)
      }
    }
    // Mostly somebody who may, so that the walk gets somewhere; sometimes anybody with anything.
    const wild = roll() < 0.2
    const openTo = people.flatMap(p =>
      maySee(p, story.standing.doc)
        ? offers(life, story.standing, p, story.now, district)
            .filter(o => o.open)
            .map(o => [p, o.move] as const)
        : [],
    )
    const lively = openTo.filter(([, m]) => !dull.has(m))
    const chosen = pick(roll, [
      ...new Set((lively.length && roll() < 0.9 ? lively : openTo).map(([, m]) => m)),
    ])
    const [actor, move] =
      wild || openTo.length === 0
        ? [pick(roll, people), pick(roll, Object.keys(life.moves))]
        : pick(
            roll,
            openTo.filter(([, m]) => m === chosen),
          )
    const input: Input = Object.fromEntries(
      Object.entries(life.moves[move]!.needs)
        .filter(([, n]) => n.required || roll() < 0.4)
        .map(([k, n]) => [k, valueFor(n, roll, district, story.now)]),
    )
    const d = decide(life, story.standing, move, actor, input, story.now, district)
    if (isRefusal(d)) {
      assert.ok(sayRefusal(d).length > 3)
      continue
    }
    story.facts.push(...d.facts)
    story.standing = d.standing
    visited.add(d.standing.state)
    made.set(
      move,
      new Set([
        ...(made.get(move) ?? []),
        ...d.facts.filter(f => f.by.kind !== 'system' || actor.kind === 'system').map(f => f.type),
      ]),
    )
    promises(story, life, d.facts, district)
    const start = tick(life, before, story.now, district)?.standing.state ?? before.state
    const now = d.standing.state
    assert.ok(
      now === start || endsOf(life, move, start).includes(now),
      `the table does not know ${start} --${move}--> ${now}`,
    )
    assert.ok(story.standing.seq > before.seq)
    if (i % 40 === 0)
      assert.deepEqual(standingOf(life, story.facts), story.standing, 'fresh fold = kept standing')
  }
  assert.deepEqual(standingOf(life, story.facts), story.standing, 'fresh fold = kept standing')
  return { visited, made }
}

test('a matter keeps its promises through any order of moves', () => {
  const visited = new Set<string>()
  const moved = new Set<string>()
  for (const seed of seeds) {
    const r = walk(reportedMatter('2026-03-02 09:00'), seed, ['merged', 'archived', 'not_accepted'])
    for (const s of r.visited) visited.add(s)
    for (const m of r.made.keys()) moved.add(m)
  }
  // The walk is worth something only when it gets around.
  for (const state of [
    'accepted',
    'dispatched',
    'return_requested',
    'in_progress',
    'feedback',
    'reopened',
    'suspended',
  ])
    assert.ok(visited.has(state), `the walk never saw ${state}; it saw ${[...visited]}`)
  assert.ok(moved.size > 25, `only ${moved.size} moves were made: ${[...moved]}`)
})

test('a petition keeps its promises through any order of moves', () => {
  const visited = new Set<string>()
  for (const seed of seeds) {
    for (const kind of ['request', 'accusation'] as const) {
      const district = smallDistrict()
      const story = new Story(petition, district).at('2026-03-02 09:00')
      const birth = petitionBirth(
        {
          source: 'visit',
          sourceId: String(seed),
          channel: 'visit',
          kind,
          words: '要求公开拆迁补偿标准',
          accused: seed % 3 === 0 ? ['d-city'] : [],
          reporter: 'ref-1',
          photos: [],
          lang: 'zh',
          receivedAt: moment('2026-03-02 08:50'),
        },
        story.now,
        district,
      )
      assert.ok(!isRefusal(birth))
      story.bear(officer('clerk'), ...birth('XF202603020001'))
      const r = walk(story, seed, ['not_accepted', 'diverted', 'concluded', 'result_notice'])
      for (const s of r.visited) visited.add(s)
    }
  }
  for (const state of ['forwarded', 'objected', 'accepted', 'investigating', 'opinion_issued', 'routed'])
    assert.ok(visited.has(state), `the walk never saw ${state}; it saw ${[...visited]}`)
})
