// What a lead unit asks and somebody else answers: more time, once; a wait with a reason, evidence and an end. Nobody
// approves their own application, and a wait ends by itself.
import { dayOf, formatDay, type Instant, instant, parseDay, plusDays, startOfDay } from '../../kit/instant.ts'
import { dueAt } from '../../kit/time-limit.ts'
import { timerOf } from '../../life/clock.ts'
import type { ClockStart } from '../../life/fact.ts'
import { refuse } from '../../life/refusal.ts'
import { isInside } from '../../life/who.ts'
import {
  byLead,
  commanders,
  type Here,
  type Move,
  needWords,
  notCommanding,
  photos,
  said,
  shots,
  str,
  unitOf,
  type Who,
  words,
} from './here.ts'
import { extendedLimit, promiseCalendar } from './limits.ts'
import { working } from './states.ts'

const byApprover: Who = {
  by: [
    {
      relation: 'approver',
      roles: [
        'dept_approver',
        'watch_director',
        'district_leader',
        'supervisor',
        'dispatcher',
        'town_commander',
        'town_dispatcher',
      ],
    },
  ],
  whoZh: '本单位审批人或上级中心',
  whoEn: "the unit's approver or a centre above",
}

const extendedClocks = (s: Here, days: number): ClockStart[] =>
  ['whole', 'handle'].flatMap(name => {
    const c = s.standing.clocks[name]
    return c && c.stopAt === undefined
      ? [{ name, limit: extendedLimit(c, days, s.district), calendar: c.calendar, keep: true }]
      : []
  })

/** A wait of whole minutes that ends at the very instant: it counts from the last full minute before now. */
const waitUntil = (s: Here, endAt: Instant): ClockStart => {
  const fromAt = instant(Math.floor(s.now / 60_000) * 60_000)
  return {
    name: 'wait',
    limit: { amount: (endAt - fromAt) / 60_000, unit: 'minutes' },
    calendar: promiseCalendar(s.district),
    fromAt,
  }
}

const isLocked = (s: Here): boolean =>
  s.standing.doc.type !== undefined && s.district.type(s.standing.doc.type)?.locked === true

const isRed = (s: Here): boolean => {
  const c = s.standing.clocks.whole
  const due = c && c.stopAt === undefined ? dueAt(timerOf(c), s.district.calendar(c.calendar)) : undefined
  return due !== undefined && due <= s.now
}

/** The approver stands in the lead unit or above it; a centre over the place but under the lead does not. */
const applicationRefusal = (s: Here) => {
  const a = s.standing.doc.application
  if (!a) return refuse('nothing-asked')
  if (s.actor.kind === 'officer' && s.actor.person === a.by) return refuse('own-application')
  const own = unitOf(s)
  const lead = s.district.unit(s.standing.doc.lead)
  if (!own || !lead || own.id === lead.id || isInside(lead.territory, own.territory)) return undefined
  return refuse('not-yours', {
    move: { zh: '审批', en: 'Approve' },
    who: { zh: '本单位审批人或上级中心', en: "the unit's approver or a centre above" },
    post: own.zh,
  })
}

const longestWaitDays = 60

export const askingMoves: Readonly<Record<string, Move>> = {
  'ask-extension': {
    zh: '申请延期',
    en: 'Ask for an extension',
    key: 'y',
    from: [...working],
    ...byLead,
    needs: {
      days: { zh: '延长工作日', en: 'Working days', kind: 'number', required: true, min: 1, max: 30 },
      words: needWords,
    },
    check: s => {
      if (isLocked(s)) return refuse('limit-locked')
      if (s.standing.doc.extended) return refuse('extended-once')
      if (s.standing.doc.application) return refuse('already-asked')
      return isRed(s) ? refuse('already-red') : undefined
    },
    makes: ['extension-asked'],
    facts: s =>
      Number.isInteger(s.input.days)
        ? [{ type: 'extension-asked', data: { days: s.input.days as number, ...said(s) } }]
        : refuse('bad-value', {
            field: { zh: '延长工作日', en: 'Working days' },
            value: String(s.input.days),
            right: { zh: '要整天数', en: 'whole days are wanted' },
          }),
  },
  'ask-suspension': {
    zh: '申请缓办',
    en: 'Ask to suspend',
    key: 'z',
    from: [...working],
    ...byLead,
    needs: {
      reason: { zh: '缓办理由', en: 'Reason', kind: 'choice', from: 'suspendReasons', required: true },
      untilOn: { zh: '缓办到', en: 'Until', kind: 'day', required: true },
      words: { ...needWords, zh: '情况和佐证', en: 'Evidence' },
      photos,
    },
    check: s => (s.standing.doc.application ? refuse('already-asked') : undefined),
    makes: ['suspension-asked'],
    facts: s => {
      const until = parseDay(str(s, 'untilOn')!)
      if (until === undefined)
        return refuse('bad-value', {
          field: { zh: '缓办到', en: 'Until' },
          value: str(s, 'untilOn')!,
          right: { zh: '要一个存在的日期', en: 'a date that exists is wanted' },
        })
      const today = dayOf(s.now)
      if (until <= today) return refuse('in-the-past', { field: { zh: '缓办到', en: 'Until' } })
      if (until > today + longestWaitDays)
        return refuse('too-far', {
          field: { zh: '缓办到', en: 'Until' },
          limit: formatDay(plusDays(today, longestWaitDays)),
        })
      return [
        {
          type: 'suspension-asked',
          data: { reason: str(s, 'reason')!, untilOn: str(s, 'untilOn')!, ...said(s), ...shots(s) },
        },
      ]
    },
  },
  approve: {
    zh: '同意申请',
    en: 'Approve',
    key: 't',
    from: [...working],
    ...byApprover,
    needs: { words },
    check: applicationRefusal,
    makes: ['extended', 'suspended'],
    facts: s => {
      const a = s.standing.doc.application!
      if (a.kind === 'extension') {
        return [
          {
            type: 'extended',
            data: { days: a.days!, words: a.words, note: str(s, 'words') ?? '' },
            clocks: extendedClocks(s, a.days!),
          },
        ]
      }
      const endAt = startOfDay(plusDays(parseDay(a.untilOn!)!, 1))
      if (endAt <= s.now) return refuse('in-the-past', { field: { zh: '缓办到', en: 'Until' } })
      return [
        {
          type: 'suspended',
          data: { reason: a.reason, untilOn: a.untilOn!, words: a.words, note: str(s, 'words') ?? '' },
          clocks: [waitUntil(s, endAt)],
        },
      ]
    },
  },
  deny: {
    zh: '不同意申请',
    en: 'Deny',
    key: 'T',
    from: [...working],
    ...byApprover,
    needs: { words: needWords },
    check: applicationRefusal,
    makes: ['application-denied'],
    facts: s => [{ type: 'application-denied', data: said(s) }],
  },
  resume: {
    zh: '恢复办理',
    en: 'Resume',
    key: 'h',
    from: ['suspended'],
    by: [{ relation: 'holding' }, { relation: 'over', roles: commanders }],
    whoZh: '主办单位或上级中心',
    whoEn: 'the lead unit or a centre above',
    needs: { words },
    check: notCommanding,
    makes: ['resumed'],
    facts: s => [{ type: 'resumed', data: said(s) }],
  },
}
