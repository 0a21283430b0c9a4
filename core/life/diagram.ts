// The state diagram of a life as Mermaid text, drawn from its table so that the docs cannot drift from the rules.
import { assert } from '../kit/assert.ts'
import type { Life } from './life.ts'
import type { Reach } from './who.ts'

/** States a fact may lead to; empty when it changes no state. */
export const targetsOf = <Doc extends Reach>(life: Life<Doc>, factType: string): readonly string[] => {
  const spec = life.facts[factType]
  assert(spec !== undefined, `life ${life.name} has no fact ${factType}`)
  return typeof spec.to === 'string' ? [spec.to] : (spec.mayLeadTo ?? [])
}

/** Every state a move may end in, from a state or from any, learnt from the facts it makes; empty when none changes. */
export const endsOf = <Doc extends Reach>(
  life: Life<Doc>,
  moveName: string,
  from?: string,
): readonly string[] => {
  const move = life.moves[moveName]
  assert(move !== undefined, `life ${life.name} has no move ${moveName}`)
  if (from !== undefined && move.stays?.includes(from)) return []
  const reached = new Set(move.makes.flatMap(type => targetsOf(life, type)))
  return [...reached].filter(state => !move.passes?.includes(state))
}

/** One line per pair of states; moves between the same two states share it. */
export const diagramOf = <Doc extends Reach>(life: Life<Doc>, lang: 'zh' | 'en' = 'zh'): string => {
  const moves = new Map<string, string[]>()
  for (const [name, move] of Object.entries(life.moves)) {
    for (const from of move.from) {
      for (const to of endsOf(life, name, from)) {
        const arrow = `${from} --> ${to}`
        if (from !== to) moves.set(arrow, [...(moves.get(arrow) ?? []), move[lang]])
      }
    }
  }
  return [
    'stateDiagram-v2',
    ...Object.entries(life.states).map(([name, spec]) => `  ${name}: ${spec[lang]}`),
    ...[...moves].map(([arrow, names]) => `  ${arrow}: ${names.join(lang === 'en' ? ', ' : '、')}`),
  ].join('\n')
}
