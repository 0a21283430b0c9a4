// Stories of every fate are told to a net in memory and end where they must; told twice, or in pieces, they leave the
// same facts to the byte; and what goes wrong names the story, the move and the sentence.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { makeNet, type Net } from '../../net/net.ts'
import type { HistoryStory } from '../story.ts'
import { fateStories, fates, fatesFrom, fatesTo, plainWords } from './fates.fixture.ts'
import { historySource } from './report.ts'
import { type Stuck, tellHistory } from './tell.ts'

const district = smallDistrict()

const openNet = () => {
  const facts: Fact[] = []
  const net = makeNet({
    path: district,
    at: fatesFrom,
    seed: 'fates',
    kept: c => facts.push(...c.subjects.flatMap(s => s.facts)),
  })
  return { net, facts }
}
const tell = (
  net: Net,
  stories: readonly HistoryStory[],
  more: Partial<Parameters<typeof tellHistory>[3]> = {},
) => tellHistory(net, { stories }, plainWords, { to: fatesTo, ...more })
const hashOf = (facts: readonly Fact[]): string =>
  createHash('sha256')
    .update(facts.map(f => JSON.stringify(f)).join('\n'))
    .digest('hex')
const loadStory = async (net: Net, id: string) =>
  (await net.desk.load((await net.store.known(historySource, id))!))!

const whole = openNet()
await tell(whole.net, fateStories)

for (const [name, [story, state, types]] of Object.entries(fates))
  test(name, async () => {
    const { standing, facts } = await loadStory(whole.net, story.id)
    assert.equal(standing.state, state)
    for (const type of types)
      assert.ok(
        facts.some(f => f.type === type),
        `${type} in ${facts.map(f => f.type)}`,
      )
    const planned = new Set(story.steps.map(s => s.at))
    const done = facts.filter(f => f.by.kind !== 'system' && planned.has(f.at))
    assert.ok(new Set(done.map(f => f.at)).size === planned.size, 'every step left a fact at its own instant')
    assert.equal((standing.doc as MatterDoc).place, story.place.territory)
  })

test('facts come about in order of time, clocks between the moves of people', () => {
  for (const [i, fact] of whole.facts.entries())
    assert.ok(i === 0 || whole.facts[i - 1]!.at <= fact.at, `${fact.subject}#${fact.seq} ${fact.type}`)
  assert.ok(whole.facts.some(f => f.type === 'light-turned'))
  assert.ok(whole.facts.every(f => f.at < fatesTo))
})

test('words of danger are answered by the district desk, whatever was planned', async () => {
  const [story] = fates['words of danger: the district desk acts instead']!
  const { facts } = await loadStory(whole.net, story.id)
  const sent = facts.find(f => f.type === 'dispatched')!
  assert.deepEqual(sent.by.kind === 'officer' && [sent.by.unit, sent.data.lead], [
    'c-500198',
    'c-500198001001',
  ])
})

test('the letter went through the petition’s own life', async () => {
  const [story] = fates['a letter with a life of its own']!
  const { standing, facts } = await loadStory(whole.net, `${story.id}-xf`)
  assert.equal(standing.state, 'opinion_issued')
  assert.deepEqual(
    facts.flatMap(f => (f.type === 'light-turned' ? [] : [f.type])),
    [
      'registered',
      'forwarded',
      'accepted',
      'investigating',
      'extended',
      'opinion-issued',
      'review-asked',
      'review-answered',
    ],
  )
})

test('told twice, the facts are the same to the byte', async () => {
  const again = openNet()
  await tell(again.net, fateStories)
  assert.equal(hashOf(again.facts), hashOf(whole.facts))
})

test('told in pieces of a day and a half, the facts are the same to the byte', async () => {
  const pieces = openNet()
  for (let from: Instant = fatesFrom; from < fatesTo; ) {
    const to = instant(Math.min(fatesTo, from + 1.5 * msPerDay))
    await tell(pieces.net, fateStories, { from, to })
    from = to
  }
  assert.equal(hashOf(pieces.facts), hashOf(whole.facts))
})

test('forgetting what is at rest changes no fact, and leaves less to hold', async () => {
  const longer = instant(fatesTo + 60 * msPerDay)
  const [spot] = fates['on the spot, by an officer, rated through the link']!
  const more = [1, 2, 3].map(
    (days): HistoryStory => ({
      ...spot,
      id: `h00100${days}`,
      steps: [],
      reportedAt: instant(fatesTo + (56 + days) * msPerDay),
    }),
  )
  const stories = [...fateStories, ...more]
  const [keeps, forgets] = [openNet(), openNet()]
  await tell(keeps.net, stories, { to: longer })
  const gone: string[] = []
  await tell(forgets.net, stories, { to: longer, forgot: s => gone.push(s) })
  assert.equal(hashOf(forgets.facts), hashOf(keeps.facts))
  const held = (net: Net) => [...net.store.subjects()].length
  assert.equal(held(keeps.net), stories.length + 1)
  assert.equal(gone.length, held(keeps.net) - held(forgets.net))
  // What was open at the end of June stays, and what was reported since.
  assert.ok(held(forgets.net) <= 10, `${held(forgets.net)} of ${held(keeps.net)}`)
})

test('a refused move names the story, the move and the sentence; told of it, the others go on', async () => {
  const [good] = fates['closed and rated']!
  const bad: HistoryStory = {
    ...good,
    id: 'h999999',
    reportedAt: instant(good.reportedAt + 1000),
    steps: good.steps.slice(1),
  }
  await assert.rejects(
    tell(openNet().net, [good, bad]),
    /story h999999, sign at 2026-06-01T.*: refused as not-now/,
  )
  const stuck: Stuck[] = []
  const { net } = openNet()
  await tell(net, [good, bad], { refused: s => stuck.push(s) })
  assert.deepEqual(
    stuck.map(s => [s.story, s.move]),
    [['h999999', 'sign']],
  )
  assert.equal((await loadStory(net, good.id)).standing.state, 'callback_done')
})
