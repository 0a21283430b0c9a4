// Giving a matter to a unit: what the dispatch catalogue and the rules about leads allow, which facts say it, which
// clocks it starts. The promise to the reporter starts once, at the first dispatch, and no later dispatch moves it.
import type { Unit, Urgency } from '../../district/district.ts'
import type { NewFact } from '../../life/fact.ts'
import { named, type Refusal, refuse } from '../../life/refusal.ts'
import { isInside } from '../../life/who.ts'
import {
  byDesk,
  cannotTake,
  commanders,
  type Here,
  type Move,
  needWords,
  notCommanding,
  said,
  str,
  unitOf,
  units,
  urgencyFor,
  urgencyNeed,
  words,
} from './here.ts'
import { dispatchClocks, keptLimits, limitsFor, step } from './limits.ts'
import { atDesk, working } from './states.ts'

/** Up, down or sideways, seen from the desk that sends. */
const directionOf = (from: Unit | undefined, to: Unit): string => {
  if (!from || from.id === to.id || to.kind === 'department') return '分拨'
  if (isInside(from.territory, to.territory)) return '上报'
  return isInside(to.territory, from.territory) ? '交办' : '转办'
}

/** The dispatch itself, its clocks and those of new parts; a part that runs already is left alone. */
const sent = (
  s: Here,
  lead: string,
  from: string,
  to: { type?: string; urgency: Urgency; row?: string; co: readonly string[]; copies: readonly string[] },
): NewFact => {
  const { doc, clocks } = s.standing
  const type = to.type === undefined ? undefined : s.district.type(to.type)
  const row = to.row === undefined ? undefined : s.district.dispatch.find(r => r.id === to.row)
  const sender = s.district.unit(from)
  const limits = limitsFor(to.type, to.urgency, to.row ?? doc.row, s.district)
  const promise =
    clocks.whole === undefined ||
    to.type !== doc.type ||
    to.urgency !== doc.urgency ||
    (to.row !== undefined && to.row !== doc.row)
  return {
    type: 'dispatched',
    data: {
      lead,
      units: [lead],
      ...(to.co.length ? { co: to.co } : {}),
      ...(to.copies.length ? { copies: to.copies } : {}),
      from,
      ...(type ? { type: type.code, module: type.module } : {}),
      urgency: to.urgency,
      direction: directionOf(sender, s.district.unit(lead)!),
      basis: row?.basis ?? type?.basis ?? '值班长指定',
      ...(to.row === undefined ? {} : { row: to.row }),
      rules: s.district.version,
      ...said(s),
    },
    clocks: [
      ...(promise ? keptLimits(s, limits) : []),
      ...dispatchClocks(limits, lead, doc.contacted, clocks.contact !== undefined, s.district),
      ...to.co.filter(u => !doc.co.includes(u)).map(u => step('part', u, s.district, u)),
    ],
  }
}

/** The facts of a dispatch asked for by a desk, or why it cannot be. */
export const dispatchFacts = (s: Here, lead: string): readonly NewFact[] | Refusal => {
  const { doc } = s.standing
  const type = str(s, 'type') ?? doc.type ?? doc.suggestion?.type
  const urgency = urgencyFor(s, type)
  const co = units(s, 'co').filter(u => u !== lead)
  const copies = units(s, 'copies')
  const row = str(s, 'row')
  if (row !== undefined && !s.district.dispatch.some(r => r.id === row))
    return refuse('bad-value', {
      field: { zh: '派单目录行', en: 'Catalogue row' },
      value: row,
      right: { zh: '要目录里有的行号', en: 'a row of the catalogue is wanted' },
    })
  const walled = copies.find(u => doc.accused.includes(u))
  const no =
    cannotTake(s, lead, type, true) ??
    co.map(u => cannotTake(s, u, type, false)).find(r => r !== undefined) ??
    (walled === undefined
      ? undefined
      : refuse('accused-cannot-lead', { unit: named(s.district.unit(walled) ?? { zh: walled, en: walled }) }))
  if (no) return no
  const from = unitOf(s)?.id ?? doc.lead
  return [
    sent(s, lead, from, {
      urgency,
      co,
      copies,
      ...(type === undefined ? {} : { type }),
      ...(row === undefined ? {} : { row }),
    }),
  ]
}

/** A unit takes a matter over by rule, not by a desk's choice: it is its own sender. */
export const handOver = (s: Here, lead: string): NewFact => {
  const { doc } = s.standing
  return sent({ ...s, input: {} }, lead, lead, {
    urgency: doc.urgency,
    co: [],
    copies: [],
    ...(doc.type === undefined ? {} : { type: doc.type }),
  })
}

const dispatchNeeds: Move['needs'] = {
  lead: { zh: '主办单位', en: 'Lead unit', kind: 'unit', required: true },
  co: { zh: '协办单位', en: 'Co-handlers', kind: 'units' },
  copies: { zh: '抄送', en: 'Copies', kind: 'units' },
  type: { zh: '事项类型', en: 'Type', kind: 'type' },
  urgency: urgencyNeed,
  row: { zh: '派单目录行', en: 'Catalogue row', kind: 'text', max: 60 },
  words,
}

export const sendingMoves: Readonly<Record<string, Move>> = {
  dispatch: {
    zh: '派单',
    en: 'Dispatch',
    key: 'd',
    from: [...atDesk, 'reopened'],
    ...byDesk,
    needs: dispatchNeeds,
    check: notCommanding,
    makes: ['accepted', 'dispatched'],
    passes: ['accepted'],
    facts: s => {
      const facts = dispatchFacts(s, str(s, 'lead')!)
      return 'refused' in facts || s.standing.state !== 'reported'
        ? facts
        : [{ type: 'accepted', data: {} }, ...facts]
    },
  },
  redirect: {
    zh: '改派',
    en: 'Redirect',
    key: 'D',
    from: ['dispatched', ...working],
    by: [{ relation: 'over', roles: commanders }],
    whoZh: '上级指挥中心的值班长或分拨员',
    whoEn: 'the watch or dispatcher of a centre over the place',
    needs: { ...dispatchNeeds, words: needWords },
    check: notCommanding,
    makes: ['dispatched'],
    facts: s => {
      const lead = str(s, 'lead')!
      const unit = s.district.unit(lead)!
      if (lead === s.standing.doc.lead) return refuse('same-lead', { unit: named(unit) })
      // A unit that was given the matter from above hands it down or asks to return it; sideways is the way of a hole.
      const own = unitOf(s)!
      const given = own.id === s.standing.doc.lead && s.standing.doc.dispatcher !== own.id
      if (given && !(unit.kind === 'centre' && isInside(unit.territory, own.territory)))
        return refuse('redirect-down-only')
      return dispatchFacts(s, lead)
    },
  },
}
