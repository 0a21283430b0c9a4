// The moves of those who handle a matter, check it and answer it: sign, contact, parts, extension, suspension, feedback,
// verification by someone else, the answer, and the sample of on-the-spot closings.
import { dayOf, formatDay, type Instant, parseDay, plusDays, startOfDay } from '../../kit/instant.ts'
import { dueAt, elapsedMs, type Limit, spanMs } from '../../kit/time-limit.ts'
import { type ClockState, timerOf } from '../../life/clock.ts'
import type { ClockStart, NewFact } from '../../life/fact.ts'
import type { Need } from '../../life/life.ts'
import { refuse } from '../../life/refusal.ts'
import type { MatterDoc } from './doc.ts'
import { step } from './limits.ts'
import {
  atTheDesk,
  deskWords,
  type Here,
  type Move,
  needWords,
  said,
  str,
  unitOf,
  units,
  words,
} from './moves.ts'
import { working } from './states.ts'

const byLead: Pick<Move, 'by' | 'whoZh' | 'whoEn'> = {
  by: [{ relation: 'holding' }],
  whoZh: '主办单位',
  whoEn: 'the lead unit',
}
const byChecker: Pick<Move, 'by' | 'whoZh' | 'whoEn'> = {
  by: [{ relation: 'checker' }],
  whoZh: '经办人以外的核查人员',
  whoEn: 'a checker who is not the handler',
}
const photos: Need = { zh: '照片', en: 'Photos', kind: 'photos' }

const shots = (s: Here) =>
  Array.isArray(s.input.photos) && s.input.photos.length ? { photos: s.input.photos } : {}

/** A clock's limit moved by whole working days: its due instant lands at the same hour that many working days later. */
const moved = (s: Here, c: ClockState, days: number): Limit => {
  const calendar = s.district.calendar(c.calendar)
  const due = dueAt(timerOf(c), calendar)!
  const day = dayOf((due - 1) as Instant) // a due instant at 24:00 still belongs to the day that ends there
  const later = (due + (calendar.addWorkingDays(day, days) - day) * 86_400_000) as Instant
  const allowedMs = spanMs(c.limit, c.startAt, calendar) + elapsedMs(c.limit.unit, due, later, calendar)
  return {
    amount: allowedMs / 60_000,
    unit: c.limit.unit.startsWith('working') ? 'working-minutes' : 'minutes',
  }
}

const extendedClocks = (s: Here, days: number): ClockStart[] =>
  ['whole', 'handle'].flatMap(name => {
    const c = s.standing.clocks[name]
    return c && c.stopAt === undefined
      ? [{ name, limit: moved(s, c, days), calendar: c.calendar, keep: true }]
      : []
  })

const isLocked = (s: Here): boolean =>
  s.standing.doc.type !== undefined && s.district.type(s.standing.doc.type)?.locked === true

const isRed = (s: Here): boolean => {
  const c = s.standing.clocks.whole
  const due = c && c.stopAt === undefined ? dueAt(timerOf(c), s.district.calendar(c.calendar)) : undefined
  return due !== undefined && due <= s.now
}

/** The level that ended it, from who handled it – never typed by anyone. */
const closingLevel = (doc: MatterDoc, s: Here): string => {
  const unit = s.district.unit(doc.lead)
  return unit === undefined || unit.kind === 'department' ? 'district' : unit.level
}

const longestWaitDays = 60

