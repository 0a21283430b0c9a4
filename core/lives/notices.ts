// Who must be told what when something happened: a table of fact types, read by one short reader. It names units and
// vault references only; the outbox turns a wording code and its filling into a message. An accused unit is never told,
// and of a sealed subject only the organ it was routed to and its reporter hear anything.
import type { District } from '../district/district.ts'
import type { Fact } from '../life/fact.ts'
import type { Standing } from '../life/standing.ts'
import type { Reach } from '../life/who.ts'
import type { MatterDoc } from './matter/doc.ts'
import { matterNotices } from './notices/matter.ts'
import { petitionNotices } from './notices/petition.ts'
import type { Context, Rule } from './notices/rule.ts'
import type { PetitionDoc } from './petition/doc.ts'

export type Notice = {
  to: `reporter:${string}` | `unit:${string}`
  wording: string
  fill: Readonly<Record<string, string>>
}

const mayHear = (unit: string, doc: Reach): boolean =>
  !doc.accused.includes(unit) && (!doc.sealed || (doc.lead === unit && doc.involved.includes(unit)))

const told = <Doc extends MatterDoc | PetitionDoc>(
  rules: Readonly<Record<string, readonly Rule<Doc>[]>>,
  c: Context<Doc>,
): readonly Notice[] => {
  const { doc } = c.standing
  const notices = (rules[c.fact.type] ?? []).flatMap(rule => {
    if (rule.when && !rule.when(c)) return []
    const fill = rule.fill(c)
    const to: readonly Notice['to'][] =
      rule.to === 'reporters'
        ? doc.reporters.map((ref): Notice['to'] => `reporter:${ref}`)
        : rule
            .to(c)
            .filter(unit => mayHear(unit, doc))
            .map((unit): Notice['to'] => `unit:${unit}`)
    return to.map(who => ({ to: who, wording: rule.wording, fill }))
  })
  // The same sentence reaches the same unit once, also when it stands in two relations to the subject.
  return notices.filter((n, i) => notices.findIndex(m => m.to === n.to && m.wording === n.wording) === i)
}

/** `standing` is where the subject stands after the fact. Filling is plain text; the sender escapes for its medium. */
export const noticesOf = (
  lifeName: string,
  fact: Fact,
  standing: Standing,
  district: District,
): readonly Notice[] => {
  switch (lifeName) {
    case 'matter':
      return told(matterNotices, { fact, standing: standing as Standing<MatterDoc>, district })
    case 'petition':
      return told(petitionNotices, { fact, standing: standing as Standing<PetitionDoc>, district })
    default:
      return []
  }
}

/** Every wording code a notice can carry; a district pack must have words for each. */
export const noticeWordings: readonly string[] = [
  ...new Set(
    [matterNotices, petitionNotices].flatMap(table =>
      Object.values<readonly { wording: string }[]>(table).flatMap(rules => rules.map(r => r.wording)),
    ),
  ),
].sort()
