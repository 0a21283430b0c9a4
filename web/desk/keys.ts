// One letter per move, and never two moves on one letter. The life's table proposes a letter; letters that walk the list
// or belong to the triage panel keep their meaning, so a move proposed on one of those stands on its capital instead.
import type { OfferView } from '#wire/views.ts'

/** Keys with one meaning everywhere on the desk. */
export const listKeys = ['j', 'k', '/', '?'] as const
/** Keys of the triage panel; they count only while it is open. */
export const triageKeys = ['y', 'i', 'l', 'o', 'u', 'A'] as const

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const flipped = (key: string): string => (key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase())

/** Move → key, for open moves alone. A move without a letter of its own gets none. */
export const keysOf = (
  offers: readonly OfferView[],
  taken: readonly string[] = [],
): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>()
  const used = new Set<string>([...listKeys, ...taken])
  const open = offers.filter(o => o.open && o.key !== undefined)
  const displaced = open.filter(o => {
    if (used.has(o.key!)) return true
    keys.set(o.move, o.key!)
    used.add(o.key!)
    return false
  })
  for (const o of displaced) {
    const free = [flipped(o.key!), ...o.move, ...alphabet, ...alphabet.toUpperCase()].find(
      k => /^[a-z]$/i.test(k) && !used.has(k),
    )
    if (free === undefined) continue
    keys.set(o.move, free)
    used.add(free)
  }
  return keys
}

/** The move a pressed key stands for. */
export const moveOf = (keys: ReadonlyMap<string, string>, pressed: string): string | undefined =>
  [...keys].find(([, key]) => key === pressed)?.[0]

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isComposing: boolean }

/** Whether a press is a plain letter meant for the desk: no modifier, no unfinished Chinese input, no field in focus. */
export const isForDesk = (
  press: Press,
  target: { tagName: string; isContentEditable: boolean } | null,
): boolean =>
  !press.ctrlKey &&
  !press.metaKey &&
  !press.altKey &&
  !press.isComposing &&
  !(target && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)))