export const handlingMoves: Readonly<Record<string, Move>> = {
  sign: {
    zh: '签收',
    en: 'Sign for it',
    key: 'q',
    from: ['dispatched', 'reopened'],
    ...byLead,
    needs: {},
    facts: s => [{ type: 'signed', data: { unit: s.standing.doc.lead } }],
  },
  contact: {
    zh: '联系反映人',
    en: 'Contact the reporter',
    key: 'c',
    from: ['dispatched', 'reopened', ...working],
    ...byLead,
    needs: { words: { ...needWords, zh: '联系情况', en: 'What was said' } },
    facts: s => [{ type: 'contacted', data: { unit: s.standing.doc.lead, ...said(s) } }],
  },
  'add-co': {
    zh: '请求协办',
    en: 'Ask co-handlers',
    key: 'o',
    from: [...working],
    by: [{ relation: 'holding' }, { relation: 'over' }],
    whoZh: '主办单位或上级中心',
    whoEn: 'the lead unit or a centre above',
    needs: { units: { zh: '协办单位', en: 'Co-handlers', kind: 'units', required: true }, words: needWords },
    facts: s => {
      const asked = units(s, 'units').filter(u => !s.standing.doc.co.includes(u))
      for (const u of asked) {
        const unit = s.district.unit(u)!
        if (u === s.standing.doc.lead) return refuse('lead-not-co', { unit: unit.zh })
        if (s.standing.doc.accused.includes(u)) return refuse('accused-cannot-lead', { unit: unit.zh })
        if (unit.referralOnly || unit.kind === 'liaison' || unit.kind === 'party')
          return refuse('referral-only', { unit: unit.zh })
      }
      if (asked.length === 0) return refuse('missing', { field: '协办单位' })
      return [
        {
          type: 'co-added',
          data: { units: asked, ...said(s) },
          clocks: asked.map(u => step('part', u, s.district, u)),
        },
      ]
    },
  },
  'finish-part': {
    zh: '完成协办',
    en: 'Finish my part',
    key: 'j',
    from: ['dispatched', 'reopened', ...working],
    by: [{ relation: 'co' }],
    whoZh: '协办单位',
    whoEn: 'a co-handler',
    needs: { result: { zh: '协办结果', en: 'Result of the part', kind: 'text', required: true }, photos },
    facts: s => [
      {
        type: 'part-done',
        data: { unit: unitOf(s)!.id, result: str(s, 'result')!, state: s.standing.state, ...shots(s) },
      },
    ],
  },
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
    facts: s =>
      Number.isInteger(s.input.days)
        ? [{ type: 'extension-asked', data: { days: s.input.days as number, ...said(s) } }]
        : refuse('bad-value', { field: '延长工作日', value: String(s.input.days), right: '要整天数' }),
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
    facts: s => {
      const until = parseDay(str(s, 'untilOn')!)
      if (until === undefined)
        return refuse('bad-value', { field: '缓办到', value: str(s, 'untilOn')!, right: '要一个存在的日期' })
      const today = dayOf(s.now)
      if (until <= today) return refuse('in-the-past', { field: '缓办到' })
      if (until > today + longestWaitDays)
        return refuse('too-far', { field: '缓办到', limit: formatDay(plusDays(today, longestWaitDays)) })
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
    by: [{ relation: 'approver' }],
    whoZh: '本单位审批人或上级中心',
    whoEn: "the unit's approver or a centre above",
    needs: { words },
    check: s => applicationRefusal(s),
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
      if (endAt <= s.now) return refuse('in-the-past', { field: '缓办到' })
      return [
        {
          type: 'suspended',
          data: { reason: a.reason, untilOn: a.untilOn!, words: a.words, note: str(s, 'words') ?? '' },
          clocks: [
            {
              name: 'wait',
              limit: { amount: (endAt - s.now) / 60_000, unit: 'minutes' },
              calendar: s.standing.clocks.whole!.calendar,
            },
          ],
        },
      ]
    },
  },
  deny: {
    zh: '不同意申请',
    en: 'Deny',
    key: 'T',
    from: [...working],
    by: [{ relation: 'approver' }],
    whoZh: '本单位审批人或上级中心',
    whoEn: "the unit's approver or a centre above",
    needs: { words: needWords },
    check: s => applicationRefusal(s),
    facts: s => [{ type: 'application-denied', data: said(s) }],
  },
  resume: {
    zh: '恢复办理',
    en: 'Resume',
    key: 'h',
    from: ['suspended'],
    by: [{ relation: 'holding' }, { relation: 'over' }],
    whoZh: '主办单位或上级中心',
    whoEn: 'the lead unit or a centre above',
    needs: { words },
    facts: s => [{ type: 'resumed', data: said(s) }],
  },
  feedback: {
    zh: '反馈结果',
    en: 'Feed back',
    key: 'f',
    from: [...working],
    ...byLead,
    needs: { result: { zh: '办理结果', en: 'Result', kind: 'text', required: true }, photos },
    check: s =>
      s.standing.doc.co.length > 0
        ? refuse('parts-open', { units: s.standing.doc.co.map(u => s.district.unit(u)?.zh ?? u).join('、') })
        : undefined,
    facts: s => {
      const checker = s.standing.doc.dispatcher ?? s.district.centreOver(s.standing.doc.place, 'town').id
      return [
        {
          type: 'fed-back',
          data: { unit: s.standing.doc.lead, result: str(s, 'result')!, ...shots(s) },
          clocks: [step('verify', checker, s.district)],
        },
      ]
    },
  },
  verify: {
    zh: '核查',
    en: 'Check',
    key: 'v',
    from: ['feedback'],
    ...byChecker,
    needs: {
      outcome: {
        zh: '核查结论',
        en: 'Outcome',
        kind: 'choice',
        required: true,
        from: ['pass', 'fail'],
        labels: { pass: ['通过', 'It holds'], fail: ['不通过，返工', 'Not done; redo'] },
      },
      words: { ...words, zh: '核查情况', en: 'What was seen' },
      photos,
    },
    facts: s => {
      const pass = str(s, 'outcome') === 'pass'
      if (!pass && str(s, 'words') === undefined) return refuse('missing', { field: '核查情况' })
      return pass
        ? [
            {
              type: 'verified',
              data: { outcome: 'pass', ...said(s), ...shots(s) },
              clocks: [step('answer', s.standing.doc.dispatcher ?? s.standing.doc.lead, s.district)],
            },
          ]
        : [{ type: 'sent-back', data: { outcome: 'fail', ...said(s), ...shots(s) } }]
    },
  },
  close: {
    zh: '答复并办结',
    en: 'Answer and close',
    key: 'w',
    from: ['verified'],
    by: [...atTheDesk, { relation: 'checker' }],
    ...deskWords,
    needs: {
      answer: { zh: '给反映人的答复', en: 'Answer to the reporter', kind: 'text', required: true, max: 2000 },
    },
    facts: s => [
      closing(s, {
        type: 'closed',
        data: { answer: str(s, 'answer')!, level: closingLevel(s.standing.doc, s) },
      }),
    ],
  },
  'spot-check': {
    zh: '抽查当场办结',
    en: 'Check the spot closing',
    key: 'V',
    from: ['closed', 'callback_done'],
    ...byChecker,
    needs: {
      outcome: {
        zh: '抽查结论',
        en: 'Outcome',
        kind: 'choice',
        required: true,
        from: ['pass', 'fail'],
        labels: { pass: ['属实', 'True'], fail: ['不实，重办', 'Not true; reopen'] },
      },
      words: needWords,
    },
    check: s => (s.standing.doc.sampled ? undefined : refuse('no-such-duty', { what: '抽查任务' })),
    facts: s => {
      const checked: NewFact = { type: 'spot-checked', data: { outcome: str(s, 'outcome')!, ...said(s) } }
      return str(s, 'outcome') === 'pass'
        ? [checked]
        : [checked, reopening(s, str(s, 'words')!, s.standing.doc.lead)]
    },
  },
}

