// What people write into a move is covered before it becomes a fact that is kept for ever, as the words of a report are.
// An officer may give a public telephone number in an answer, so of officers' words landlines and plates are left open;
// numbers of identity cards, bank cards and mobiles, addresses of mail and names somebody gives as their own never are.
import { maskPersonal, type PersonalKind } from '#core/intake/mask.ts'
import type { Input, Need } from '#core/life/life.ts'
import type { Actor } from '#core/life/who.ts'

const openToOfficers: readonly PersonalKind[] = ['landline', 'plate']

/** `text` as a fact may carry it. Covers are as long as what they hide. */
const covered = (text: string, actor: Actor): string => {
  const { masked, found } = maskPersonal(text)
  if (actor.kind !== 'officer') return masked
  return found
    .filter(f => !openToOfficers.includes(f.kind))
    .reduce((words, f) => words.slice(0, f.from) + masked.slice(f.from, f.to) + words.slice(f.to), text)
}

/** The input with every free text covered; choices, units, numbers and references stay as they are. */
export const coverInput = (
  needs: Readonly<Record<string, Need>> | undefined,
  input: Input,
  actor: Actor,
): Input =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      typeof value === 'string' && needs?.[key]?.kind === 'text' ? covered(value, actor) : value,
    ]),
  )
