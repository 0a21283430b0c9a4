// A body that fits a move's table, so that a test gets past the form and meets the rule behind it.
import type { Need } from '#core/life/life.ts'

const valueFor = (need: Need): unknown => {
  switch (need.kind) {
    case 'choice':
      return Array.isArray(need.from) ? need.from[0] : 'weather'
    case 'number':
      return need.min ?? 1
    case 'yes-no':
      return true
    case 'unit':
      return 'd-city'
    case 'units':
      return ['d-police']
    case 'type':
      return 'EE02'
    case 'place':
      return '50019800100101'
    case 'point':
      return [106.005, 29.81]
    case 'day':
      return '2026-06-30'
    case 'photos':
      return []
    case 'subject':
      return 'XX20260603-00001'
    case 'text':
      return '情况说明一句话'
  }
}

/** Required fields only. */
export const bodyFor = (needs: Readonly<Record<string, Need>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(needs)
      .filter(([, need]) => need.required)
      .map(([key, need]) => [key, valueFor(need)]),
  )