const applicationRefusal = (s: Here) => {
  const a = s.standing.doc.application
  if (!a) return refuse('nothing-asked')
  return s.actor.kind === 'officer' && s.actor.person === a.by ? refuse('own-application') : undefined
}

/** Every closing starts the time in which it may be reopened; its end files the matter. */
export const closing = (s: Pick<Here, 'district'>, fact: NewFact): NewFact => ({
  ...fact,
  clocks: [
    {
      name: 'rest',
      limit: { amount: s.district.reopenDays * 1440, unit: 'minutes' },
      calendar: s.district.calendarKey(s.district.calendars[0]!.id),
    },
  ],
})

/** A reopened matter gets new clocks and an answerable unit at once: it never escalates for time used before. */
export const reopening = (s: Here, reason: string, lead: string): NewFact => {
  const { clocks } = s.standing
  const again = (name: 'whole' | 'handle' | 'contact'): ClockStart[] => {
    const c = clocks[name]
    return c ? [{ name, limit: c.limit, calendar: c.calendar }] : []
  }
  const limits = s.district.limitsByUrgency[s.standing.doc.urgency]
  const calendar = s.district.calendarKey(s.district.unit(lead)?.calendar ?? s.district.calendars[0]!.id)
  const first: ClockStart[] = clocks.whole
    ? [...again('whole'), ...again('contact'), ...again('handle')]
    : [
        { name: 'whole', limit: limits.whole, calendar },
        { name: 'contact', limit: limits.contact, calendar },
        { name: 'handle', limit: limits.handle, calendar },
      ]
  return { type: 'reopened', data: { reason, lead }, clocks: first }
}
