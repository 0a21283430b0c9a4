// A matter that is over unless somebody asks again rests for a while, then is filed. The wait is a clock like any
// other, so filing happens by itself, once, also after a night of downtime.
import type { NewFact } from '../../life/fact.ts'
import type { Here } from './here.ts'
import { promiseCalendar } from './limits.ts'

export const resting = (s: Pick<Here, 'district'>, fact: NewFact): NewFact => ({
  ...fact,
  clocks: [
    ...(fact.clocks ?? []),
    {
      name: 'rest',
      limit: { amount: s.district.reopenDays * 1440, unit: 'minutes' },
      calendar: promiseCalendar(s.district),
    },
  ],
})
