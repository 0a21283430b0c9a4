// After a report: the number to tell the caller, what happens next, and whether it may be the same as something known.
import { Link } from 'wouter'
import { useRead } from '#ui/read.ts'
import { listed } from '#ui/words.ts'
import type { Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView } from '#wire/views.ts'
import { deskAt } from '../where.ts'
import { t } from '../words.ts'

type Props = {
  life: string
  reported: Reported
  /** Somebody is on the phone and waits for the number. */
  call?: boolean
  onAnother: () => void
}

export const ReportedNote = ({ life, reported, call = false, onAnother }: Props) => {
  // Reading it may be refused: a report can go to a desk that is not ours.
  const view = useRead<MatterView>(paths.subject(life, reported.number)).data
  const same = view?.suggestion?.duplicates ?? []
  return (
    <main className="page">
      <div className="report" role="status">
        <h1>{t(life === 'petition' ? 'registered' : 'reported')}</h1>
        {reported.known && <p className="note">{t('knownReport')}</p>}
        <p className="reported-number">{reported.number}</p>
        <p>
          {call && <strong>{t('tellCaller')}</strong>}
          {reported.words}
        </p>
        {reported.link && (
          <p>
            <span className="quiet">{t('callerLink')}</span>
            <br />
            <code className="link-shown">{new URL(reported.link, location.origin).href}</code>
          </p>
        )}
        {same.length > 0 && (
          <section>
            <h2>{t('maybeSame')}</h2>
            <ul className="duplicates">
              {same.map(d => (
                <li key={d.subject}>
                  <Link href={deskAt(life, 'all', d.subject)} className="row-number">
                    {d.subject}
                  </Link>{' '}
                  {d.headline}
                  <p className="why">
                    {d.placeWords} · {d.stateWords} · {listed(d.reasons)}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className="form-actions">
          <button
            type="button"
            className="button"
            // biome-ignore lint/a11y/noAutofocus: Enter goes on to the next call
            autoFocus
            onClick={onAnother}
          >
            {t('another')}
          </button>
          {view && (
            <Link href={deskAt(life, 'all', reported.number)} className="button button-quiet">
              {t('openMatter')}
            </Link>
          )}
        </div>
      </div>
    </main>
  )
}
