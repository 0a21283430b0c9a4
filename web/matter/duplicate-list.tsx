// Matters that may be the same problem, each with the reasons why, and one key to merge.

import { useNow } from '#ui/now.ts'
import { nearWords } from '#ui/time.ts'
import { listed } from '#ui/words.ts'
import type { SuggestionView } from '#wire/views.ts'
import { t } from '../words.ts'
import type { Digit } from './accept.ts'

type Props = {
  suggestion: SuggestionView
  digits: readonly Digit[]
  onMerge: ((subject: string) => void) | undefined
}

export const DuplicateList = ({ suggestion, digits, onMerge }: Props) => {
  const now = useNow(60_000)
  return (
    <ul className="duplicates">
      {suggestion.duplicates.map(d => {
        const digit = digits.find(x => x.code === d.subject)?.digit
        return (
          <li key={d.subject}>
            <div>
              <span className="row-number">{d.subject}</span> {d.headline}
            </div>
            <p className="why">
              {d.placeWords} · {nearWords(d.bornAt, now)} · {d.stateWords}
              {d.reasons.length > 0 && <> · {listed(d.reasons)}</>}
            </p>
            {onMerge && (
              <button
                type="button"
                className="button button-quiet button-small"
                onClick={() => onMerge(d.subject)}
              >
                {t('merge')}
                {digit && <kbd>{digit}</kbd>}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
