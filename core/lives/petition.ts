// The life of a petition 信访事项, and of an accusation 检举控告 under seal. The second life proves that the machinery is
// no matter's: other states, statutory clocks, another wall, the same few files.
import type { Life } from '../life/life.ts'
import { lookMove } from './looking.ts'
import { supervised } from './matter/urging.ts'
import { emptyPetition, type PetitionDoc } from './petition/doc.ts'
import { facts } from './petition/facts.ts'
import { officeMoves } from './petition/office.ts'
import { organMoves } from './petition/organ.ts'
import { reviewMoves, sealedMoves } from './petition/review.ts'
import { clocks, states } from './petition/states.ts'

export const petition: Life<PetitionDoc> = {
  name: 'petition',
  zh: '信访事项',
  en: 'Petition',
  states,
  clocks,
  moves: {
    ...officeMoves,
    ...organMoves,
    ...reviewMoves,
    ...sealedMoves,
    look: lookMove(Object.keys(states), [{ relation: 'holding' }]),
  },
  facts,
  empty: emptyPetition,
  onTurn: ({ doc }, turn, district) => {
    if (turn.name === 'window') return turn.share === 1 ? [{ type: 'concluded', data: {} }] : []
    const clock = clocks[turn.name]
    if (!clock?.climbs) return []
    const answerable = turn.name === 'consent' ? (doc.arbiter ?? doc.lead) : doc.lead
    return district.ladder
      .filter(rung => rung.share === turn.share)
      .map(rung => supervised(rung.do, answerable, `${clock.zh}${rung.zh}`, turn.name))
  },
}
