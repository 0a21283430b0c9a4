// Where it is now, who has it, how long is left, what happens next, how often it was sent back.

import { Light } from '#ui/light.tsx'
import { useNow } from '#ui/now.ts'
import { momentWords } from '#ui/time.ts'
import type { TrackView } from '#wire/views.ts'
import { t } from './words.ts'

export const Standing = ({ view }: { view: TrackView }) => {
  const now = useNow(60_000)
  const { clock } = view
  return (
    <section className="standing" aria-labelledby="standing-head">
      <h2 id="standing-head" className="unseen">
        {t('now')}
      </h2>
      <p className="standing-state">{view.stateWords}</p>
      {view.holder && view.phase === 'open' && <p>{t('holder', { unit: view.holder })}</p>}
      {clock && (
        <p className="standing-clock">
          <span className="standing-clock-name">{t(clock.promise ? 'promise' : 'stepLimit')}</span>
          <Light clock={clock} large />
          {clock.dueAt !== undefined && clock.stopAt === undefined && (
            <span className="hint">
              {t('promised', { limit: clock.limitWords, due: momentWords(clock.dueAt, now) })}
            </span>
          )}
        </p>
      )}
      {view.mergedInto && <p className="note">{t('merged', { number: view.mergedInto })}</p>}
      {view.returns > 0 && <p>{t('returns', { n: view.returns })}</p>}
      {view.next && <p className="lead">{view.next}</p>}
      {view.answer && (
        <div className="answer-box">
          <h2>{t('answer')}</h2>
          <p className="own-words">{view.answer}</p>
        </div>
      )}
    </section>
  )
}
