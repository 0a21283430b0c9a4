// How it ended so far: the result, the answer, what the reporter thought of it. Solved and satisfied are two facts.
import type { MatterView } from '#wire/views.ts'
import { t, tCode } from '../words.ts'

type Props = { view: MatterView; onOpen: (subject: string) => void }

export const Endings = ({ view, onOpen }: Props) => {
  if (!view.result && !view.answer && view.ratings.length === 0 && view.mergedFrom.length === 0) return null
  return (
    <section className="endings">
      {view.result && (
        <>
          <h2>{t('result')}</h2>
          <p className="prose">{view.result}</p>
        </>
      )}
      {view.answer && (
        <>
          <h2>{t('answer')}</h2>
          <p className="prose">{view.answer}</p>
        </>
      )}
      {view.ratings.length > 0 && (
        <>
          <h2>{t('ratings')}</h2>
          <ul className="plain">
            {view.ratings.map(r => (
              <li key={r.round}>
                {view.ratings.length > 1 && <span className="quiet">{t('round', { n: r.round + 1 })} </span>}
                <strong>{t(r.solved ? 'solved' : 'notSolved')}</strong> · {tCode('sat', r.satisfied)}
                {r.words && <> · {r.words}</>}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.mergedFrom.length > 0 && (
        <>
          <h2>{t('mergedFrom')}</h2>
          <ul className="plain">
            {view.mergedFrom.map(number => (
              <li key={number}>
                <button type="button" className="link-button row-number" onClick={() => onOpen(number)}>
                  {number}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
