// The life of a matter 事项: what we answer for. The tables stand in ./matter/; this file puts them together and adds
// what happens by itself when a clock turns.
import type { NewFact } from '../life/fact.ts'
import type { Life } from '../life/life.ts'
import { emptyMatter, type MatterDoc } from './matter/doc.ts'
import { facts } from './matter/facts.ts'
import { handlingMoves } from './matter/handling.ts'
import { deskMoves, supervised } from './matter/moves.ts'
import { reporterMoves } from './matter/reporter.ts'
import { clocks, states } from './matter/states.ts'

export const matter: Life<MatterDoc> = {
  name: 'matter',
  zh: '事项',
  en: 'Matter',
  states,
  clocks,
  moves: { ...deskMoves, ...handlingMoves, ...reporterMoves },
  facts,
  empty: emptyMatter,
  onTurn: (standing, turn, district) => {
    if (turn.name === 'wait')
      return turn.share === 1 ? [{ type: 'resumed', data: { words: '缓办到期，自动恢复' } }] : []
    if (turn.name === 'rest') return turn.share === 1 ? [{ type: 'archived', data: {} }] : []
    if (!clocks[turn.name]?.climbs) return []
    const clock = clocks[turn.name]!.zh
    const climbed: NewFact[] = district.ladder
      .filter(rung => rung.share === turn.share)
      .map(rung => supervised(rung.do, standing.doc.lead, `${clock}${rung.zh}`))
    return climbed
  },
}
