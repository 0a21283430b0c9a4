// The one decision of the net: a command comes in, the table and the facts so far answer with new facts or a refusal.
// The same function runs on the server (whose answer counts), on a phone while offline, in the simulator and in what-if.
import type { District } from '../district/district.ts'
import { assert } from '../kit/assert.ts'
import type { Instant } from '../kit/instant.ts'
import { nextTurn } from './clock.ts'
import type { Fact, NewFact, Payload } from './fact.ts'
import type { ClockSpec, Input, Life, MoveSpec, Need, Situation, Turn } from './life.ts'
import { isRefusal, named, type Refusal, refuse } from './refusal.ts'
import { evolve, type Standing } from './standing.ts'
import { type Actor, byOf, maySee, type Reach, stands } from './who.ts'

export type Decision<Doc extends Reach> = { facts: readonly Fact[]; standing: Standing<Doc> }

const permitted = <Doc extends Reach>(move: MoveSpec<Doc>, s: Situation<Doc>): Refusal | undefined => {
  const { actor, standing } = s
  if (move.by.some(rule => stands(rule.relation, actor, standing.doc) && hasRole(rule.roles, actor)))
    return undefined
  if (
    actor.kind === 'officer' &&
    move.by.some(r => r.relation === 'checker') &&
    (standing.doc.handlers.includes(actor.person) || standing.doc.handlerUnits.includes(actor.unit.id))
  )
    return refuse('own-work')
  const post = actor.kind === 'officer' ? actor.post.zh : actor.kind
  return refuse('not-yours', { move: named(move), who: { zh: move.whoZh, en: move.whoEn }, post })
}

const hasRole = (roles: readonly string[] | undefined, actor: Actor): boolean =>
  roles === undefined || (actor.kind === 'officer' && roles.includes(actor.post.role))

/** Why a move is not possible before anything is typed; undefined = offer it. */
const closed = <Doc extends Reach>(
  life: Life<Doc>,
  move: MoveSpec<Doc>,
  s: Situation<Doc>,
): Refusal | undefined => {
  if (!move.from.includes(s.standing.state))
    return (
      move.otherwise?.(s) ??
      refuse('not-now', { state: named(life.states[s.standing.state]!), move: named(move) })
    )
  return permitted(move, s) ?? move.check?.(s)
}

const choicesOf = (need: Need, district: District): readonly string[] | undefined =>
  typeof need.from === 'string' ? district[need.from].map(r => r.code) : need.from

const wrongValue = (need: Need, value: Payload[string], district: District): Refusal | undefined => {
  const bad = (zh: string, en: string) =>
    refuse('bad-value', { field: named(need), value: JSON.stringify(value), right: { zh, en } })
  switch (need.kind) {
    case 'text':
    case 'day':
    case 'subject':
    case 'place': {
      if (typeof value !== 'string') return bad('要一段文字', 'a text is wanted')
      const max = need.max ?? 2000
      if (value.length > max)
        return refuse('too-large', {
          field: named(need),
          value: { zh: `${value.length} 字`, en: `${value.length} characters` },
          limit: { zh: `${max} 字`, en: `${max} characters` },
        })
      if (need.min !== undefined && value.trim().length < need.min)
        return bad(`至少写 ${need.min} 个字`, `write at least ${need.min} characters`)
      if (need.kind === 'place' && !district.territory(value))
        return bad('要一个本区的地域编号', 'a territory code of this district is wanted')
      if (need.kind === 'day' && !/^\d{4}-\d\d-\d\d$/.test(value))
        return bad('要写成 2026-11-23 这样的日期', 'write a date like 2026-11-23')
      return undefined
    }
    case 'choice': {
      const choices = choicesOf(need, district)
      return choices && !choices.includes(value as string)
        ? bad(`可选：${choices.join('、')}`, `one of ${choices.join(', ')}`)
        : undefined
    }
    case 'unit':
      return typeof value === 'string' && district.unit(value)
        ? undefined
        : refuse('unknown-unit', { unit: String(value) })
    case 'units': {
      if (!Array.isArray(value)) return bad('要一组单位编号', 'a list of unit ids is wanted')
      const unknown = value.find(u => typeof u !== 'string' || !district.unit(u))
      return unknown === undefined ? undefined : refuse('unknown-unit', { unit: String(unknown) })
    }
    case 'type':
      return typeof value === 'string' && district.type(value)
        ? undefined
        : bad('要一个事项类型编号，如 CM02', 'a type code is wanted, e.g. CM02')
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return bad('要一个数', 'a number is wanted')
      if ((need.min !== undefined && value < need.min) || (need.max !== undefined && value > need.max))
        return bad(
          `在 ${need.min ?? '…'} 与 ${need.max ?? '…'} 之间`,
          `between ${need.min ?? '…'} and ${need.max ?? '…'}`,
        )
      return undefined
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : bad('是或否', 'yes or no')
    case 'point':
      return Array.isArray(value) &&
        value.length === 2 &&
        value.every(n => typeof n === 'number' && Number.isFinite(n))
        ? undefined
        : bad('要 [经度, 纬度]', '[longitude, latitude] is wanted')
    case 'photos':
      return Array.isArray(value) && value.length <= 9 && value.every(p => typeof p === 'string')
        ? undefined
        : bad('最多 9 张照片', 'at most 9 photos')
  }
}

