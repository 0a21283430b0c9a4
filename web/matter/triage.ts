// A matter is triaged where it waits to be sent and something is suggested for it; the panel then stands in for the form.
import type { MatterView } from '#wire/views.ts'

export const isTriage = (view: MatterView): boolean =>
  view.suggestion !== undefined && view.offers.some(o => o.move === 'dispatch' && o.open)
