// The moves of a matter at the desk: sort, send, return and rule, merge, exit, supervise. Handling moves stand in
// handling.ts and the reporter's in reporter.ts.
import type { District, Role, Unit, Urgency } from '../../district/district.ts'
import { instant } from '../../kit/instant.ts'
import type { NewFact } from '../../life/fact.ts'
import type { MoveSpec, Need, Situation, WhoRule } from '../../life/life.ts'
import { type Refusal, refuse } from '../../life/refusal.ts'
import { isInside } from '../../life/who.ts'
import type { MatterDoc } from './doc.ts'
import { dispatchClocks, limitsFor, step } from './limits.ts'
import { atDesk, inHand, open, working } from './states.ts'

export type Move = MoveSpec<MatterDoc>
export type Here = Situation<MatterDoc>

export const deskRoles: readonly Role[] = [
  'operator',
  'dispatcher',
  'watch_director',
  'town_dispatcher',
  'town_commander',
  'community_worker',
]
const commanders: readonly Role[] = ['watch_director', 'town_commander', 'dispatcher', 'town_dispatcher']
const supervisors: readonly Role[] = ['supervisor', 'watch_director', 'district_leader', 'town_commander']

/** The desk that holds it, or any command centre above the place. */
export const atTheDesk: readonly WhoRule[] = [
  { relation: 'holding', roles: deskRoles },
  { relation: 'over', roles: deskRoles },
]
export const deskWords = { whoZh: '值守的指挥中心坐席', whoEn: 'an operator of a command centre in charge' }

export const words: Need = { zh: '说明', en: 'Note', kind: 'text', max: 2000 }
export const needWords: Need = { ...words, required: true }
const urgencyNeed: Need = {
  zh: '紧急程度',
  en: 'Urgency',
  kind: 'choice',
  from: ['flash', 'urgent', 'normal', 'complex'],
  labels: {
    flash: ['特急', 'Flash'],
    urgent: ['紧急', 'Urgent'],
    normal: ['一般', 'Normal'],
    complex: ['复杂', 'Complex'],
  },
}

export const str = (s: Here, key: string): string | undefined => {
  const v = s.input[key]
  return typeof v === 'string' && v.trim() !== '' ? v.trim() : undefined
}
export const units = (s: Here, key: string): readonly string[] => {
  const v = s.input[key]
  return Array.isArray(v) ? [...new Set(v as string[])] : []
}
export const said = (s: Here): { words?: string } => {
  const w = str(s, 'words')
  return w === undefined ? {} : { words: w }
}
export const unitOf = (s: Here): Unit | undefined => (s.actor.kind === 'officer' ? s.actor.unit : undefined)

/** Why a unit cannot be given this matter, as lead or as co-handler. */
const cannotTake = (
  s: Here,
  unitId: string,
  type: string | undefined,
  asLead: boolean,
): Refusal | undefined => {
  const unit = s.district.unit(unitId)
  if (!unit) return refuse('unknown-unit', { unit: unitId })
  if (s.standing.doc.accused.includes(unitId)) return refuse('accused-cannot-lead', { unit: unit.zh })
  if (unit.referralOnly || unit.kind === 'liaison' || unit.kind === 'party')
    return refuse('referral-only', { unit: unit.zh })
  const t = type === undefined ? undefined : s.district.type(type)
  if (asLead && t?.communityRole === 'assist' && unit.kind === 'centre' && unit.level === 'community')
    return refuse('community-only-assists', { type: t.zh })
  return undefined
}

/** Up, down or sideways, seen from the desk that sends. */
const directionOf = (from: Unit | undefined, to: Unit): string => {
  if (!from || from.id === to.id) return '分拨'
  if (to.kind === 'department') return '分拨'
  return isInside(from.territory, to.territory)
    ? '上报'
    : isInside(to.territory, from.territory)
      ? '交办'
      : '转办'
}

