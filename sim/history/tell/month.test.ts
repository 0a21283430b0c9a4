// A month of the real deck with the real words – August 2020, the month of the flood – told through the ordinary doors:
// nothing is refused, every story ends as it was planned, and the same seed leaves the same facts to the byte.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { instant, msPerDay, parseInstant } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { root } from '#server/main/settings.ts'
import { makeNet } from '../../net/net.ts'
import { makeSaid } from '../../text/said-of.ts'
import { deckOf } from '../deck/deal.ts'
import type { HistoryStory } from '../story.ts'
import { historySource } from './report.ts'
import { tellHistory } from './tell.ts'

const read = readPack(join(root, 'packs', 'longxi'))
assert.ok(read.ok)
const district = makeDistrict(read.pack, 'test')
const from = parseInstant('2020-08-01T00:00:00+08:00')!
const until = parseInstant('2020-09-01T00:00:00+08:00')!
/** All of it is over by then but what waits for very long. */
const to = instant(until + 75 * msPerDay)

const deal = () => {
  const deck = deckOf(district)
  const month = deck.stories.filter(s => s.reportedAt >= from && s.reportedAt < until)
  const inMonth = new Set(month.map(s => s.id))
  // What joins a matter of another month has nothing to join here. It is reported all the same: the numbers of a day,
  // and so what is drawn for a second look, hang on everything reported that day.
  const joinsNothing = (s: HistoryStory) =>
    s.steps.some(step => step.move === 'merge' && !inMonth.has(step.into))
  const stories = month.map((s): HistoryStory => {
    if (!joinsNothing(s)) return s
    const { closedBy: _, closedAt: __, ...rest } = s
    return { ...rest, outcome: 'open', steps: [] }
  })
  return { deck, stories }
}

const tellMonth = async () => {
  const { deck, stories } = deal()
  const byId = new Map(deck.stories.map(s => [s.id, s]))
  const facts: Fact[] = []
  const net = makeNet({
    path: district,
    at: from,
    seed: String(deck.seed),
    kept: c => facts.push(...c.subjects.flatMap(s => s.facts)),
  })
  const words = makeSaid({ district, seed: deck.seed, storyOf: id => byId.get(id) })
  await tellHistory(net, { stories }, words, { to })
  return { net, stories, facts }
}

const told = await tellMonth()
const endOf = async (story: HistoryStory) => {
  const subject = await told.net.store.known(historySource, story.id)
  assert.ok(subject !== undefined, story.id)
  return (await told.net.desk.load(subject))!
}

/** In facts a department and a superior both close at the district. */
const levels: Readonly<Record<string, string>> = {
  'on-spot': 'on_spot',
  community: 'community',
  town: 'town',
  department: 'district',
  upper: 'district',
}

test('every story of the month ends as planned', async () => {
  assert.ok(told.stories.length > 1000, `${told.stories.length} stories`)
  for (const story of told.stories) {
    const { facts, standing } = await endOf(story)
    const doc = standing.doc as MatterDoc
    assert.equal(facts[0]!.at, story.reportedAt, story.id)
    assert.equal(doc.channel, story.channel, story.id)
    if (story.closedBy !== undefined) {
      const closed = facts.findLast(f => f.type === 'closed' || f.type === 'closed-on-spot')
      assert.equal(closed?.at, story.closedAt, story.id)
      assert.equal(doc.closedLevel, levels[story.closedBy], story.id)
      assert.equal(doc.type, story.type, story.id)
      if (story.outcome === 'closed') assert.equal(doc.lead, story.lead, story.id)
    }
    const ends: Readonly<Record<string, readonly string[]>> = {
      merged: ['merged'],
      declined: ['not_accepted', 'archived'],
      diverted: ['diverted', 'archived'],
    }
    const states = ends[story.outcome]
    if (states) assert.ok(states.includes(standing.state), `${story.id} is ${standing.state}`)
  }
})

test('every planned move left a fact at its instant, made by somebody', async () => {
  for (const story of told.stories) {
    const { facts } = await endOf(story)
    const at = new Set(facts.filter(f => f.by.kind !== 'system').map(f => f.at))
    for (const step of story.steps) if (step.at < to) assert.ok(at.has(step.at), `${story.id} ${step.move}`)
  }
})

test('facts came about in order of time', () => {
  for (const [i, fact] of told.facts.entries())
    assert.ok(i === 0 || told.facts[i - 1]!.at <= fact.at, `${fact.subject}#${fact.seq} ${fact.type}`)
})

test('dealt and told once more, the facts are the same to the byte', async () => {
  const hash = (facts: readonly Fact[]) =>
    createHash('sha256')
      .update(facts.map(f => JSON.stringify(f)).join('\n'))
      .digest('hex')
  assert.equal(hash((await tellMonth()).facts), hash(told.facts))
})
