// The states of an alarm, and the one promise in it: a person looks within the time the pack gives for signing a matter of
// that urgency. Acknowledging and being over are independent (as in ISA-18.2): `cleared` is over and still unseen.
import type { District, Urgency } from '../../district/district.ts'
import type { LimitUnit } from '../../kit/time-limit.ts'
import type { ClockStart } from '../../life/fact.ts'
import type { ClockSpec, StateSpec } from '../../life/life.ts'

const state = (zh: string, en: string, phase: StateSpec['phase'] = 'ended'): StateSpec => ({
  zh,
  en,
  plainZh: zh,
  plainEn: en,
  phase,
})

export const states = {
  raised: state('待确认', 'To be confirmed', 'open'),
  cleared: state('已解除待确认', 'Over, to be confirmed', 'open'),
  shelved: state('已搁置', 'Put aside', 'open'),
  matter: state('已立项', 'Became a matter'),
  attached: state('已并入事项', 'Put to a matter'),
  dismissed: state('已排除', 'Dismissed'),
  retracted: state('已撤回', 'Taken back'),
} as const satisfies Record<string, StateSpec>

export const clocks: Readonly<Record<string, ClockSpec>> = {
  answer: { zh: '告警确认', en: 'Confirming', runsIn: ['raised', 'cleared'], pausesIn: ['shelved'] },
  shelf: { zh: '搁置', en: 'Put aside', runsIn: ['shelved'], silent: true },
}

const urgencyBySeverity: Readonly<Record<string, Urgency>> = {
  extreme: 'flash',
  severe: 'urgent',
  moderate: 'normal',
  minor: 'normal',
}
export const urgencyOfSeverity = (severity: string): Urgency => urgencyBySeverity[severity] ?? 'normal'

/** A hazard keeps no office hours: as many hours and minutes of the clock as the pack gives working ones. */
const roundTheClock: Readonly<Record<LimitUnit, LimitUnit>> = {
  'working-minutes': 'minutes',
  'working-hours': 'hours',
  'working-days': 'calendar-days',
  'calendar-days': 'calendar-days',
  hours: 'hours',
  minutes: 'minutes',
}

export const answerClock = (urgency: string, district: District): ClockStart => {
  const { sign } = district.limitsByUrgency[urgency as Urgency] ?? district.limitsByUrgency.normal
  return {
    name: 'answer',
    limit: { amount: sign.amount, unit: roundTheClock[sign.unit] },
    calendar: district.calendarKey(district.calendars[0]!.id),
  }
}