/** The facts of giving the lead to a unit: sorting where it changed, the dispatch itself, its clocks and those of parts. */
const dispatchFacts = (s: Here, lead: string, from: Unit | undefined): readonly NewFact[] | Refusal => {
  const { doc } = s.standing
  const type = str(s, 'type') ?? doc.type ?? doc.suggestion?.type
  const urgency =
    (str(s, 'urgency') as Urgency | undefined) ??
    (doc.type ? doc.urgency : (doc.suggestion?.urgency ?? doc.urgency))
  const co = units(s, 'co').filter(u => u !== lead)
  const copies = units(s, 'copies')
  const no =
    cannotTake(s, lead, type, true) ??
    co.map(u => cannotTake(s, u, type, false)).find(r => r !== undefined) ??
    copies.filter(u => doc.accused.includes(u)).map(u => refuse('accused-cannot-lead', { unit: u }))[0]
  if (no) return no
  const row = str(s, 'row')
  const limits = limitsFor(type, urgency, row, s.district)
  const module = type === undefined ? undefined : s.district.type(type)?.module
  const basis =
    (row === undefined ? undefined : s.district.dispatch.find(r => r.id === row)?.basis) ??
    (type === undefined ? undefined : s.district.type(type)?.basis) ??
    '值班长指定'
  const to = s.district.unit(lead)!
  return [
    {
      type: 'dispatched',
      data: {
        lead,
        units: [lead],
        ...(co.length ? { co } : {}),
        ...(copies.length ? { copies } : {}),
        ...(from ? { from: from.id } : {}),
        ...(type === undefined ? {} : { type }),
        ...(module === undefined ? {} : { module }),
        urgency,
        direction: directionOf(from, to),
        basis,
        ...(row === undefined ? {} : { row }),
        rules: s.district.version,
        ...said(s),
      },
      clocks: [
        ...dispatchClocks(limits, lead, s.standing.clocks.whole === undefined, doc.contacted, s.district),
        ...co.map(u => step('part', u, s.district, u)),
      ],
    },
  ]
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

/** Re-sorting keeps every clock's used time and pauses; only limits follow the new type or urgency. */
const resortClocks = (s: Here, type: string | undefined, urgency: Urgency) => {
  const { whole, handle } = s.standing.clocks
  if (!whole || whole.stopAt !== undefined) return []
  const limits = limitsFor(type, urgency, undefined, s.district)
  return [
    { name: 'whole', limit: limits.whole, calendar: whole.calendar, keep: true },
    ...(handle && handle.stopAt === undefined
      ? [{ name: 'handle', limit: limits.handle, calendar: handle.calendar, keep: true }]
      : []),
  ]
}

/** The centre that rules on a return: above a centre, the district for a department. Accused units never rule. */
const arbiterOf = (s: Here): string => {
  const lead = s.district.unit(s.standing.doc.lead)
  const parent = lead?.kind === 'centre' ? lead.parent : undefined
  const named = parent ?? s.district.centreOver(s.district.code, 'district').id
  return s.standing.doc.accused.includes(named)
    ? s.district.centreOver(s.district.code, 'district').id
    : named
}

const nudgeGapMs = 2 * 3_600_000

export const deskMoves: Readonly<Record<string, Move>> = {
  submit: {
    zh: '提交',
    en: 'Submit',
    from: ['draft'],
    by: [{ relation: 'holding' }, { relation: 'place' }, { relation: 'reporter' }],
    whoZh: '起草人',
    whoEn: 'the writer',
    needs: {},
    facts: s => [
      {
        type: 'reported',
        data: {
          channel: s.standing.doc.channel,
          lead: s.standing.doc.lead,
          words: s.standing.doc.words,
          photos: s.standing.doc.photos,
          accused: s.standing.doc.accused,
          urgency: s.standing.doc.urgency,
        },
        clocks: [step('triage', s.standing.doc.lead, s.district)],
      },
    ],
  },
  accept: {
    zh: '受理',
    en: 'Accept',
    key: 'a',
    from: ['reported'],
    by: atTheDesk,
    ...deskWords,
    needs: { words },
    facts: s => [{ type: 'accepted', data: said(s) }],
  },
  dispatch: {
    zh: '派单',
    en: 'Dispatch',
    key: 'd',
    from: [...atDesk, 'reopened'],
    by: atTheDesk,
    ...deskWords,
    needs: dispatchNeeds,
    facts: s => {
      const sent = dispatchFacts(s, str(s, 'lead')!, unitOf(s))
      return 'refused' in sent || s.standing.state !== 'reported'
        ? sent
        : [{ type: 'accepted', data: {} }, ...sent]
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
    facts: s => {
      const lead = str(s, 'lead')!
      if (lead === s.standing.doc.lead) return refuse('same-lead', { unit: s.district.unit(lead)!.zh })
      return dispatchFacts(s, lead, unitOf(s))
    },
  },
  sort: {
    zh: '重新分类',
    en: 'Sort',
    key: 's',
    from: [...atDesk, ...inHand],
    by: atTheDesk,
    ...deskWords,
    needs: {
      type: { zh: '事项类型', en: 'Type', kind: 'type', required: true },
      urgency: urgencyNeed,
      words,
    },
    facts: s => {
      const type = str(s, 'type')!
      const urgency = (str(s, 'urgency') as Urgency | undefined) ?? s.standing.doc.urgency
      const no = s.standing.clocks.whole ? cannotTake(s, s.standing.doc.lead, type, true) : undefined
      if (no) return no
      return [
        {
          type: 'sorted',
          data: {
            type,
            module: s.district.type(type)!.module,
            urgency,
            before: s.standing.doc.type ?? null,
            rules: s.district.version,
            ...said(s),
          },
          clocks: resortClocks(s, type, urgency),
        },
      ]
    },
  },
  locate: {
    zh: '更正地点',
    en: 'Correct the place',
    key: 'p',
    from: [...atDesk, ...inHand],
    by: atTheDesk,
    ...deskWords,
    needs: {
      place: { zh: '地域', en: 'Territory', kind: 'place', required: true },
      point: { zh: '坐标', en: 'Point', kind: 'point' },
      words,
    },
    facts: s => [
      {
        type: 'located',
        data: {
          place: str(s, 'place')!,
          ...(s.input.point ? { point: s.input.point } : {}),
          before: s.standing.doc.place,
          ...said(s),
        },
      },
    ],
  },
  decline: {
    zh: '不予受理',
    en: 'Do not accept',
    key: 'x',
    from: atDesk,
    by: atTheDesk,
    ...deskWords,
    needs: {
      reason: { zh: '理由', en: 'Reason', kind: 'choice', from: 'declineReasons', required: true },
      words: needWords,
    },
    facts: s => [{ type: 'not-accepted', data: { reason: str(s, 'reason')!, ...said(s) } }],
  },
  divert: {
    zh: '转法定途径',
    en: 'Divert',
    key: 'e',
    from: [...atDesk, ...inHand],
    by: atTheDesk,
    ...deskWords,
    needs: {
      exit: { zh: '出口', en: 'Exit', kind: 'choice', from: 'exits', required: true },
      words: needWords,
    },
    facts: s => [
      {
        type: 'diverted',
        data: { exit: str(s, 'exit')!, ...said(s) },
        clocks: [{ ...step('reply', s.standing.doc.lead, s.district), name: 'receipt' }],
      },
    ],
  },
  receipt: {
    zh: '登记回执',
    en: 'Record the receipt',
    key: 'k',
    from: ['diverted'],
    by: atTheDesk,
    ...deskWords,
    needs: { words: needWords },
    check: s =>
      s.standing.clocks.receipt?.done ? refuse('no-such-duty', { what: '待收的回执' }) : undefined,
    facts: s => [{ type: 'receipted', data: said(s) }],
  },
  merge: {
    zh: '并案',
    en: 'Merge',
    key: 'm',
    from: atDesk,
    by: atTheDesk,
    ...deskWords,
    // The target's number and openness are checked at the desk, which can see both subjects.
    needs: {
      into: { zh: '并入的事项', en: 'Merge into', kind: 'subject', required: true },
      intoNumber: { zh: '编号', en: 'Number', kind: 'text', max: 40 },
      words,
    },
    facts: s =>
      str(s, 'into') === s.standing.subject
        ? refuse('merge-into-itself')
        : [
            {
              type: 'merged',
              data: { into: str(s, 'into')!, intoNumber: str(s, 'intoNumber') ?? '', ...said(s) },
            },
          ],
  },
  unmerge: {
    zh: '撤销并案',
    en: 'Undo the merge',
    key: 'M',
    from: ['merged'],
    by: atTheDesk,
    ...deskWords,
    needs: { words: needWords },
    facts: s => [{ type: 'unmerged', data: { from: s.standing.doc.mergedInto ?? '', ...said(s) } }],
  },
  join: {
    zh: '接收并案',
    en: 'Take in a merge',
    from: open,
    by: [{ relation: 'system' }],
    whoZh: '系统',
    whoEn: 'the system',
    quiet: true,
    needs: {
      subject: { zh: '事项', en: 'Matter', kind: 'subject', required: true },
      number: { zh: '编号', en: 'Number', kind: 'text' },
    },
    facts: s => [
      {
        type: 'joined-by',
        data: {
          subject: str(s, 'subject')!,
          number: str(s, 'number') ?? '',
          reporters: s.input.reporters ?? [],
        },
      },
    ],
  },
  part: {
    zh: '分出并案',
    en: 'Let a merge go',
    from: [...open, 'closed', 'callback_done', 'archived'],
    by: [{ relation: 'system' }],
    whoZh: '系统',
    whoEn: 'the system',
    quiet: true,
    needs: {
      subject: { zh: '事项', en: 'Matter', kind: 'subject', required: true },
      number: { zh: '编号', en: 'Number', kind: 'text' },
    },
    facts: s => [
      {
        type: 'parted-from',
        data: {
          subject: str(s, 'subject')!,
          number: str(s, 'number') ?? '',
          reporters: s.input.reporters ?? [],
        },
      },
    ],
  },
  return: {
    zh: '申请退单',
    en: 'Ask to return it',
    key: 'r',
    from: ['dispatched', ...working],
    by: [{ relation: 'holding' }],
    whoZh: '主办单位',
    whoEn: 'the lead unit',
    needs: {
      reason: { zh: '退单理由', en: 'Reason', kind: 'choice', from: 'returnReasons', required: true },
      basis: {
        zh: '依据（法律、三定或职责清单条目）',
        en: 'Legal basis',
        kind: 'text',
        required: true,
        min: 4,
        max: 300,
      },
      words,
    },
    check: s => {
      if (s.standing.doc.ruled.includes(s.standing.doc.lead)) return refuse('already-arbitrated')
      if (arbiterOf(s) === s.standing.doc.lead)
        return refuse('no-such-duty', { what: '上级裁定单位；区中心是最后一站' })
      return undefined
    },
    facts: s => {
      if (str(s, 'basis')!.length < 4) return refuse('basis-required')
      const arbiter = arbiterOf(s)
      return [
        {
          type: 'return-requested',
          data: {
            reason: str(s, 'reason')!,
            basis: str(s, 'basis')!,
            arbiter,
            unit: s.standing.doc.lead,
            state: s.standing.state === 'rework' ? 'in_progress' : s.standing.state,
            ...said(s),
          },
          clocks: [step('arbitrate', arbiter, s.district)],
        },
      ]
    },
  },
  rule: {
    zh: '裁定退单',
    en: 'Rule on the return',
    key: 'u',
    from: ['return_requested'],
    by: [{ relation: 'arbiter', roles: deskRoles }],
    whoZh: '指定的裁定单位',
    whoEn: 'the named arbiter',
    needs: {
      ruling: {
        zh: '裁定',
        en: 'Ruling',
        kind: 'choice',
        required: true,
        from: ['upheld', 'rejected'],
        labels: {
          upheld: ['退单成立', 'Return upheld'],
          rejected: ['退单不成立，由原单位办理', 'Return refused; the unit handles it'],
        },
      },
      lead: {
        zh: '改派给（留空则由本中心承担）',
        en: 'New lead (empty: this centre takes it)',
        kind: 'unit',
      },
      words: needWords,
    },
    facts: s => {
      const upheld = str(s, 'ruling') === 'upheld'
      const ruled: NewFact = {
        type: 'return-ruled',
        data: { ruling: str(s, 'ruling')!, unit: s.standing.doc.lead, ...said(s) },
      }
      if (!upheld) return [ruled]
      // A matter no unit takes stays with the arbiter, never in a hole; the next unit gets its full time.
      const lead = str(s, 'lead') ?? s.standing.doc.arbiter!
      if (lead === s.standing.doc.lead) return refuse('same-lead', { unit: s.district.unit(lead)!.zh })
      const sent = dispatchFacts(s, lead, unitOf(s))
      return 'refused' in sent ? sent : [ruled, ...sent]
    },
  },
  nudge: {
    zh: '催办',
    en: 'Nudge',
    key: 'n',
    from: [...inHand, 'return_requested', 'feedback', 'verified'],
    by: [{ relation: 'over' }, { relation: 'reporter' }],
    whoZh: '上级中心、督办员或反映人',
    whoEn: 'a centre above or the reporter',
    needs: { words },
    check: s =>
      s.standing.doc.nudgedAt !== undefined && s.now - s.standing.doc.nudgedAt < nudgeGapMs
        ? refuse('nudged-lately', { when: clockWords(s.standing.doc.nudgedAt), gap: '2 小时' })
        : undefined,
    facts: s => [{ type: 'nudged', data: { unit: s.standing.doc.lead, ...said(s) } }],
  },
  supervise: {
    zh: '督办',
    en: 'Supervise',
    key: 'g',
    from: [...atDesk, ...inHand, 'return_requested', 'suspended', 'feedback', 'verified'],
    by: [{ relation: 'over', roles: supervisors }],
    whoZh: '督办员、值班长或领导',
    whoEn: 'a supervisor, watch director or leader',
    needs: {
      rung: {
        zh: '督办级别',
        en: 'Rung',
        kind: 'choice',
        required: true,
        from: ['supervise', 'list', 'talk'],
        labels: {
          supervise: ['督办', 'Supervise'],
          list: ['挂牌督办', 'Listed supervision'],
          talk: ['约谈', 'Summons talk'],
        },
      },
      words: needWords,
    },
    facts: s => [supervised(str(s, 'rung')!, s.standing.doc.lead, str(s, 'words')!)],
  },
  note: {
    zh: '批注',
    en: 'Note',
    key: 'b',
    from: [...open, 'closed', 'callback_done'],
    by: [{ relation: 'involved' }, { relation: 'over' }],
    whoZh: '参与办理的单位',
    whoEn: 'units taking part',
    needs: { words: needWords },
    facts: s => [{ type: 'noted', data: said(s) }],
  },
  wall: {
    zh: '设置回避',
    en: 'Wall off the accused unit',
    key: 'W',
    from: open,
    by: atTheDesk,
    ...deskWords,
    needs: {
      units: { zh: '被反映单位', en: 'Units complained about', kind: 'units', required: true },
      words,
    },
    facts: s => {
      const walled = accusedWith(units(s, 'units'), s.district)
      const lead = walled.includes(s.standing.doc.lead)
        ? unaccusedOver(s.standing.doc.place, walled, s.district)
        : s.standing.doc.lead
      return [{ type: 'walled', data: { units: walled, lead, ...said(s) } }]
    },
  },
}

/** A unit complained about, and everything under it. */
export const accusedWith = (named: readonly string[], district: District): readonly string[] => [
  ...new Set(
    named.flatMap(id => {
      const u = district.unit(id)
      if (u?.kind !== 'centre') return [id]
      return district.units
        .filter(x => x.kind === 'centre' && isInside(x.territory, u.territory))
        .map(x => x.id)
    }),
  ),
]

/** The lowest centre over a place that is not accused; the district when all are. */
export const unaccusedOver = (place: string, accused: readonly string[], district: District): string =>
  (['community', 'town', 'district'] as const)
    .map(level => district.centreOver(place, level).id)
    .find(id => !accused.includes(id)) ?? district.centreOver(district.code, 'district').id

const rungs = {
  nudge: [0, '催办'],
  supervise: [1, '督办'],
  list: [2, '挂牌督办'],
  talk: [3, '约谈'],
} as const

export const supervised = (rung: string, unit: string, why: string): NewFact => {
  const [rank, zh] = rungs[rung as keyof typeof rungs] ?? rungs.supervise
  return rank === 0
    ? { type: 'nudged', data: { unit, words: why } }
    : { type: 'supervised', data: { rung: zh, rank, unit, words: why } }
}

const clockWords = (atMs: number): string => {
  const minutes = Math.floor(instant(atMs + 8 * 3_600_000) / 60_000) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
