// What a desk does with a fresh matter: the same thing reported twice is merged, a little of the rest is not the net's
// business, and everything else is sent where the net suggests.

import type { Instant } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Path } from '#core/path/path.ts'
import type { Loaded } from '#desk/desk.ts'
import type { Store } from '#desk/store-port.ts'
import { asSuggested, suggestFor } from '#desk/suggest.ts'
import type { Chance } from '../chance.ts'

/** As alike as this a desk takes two reports for one. */
const sameScore = 0.85
const declinedShare = 0.015
const divertedShare = 0.009

export const lookThrough = async (
  loaded: Loaded,
  path: Path,
  store: Store,
  chance: Chance,
  at: Instant,
): Promise<readonly [move: string, input: Input]> => {
  const doc = loaded.standing.doc as MatterDoc
  const { district } = path
  const { advice, duplicates } = await suggestFor(loaded, path, store, at)
  const open = duplicates.find(d => d.score >= sameScore && isOpen(loaded, d.neighbour.state))
  if (open) return ['merge', { into: open.neighbour.subject, words: '同一地点同一件事，并案办理' }]
  const wayward = chance.next()
  if (wayward < declinedShare)
    return [
      'decline',
      { reason: chance.pick(district.declineReasons).code, words: '经核实不属于受理范围，已说明' },
    ]
  if (wayward < declinedShare + divertedShare || advice.exit !== undefined)
    return [
      'divert',
      {
        exit: advice.exit?.exit ?? chance.pick(district.exits).code,
        words: '应通过法定途径办理，已告知反映人',
      },
    ]
  const type = doc.type ?? advice.sorted.type ?? doc.suggestion?.type ?? 'CM02'
  return ['dispatch', asSuggested(advice, type)]
}

const isOpen = ({ life }: Loaded, state: string): boolean => life.states[state]?.phase === 'open'
