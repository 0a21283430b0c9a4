// The state diagram of a life as Mermaid text, drawn from its table so that the docs cannot drift from the rules.
import { assert } from '../kit/assert.ts'
import type { Life } from './life.ts'
import type { Reach } from './who.ts'

type Arrow = { from: string; to: string; move: string }

/**
 * Where a move can lead is learnt from the facts it is declared to make: `leads` maps a move to the fact types it may
 * answer with. Moves that change no state are left out.
 */
export const diagramOf = <Doc extends Reach>(
  life: Life<Doc>,
  leads: Readonly<Record<string, readonly string[]>>,
  lang: 'zh' | 'en' = 'zh',
): string => {
  const arrows: Arrow[] = Object.entries(leads).flatMap(([name, types]) => {
    const move = life.moves[name]
    assert(move !== undefined, `life ${life.name} has no move ${name}`)
    const targets = types.flatMap(t => {
      const spec = life.facts[t]
      assert(spec !== undefined, `life ${life.name} has no fact ${t}`)
      return typeof spec.to === 'string' ? [spec.to] : [...(spec.mayLeadTo ?? [])]
    })
    return move.from.flatMap(from => [...new Set(targets)].map(to => ({ from, to, move: move[lang] })))
  })
  const label = (state: string) => life.states[state]![lang]
  return [
    'stateDiagram-v2',
    ...Object.keys(life.states).map(s => `  ${s}: ${label(s)}`),
    ...arrows.filter(a => a.from !== a.to).map(a => `  ${a.from} --> ${a.to}: ${a.move}`),
  ].join('\n')
}
