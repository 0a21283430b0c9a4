// The life of a matter 事项: what we answer for. The tables stand in ./matter/; this file puts them together and adds
// what happens by itself when a clock turns.
import type { Life, Turn } from '../life/life.ts'
import { emptyMatter, type MatterDoc } from './matter/doc.ts'
import { facts } from './matter/facts.ts'
import { moves } from './matter/moves.ts'
import { clocks, states } from './matter/states.ts'
import { supervised } from './matter/urging.ts'

/** Who a late clock speaks to: whoever must act while it runs, not always the lead. */
const answerable = (doc: MatterDoc, turn: Turn): string => {
  switch (turn.name) {
    case 'arbitrate':
      return doc.arbiter ?? doc.lead
    case 'verify':
    case 'answer':
      return doc.dispatcher ?? doc.lead
    default:
      return turn.of ?? doc.lead
  }
}

export const matter: Life<MatterDoc> = {
  name: 'matter',
  zh: '事项',
  en: 'Matter',
  states,
  clocks,
  moves,
  facts,
  empty: emptyMatter,
  onTurn: ({ doc }, turn, district) => {
    if (turn.name === 'wait')
      return turn.share === 1 ? [{ type: 'resumed', data: { words: '缓办到期，自动恢复' } }] : []
    if (turn.name === 'rest') return turn.share === 1 ? [{ type: 'archived', data: {} }] : []
    const clock = clocks[turn.name]
    if (!clock?.climbs) return []
    return district.ladder
      .filter(rung => rung.share === turn.share)
      .map(rung => supervised(rung.do, answerable(doc, turn), `${clock.zh}${rung.zh}`, turn.name))
  },
}
