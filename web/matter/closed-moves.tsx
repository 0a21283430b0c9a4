// Why not: every closed move with its reason. Those closed by the state alone share one line, so that the reasons a
// person can do something about stand out.
import { listed } from '#ui/words.ts'
import type { OfferView } from '#wire/views.ts'
import { t } from '../words.ts'

type Props = { closed: readonly OfferView[]; stateWords: string }

export const ClosedMoves = ({ closed, stateWords }: Props) => {
  const byState = closed.filter(o => o.why?.includes(`“${stateWords}”`))
  const others = closed.filter(o => !byState.includes(o))
  return (
    <details className="closed-moves">
      <summary>{t('cannotDo')}</summary>
      <dl>
        {others.map(o => (
          <div key={o.move}>
            <dt>{o.words}</dt>
            <dd>{o.why}</dd>
          </div>
        ))}
        {byState.length > 0 && (
          <div>
            <dt>{t('notInState', { state: stateWords })}</dt>
            <dd>{listed(byState.map(o => o.words))}</dd>
          </div>
        )}
      </dl>
    </details>
  )
}
