// One subject held against what must be true of it after any fact: its lead, its parts, its walls, its words.
import type { District } from '#core/district/district.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Life } from '#core/life/life.ts'
import type { Standing } from '#core/life/standing.ts'
import { type Actor, maySee, type Reach } from '#core/life/who.ts'
import type { Violation } from './promises.ts'

type Found = Omit<Violation, 'subject'>

const levels = ['community', 'town', 'district'] as const

/** What is wrong with where a subject stands. */
export const wrongIn = (life: Life<Reach>, s: Standing, district: District): Found[] => {
  const { doc, state, clocks } = s
  const found: Found[] = []
  const not = (promise: Violation['promise'], is: boolean, why: string) => {
    if (is)
      found.push({ promise, why: `${why} (state ${state}, lead ${doc.lead}, co ${doc.co.join(' ') || '–'})` })
  }
  const lead = district.unit(doc.lead)
  not('one-lead', !lead, `the lead ${doc.lead} is no unit`)
  not('one-lead', doc.co.includes(doc.lead), 'the lead is a co-handler of itself')
  not('one-lead', new Set(doc.co).size !== doc.co.length, 'a co-handler stands there twice')
  // Sealed and not routed yet: whoever keeps it takes no part in it.
  not(
    'one-lead',
    !doc.sealed && !doc.involved.includes(doc.lead),
    'the lead is not among those who had a hand in it',
  )
  not('accused-blind', doc.accused.includes(doc.lead), 'a unit complained about leads')
  not(
    'accused-blind',
    doc.co.some(u => doc.accused.includes(u)),
    'a unit complained about assists',
  )
  not(
    'accused-blind',
    doc.arbiter !== undefined && doc.accused.includes(doc.arbiter),
    'a unit complained about rules',
  )
  not(
    'one-lead',
    levels.some(l => !district.centreOver(doc.place, l)),
    'a level over the place has no centre',
  )
  if (life.states[state]?.phase === 'open') {
    not('one-lead', district.postsIn(doc.lead).length === 0, 'nobody sits in the lead unit')
    not(
      'one-clock',
      state !== 'draft' &&
        !Object.values(clocks).some(c => !life.clocks[c.name]?.silent && c.stopAt === undefined),
      'it is open and no clock runs',
    )
  }
  for (const u of doc.co) {
    const part = clocks[`part:${u}`]
    not('one-clock', !part || part.done === true, `the co-handler ${u} has no clock of its own`)
  }
  for (const c of Object.values(clocks))
    not(
      'one-clock',
      c.name === 'part' && !c.done && !doc.co.includes(c.of!),
      `the part of ${c.of} runs for nobody`,
    )
  return found
}

const actorOf = (fact: Fact, district: District): Actor | undefined => {
  if (fact.by.kind === 'reporter') return { kind: 'reporter', ref: fact.by.ref }
  if (fact.by.kind !== 'officer') return undefined
  const post = district.post(fact.by.post)
  const unit = district.unit(fact.by.unit)
  return post && unit ? { kind: 'officer', person: fact.by.person, post, unit } : undefined
}

const handling = ['signed', 'part-done', 'fed-back', 'closed-on-spot']
const checks = ['verified', 'sent-back', 'spot-checked']

/** Who handled a matter by this fact; counted here once more, so that a list that forgets somebody is noticed. */
export const handlerIn = (fact: Fact): string | undefined =>
  fact.by.kind === 'officer' && handling.includes(fact.type) ? fact.by.person : undefined

/** What is wrong with who did it. `before`: where the subject stood when it was decided; `handlers` by then. */
export const wrongActor = (
  before: Standing,
  fact: Fact,
  district: District,
  handlers: ReadonlySet<string>,
): Found[] => {
  const actor = actorOf(fact, district)
  if (!actor) return []
  const found: Found[] = []
  if (!maySee(actor, before.doc))
    found.push({
      promise: 'accused-blind',
      why: `${fact.type} #${fact.seq} by somebody for whom it does not exist: ${JSON.stringify(fact.by)}`,
    })
  if (checks.includes(fact.type) && actor.kind === 'officer' && handlers.has(actor.person))
    found.push({ promise: 'other-eyes', why: `${fact.type} #${fact.seq} by ${actor.person}, who handled it` })
  return found
}

/** Numbers of mobile phones and identity cards, and the names the people of this simulation give. */
export const personal = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX](?!\d)|钱有福|孙小满|吴桂香/
const personalKey = /^(name|phone|idNumber|idCard|mobile|tel|address|reporterName|email)$/

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([k, v]) => [...(Array.isArray(value) ? [] : [k]), ...keysOf(v)])
    : []

export const personalIn = (fact: Fact): string | undefined => {
  const hit =
    personal.exec(JSON.stringify(fact.data))?.[0] ?? keysOf(fact.data).find(k => personalKey.test(k))
  return hit === undefined ? undefined : `${fact.type} #${fact.seq} carries ${hit}`
}
