// Matters that may be the same problem, each with what speaks for it and against it, how far away and when – in words and
// on one line of time. One key merges one of them; another, pressed twice, all that are sure.
import { useRef, useState } from 'react'
import { useNow } from '#ui/now.ts'
import { nearWords } from '#ui/time.ts'
import { listed } from '#ui/words.ts'
import type { SuggestionView } from '#wire/views.ts'
import { useKeys } from '../desk/use-keys.ts'
import { t } from '../words.ts'
import type { Digit } from './accept.ts'

type Props = {
  suggestion: SuggestionView
  digits: readonly Digit[]
  onMerge: ((subject: string) => void) | undefined
  onMergeAll: () => void
}

export const DuplicateList = ({ suggestion, digits, onMerge, onMergeAll }: Props) => {
  const now = useNow(60_000)
  const { duplicates, together } = suggestion
  return (
    <div className="duplicates-whole">
      {onMerge && together && together.subjects.length > 1 && (
        <MergeAll together={together} onMergeAll={onMergeAll} />
      )}
      {duplicates.length > 2 && <TimeLine at={duplicates.map(d => d.bornAt)} now={now} />}
      <ul className="duplicates">
        {duplicates.map(d => {
          const digit = digits.find(x => x.code === d.subject)?.digit
          return (
            <li key={d.subject}>
              <div>
                <span className="row-number">{d.subject}</span> {d.headline}
                {d.joined > 0 && <span className="quiet"> · {t('hasJoined', { n: d.joined })}</span>}
              </div>
              <p className="why">
                {d.placeWords} · {nearWords(d.bornAt, now)} · {d.stateWords}
                {d.reasons.length > 0 && <> · {listed(d.reasons)}</>}
              </p>
              {d.against.length > 0 && (
                <p className="why">
                  <strong>{t('speaksAgainst', { words: listed(d.against) })}</strong>
                </p>
              )}
              {onMerge && d.open && (
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
    </div>
  )
}

/** Asked twice: many merges are undone one by one. */
const MergeAll = ({
  together: { into, subjects },
  onMergeAll,
}: {
  together: NonNullable<SuggestionView['together']>
  onMergeAll: () => void
}) => {
  const [asked, setAsked] = useState(false)
  const line = useRef<HTMLParagraphElement>(null)
  const go = () => {
    if (asked) return onMergeAll()
    setAsked(true)
    // Whoever asked by keyboard sees what the second key would do.
    line.current?.scrollIntoView({ block: 'center' })
  }
  useKeys('triage', (key, event) => {
    if (key !== 'A' || event.repeat) return false
    go()
    return true
  })
  return (
    <p ref={line} className="merge-all" aria-live="polite">
      <button type="button" className={`button button-small${asked ? '' : ' button-quiet'}`} onClick={go}>
        {t(asked ? 'mergeAllSure' : 'mergeAll', { n: subjects.length + 1, into })}
        <kbd>A</kbd>
      </button>
      {asked && <span className="quiet">{t('mergeAllHelp')}</span>}
    </p>
  )
}

/** When each was told, from the first until now; the words beside it say the same. */
const TimeLine = ({ at, now }: { at: readonly number[]; now: number }) => {
  const from = Math.min(...at)
  const whole = Math.max(1, now - from)
  return (
    <div className="told-line" aria-hidden="true">
      <span className="quiet">{nearWords(from, now)}</span>
      <span className="told-dots">
        {[...new Set(at)].map(moment => (
          <i key={moment} style={{ insetInlineStart: `${((moment - from) / whole) * 100}%` }} />
        ))}
      </span>
      <span className="quiet">{t('toldUntilNow')}</span>
    </div>
  )
}
