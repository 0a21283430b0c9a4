// Who looked at my personal data and why, and how to have it deleted.
import { useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { nowAt } from '#ui/now.ts'
import { momentWords } from '#ui/time.ts'
import { t as shared } from '#ui/words.ts'
import { paths } from '#wire/paths.ts'
import type { TrackView } from '#wire/views.ts'
import { t } from './words.ts'

type Props = { token: string; view: TrackView; show: (view: TrackView) => void }

const Looks = ({ looks }: { looks: TrackView['looks'] }) => {
  if (looks.length === 0) return <p className="empty">{t('looksNone')}</p>
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('lookAt')}</th>
          <th scope="col">{t('lookUnit')}</th>
          <th scope="col">{t('lookPurpose')}</th>
        </tr>
      </thead>
      <tbody>
        {looks.map(look => (
          <tr key={`${look.at} ${look.unit}`}>
            <td>{momentWords(look.at, nowAt())}</td>
            <td>{look.unit}</td>
            <td>{look.purpose}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const MyData = ({ token, view, show }: Props) => {
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState<string>()
  const forget = async () => {
    try {
      show(await api.post<TrackView>(paths.trackForget(token)))
      setSaid(t('forgotten'))
      setAsking(false)
    } catch (error) {
      setSaid(sentenceOf(error))
    }
  }
  return (
    <section aria-labelledby="data-head">
      <h2 id="data-head">{t('data')}</h2>
      <p>{t(view.hasContact ? 'hasContact' : 'noContact')}</p>
      <div role="alert">{said && <p className="note">{said}</p>}</div>
      {view.hasContact && !asking && (
        <button type="button" className="button button-quiet" onClick={() => setAsking(true)}>
          {t('forget')}
        </button>
      )}
      {view.hasContact && asking && (
        <div className="note note-strong">
          <p>{t('forgetWhat')}</p>
          <p className="form-actions">
            <button type="button" className="button" onClick={() => void forget()}>
              {t('forgetYes')}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
              {shared('cancel')}
            </button>
          </p>
        </div>
      )}
      <h3>{t('looksHead')}</h3>
      <Looks looks={view.looks} />
    </section>
  )
}
