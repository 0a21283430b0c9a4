// Tells the story of one subject to the rules, as a duty officer would: who does what when. Every step goes through the
// same decide and tick as on the server; what would be kept there is kept here in one list.
import assert from 'node:assert/strict'
import type { District } from '#core/district/district.ts'
import { type Instant, parseInstant } from '#core/kit/instant.ts'
import { readClock } from '#core/life/clock.ts'
import { append, decide, nextTurnOf, tick } from '#core/life/decide.ts'
import type { Fact, NewFact } from '#core/life/fact.ts'
import type { Input, Life } from '#core/life/life.ts'
import { isRefusal, type RefusalCode } from '#core/life/refusal.ts'
import type { Standing } from '#core/life/standing.ts'
import { timelineOf } from '#core/life/timeline.ts'
import type { Actor, Reach } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { step } from '#core/lives/matter/limits.ts'
import { matter } from '#core/lives/matter.ts'
import { smallDistrict } from './small-district.ts'

/** '2026-11-23 10:15' in China time. */
export const moment = (text: string): Instant => {
  const found = parseInstant(text.replace(' ', 'T'), 'china')
  assert.ok(found !== undefined, `${text} is no moment, want 'YYYY-MM-DD HH:mm'`)
  return found
}

/** The holder of a post of the small district: officer('city-handler'). */
export const officer = (seat: string, district: District = smallDistrict()): Actor & { kind: 'officer' } => {
  const post = district.post(`post-${seat}`)
  assert.ok(post, `the small district has no post-${seat}`)
  return { kind: 'officer', person: `person-${seat}`, post, unit: district.unit(post.unit)! }
}

export const resident = (ref: string): Actor => ({ kind: 'reporter', ref })
export const system: Actor = { kind: 'system', name: 'test' }

export class Story<Doc extends Reach = Reach> {
  readonly life: Life<Doc>
  district: District
  readonly facts: Fact[] = []
  standing!: Standing<Doc>
  now!: Instant

  constructor(life: Life<Doc>, district: District = smallDistrict()) {
    this.life = life
    this.district = district
  }

  at(text: string): this {
    this.now = moment(text)
    return this
  }

  bear(actor: Actor, ...news: NewFact[]): this {
    const d = append(this.life, undefined, 'XX202611230001', actor, this.now, news)
    this.facts.push(...d.facts)
    this.standing = d.standing
    return this
  }

  /** Lets the clocks speak up to now. Returns the types of the facts that came by themselves. */
  wake(): string[] {
    const d = tick(this.life, this.standing, this.now, this.district)
    if (!d) return []
    this.facts.push(...d.facts)
    this.standing = d.standing
    return d.facts.map(f => f.type)
  }

  does(who: Actor | string, move: string, input: Input = {}): this {
    const actor = typeof who === 'string' ? officer(who, this.district) : who
    const d = decide(this.life, this.standing, move, actor, input, this.now, this.district)
    assert.ok(!isRefusal(d), `${move} was refused: ${JSON.stringify(d)} in state ${this.standing.state}`)
    this.facts.push(...d.facts)
    this.standing = d.standing
    return this
  }

  /** The same, expecting a "no" of this code. */
  refuses(who: Actor | string, move: string, code: RefusalCode, input: Input = {}): this {
    const actor = typeof who === 'string' ? officer(who, this.district) : who
    const d = decide(this.life, this.standing, move, actor, input, this.now, this.district)
    assert.ok(isRefusal(d), `${move} should have been refused with ${code}`)
    assert.equal(d.refused, code, JSON.stringify(d.with))
    return this
  }

  /** What is true now. */
  is(state: string, lead?: string): this {
    assert.equal(this.standing.state, state)
    if (lead !== undefined) assert.equal(this.standing.doc.lead, lead)
    return this
  }

  clock(key: string) {
    const c = this.standing.clocks[key]
    assert.ok(c, `no clock ${key}; there are ${Object.keys(this.standing.clocks)}`)
    return readClock(key, c, this.now, this.district)
  }

  /** The running clock is due at this moment. */
  due(key: string, text: string): this {
    assert.equal(
      this.clock(key).dueAt,
      moment(text),
      `${key} is due at ${new Date(this.clock(key).dueAt ?? 0).toISOString()}`,
    )
    return this
  }

  light(key: string, colour: string): this {
    assert.equal(this.clock(key).light, colour)
    return this
  }

  nextTurnAt(): Instant | undefined {
    return nextTurnOf(this.life, this.standing, this.district)?.at
  }

  types(): string[] {
    return this.facts.map(f => f.type)
  }

  count(type: string): number {
    return this.facts.filter(f => f.type === type).length
  }

  reads(audience: 'officer' | 'reporter' = 'reporter'): string[] {
    return timelineOf(this.life, this.facts, this.district, 'zh', audience).map(l => l.text)
  }
}

/** A resident of Liuyuan grid 1 reports; the town's centre holds it unless said otherwise. */
export const reportedMatter = (
  at: string,
  change: { lead?: string; place?: string; accused?: readonly string[]; reporter?: string } = {},
  district: District = smallDistrict(),
): Story<MatterDoc> => {
  const lead = change.lead ?? 'c-500198001'
  return new Story(matter, district).at(at).bear(
    { kind: 'gate', source: 'resident-web' },
    {
      type: 'reported',
      data: {
        number: 'XX202611230001',
        source: 'resident-web',
        sourceId: '1',
        channel: 'resident-web',
        words: '楼下烧烤店油烟太大',
        lead,
        place: change.place ?? '50019800100101',
        accused: change.accused ?? [],
        reporter: change.reporter ?? 'ref-1',
        photos: [],
        lang: 'zh',
        urgency: 'normal',
      },
      clocks: [step('triage', lead, district)],
    },
  )
}