const wrongInput = <Doc extends Reach>(move: MoveSpec<Doc>, s: Situation<Doc>): Refusal | undefined => {
  for (const [key, need] of Object.entries(move.needs)) {
    const value = s.input[key]
    const empty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
    if (empty) {
      if (need.required) return refuse('missing', { field: named(need) })
      continue
    }
    const wrong = wrongValue(need, value, s.district)
    if (wrong) return wrong
  }
  return undefined
}

/** Gives new facts their place in the history. */
export const append = <Doc extends Reach>(
  life: Life<Doc>,
  before: Standing<Doc> | undefined,
  subject: string,
  actor: Actor,
  now: Instant,
  news: readonly NewFact[],
): Decision<Doc> => {
  let standing = before
  const facts: Fact[] = []
  for (const n of news) {
    const fact: Fact = {
      life: life.name,
      subject,
      seq: (standing?.seq ?? 0) + 1,
      type: n.type,
      at: n.at ?? now,
      by: byOf(actor),
      data: n.data,
      ...(n.clocks ? { clocks: n.clocks } : {}),
    }
    facts.push(fact)
    standing = evolve(life, standing, fact)
  }
  return { facts, standing: standing! }
}

/**
 * Decides one move. What the actor may not see does not exist for them. Turning points reached before `now` and not
 * written down yet come first in the answer: a machine that slept cannot let a late sign-off hide its red light.
 */
export const decide = <Doc extends Reach>(
  life: Life<Doc>,
  before: Standing<Doc>,
  moveName: string,
  actor: Actor,
  input: Input,
  now: Instant,
  district: District,
): Decision<Doc> | Refusal => {
  if (!maySee(actor, before.doc)) return refuse('not-found')
  const due = tick(life, before, now, district)
  const standing = due?.standing ?? before
  const move = Object.hasOwn(life.moves, moveName) ? life.moves[moveName] : undefined
  if (!move) return refuse('unknown-move', { move: moveName })
  const s: Situation<Doc> = { standing, actor, input, now, district }
  const no = closed(life, move, s) ?? wrongInput(move, s)
  if (no) return no
  const news = move.facts(s)
  if (isRefusal(news)) return news
  for (const { type } of news)
    assert(
      move.makes.includes(type),
      `move ${life.name}.${moveName} made ${type}; its table says ${move.makes}`,
    )
  const decided = append(life, standing, standing.subject, actor, now, news)
  return due ? { facts: [...due.facts, ...decided.facts], standing: decided.standing } : decided
}

export type Offer = { move: string; zh: string; en: string; key?: string; open: boolean; why?: Refusal }

/** Every move of the life as this actor would find it now: open, or closed with the reason. Quiet moves are left out. */
export const offers = <Doc extends Reach>(
  life: Life<Doc>,
  standing: Standing<Doc>,
  actor: Actor,
  now: Instant,
  district: District,
): Offer[] =>
  Object.entries(life.moves)
    .filter(([, m]) => !m.quiet)
    .map(([name, m]) => {
      const why = closed(life, m, { standing, actor, input: {}, now, district })
      return {
        move: name,
        zh: m.zh,
        en: m.en,
        ...(m.key ? { key: m.key } : {}),
        open: why === undefined,
        ...(why ? { why } : {}),
      }
    })

// Asked for every clock with every fact; a ladder belongs to one pack and never changes.
const climbs = new WeakMap<District['ladder'], readonly number[]>()
const lights = [0.75, 1] as const
const onlyItsEnd = [1] as const

/** Shares at which a clock speaks: yellow, red, then the supervision ladder for clocks that climb. */
export const sharesOf = (spec: ClockSpec | undefined, { ladder }: District): readonly number[] => {
  if (spec?.silent) return onlyItsEnd
  if (!spec?.climbs) return lights
  const known = climbs.get(ladder)
  if (known) return known
  const shares = [...new Set([...lights, ...ladder.map(l => l.share)])].sort((a, b) => a - b)
  climbs.set(ladder, shares)
  return shares
}

/** The earliest turning point still to come of all running clocks; the store keeps it to know when to wake up. */
export const nextTurnOf = <Doc extends Reach>(
  life: Life<Doc>,
  standing: Standing<Doc>,
  district: District,
): Turn | undefined => {
  let first: Turn | undefined
  for (const [key, c] of Object.entries(standing.clocks)) {
    if (c.stopAt !== undefined) continue
    const turn = nextTurn(key, c, sharesOf(life.clocks[c.name], district), district)
    if (turn && (!first || turn.at < first.at)) first = turn
  }
  return first
}

/**
 * Writes down every turning point reached by `now`, each once, in the order of their instants, each at its own exact
 * instant – also when the machine slept through the night. Returns undefined when nothing turned.
 */
export const tick = <Doc extends Reach>(
  life: Life<Doc>,
  standing: Standing<Doc>,
  now: Instant,
  district: District,
): Decision<Doc> | undefined => {
  const actor: Actor = { kind: 'system', name: 'clock' }
  let current = standing
  const facts: Fact[] = []
  for (
    let turn = nextTurnOf(life, current, district);
    turn && turn.at <= now;
    turn = nextTurnOf(life, current, district)
  ) {
    const turned: NewFact = {
      type: 'light-turned',
      at: turn.at,
      data: { clock: turn.name, ...(turn.of === undefined ? {} : { of: turn.of }), share: turn.share },
    }
    const more = (life.onTurn?.(current, turn, district) ?? []).map(f => ({ ...f, at: f.at ?? turn.at }))
    const step = append(life, current, current.subject, actor, now, [turned, ...more])
    facts.push(...step.facts)
    current = step.standing
  }
  return facts.length ? { facts, standing: current } : undefined
}
