// The right pane: what surrounds the matter – who is answerable on each level, the reporter, where it lies, where it
// came from.
import { useNow } from '#ui/now.ts'
import { momentWords } from '#ui/time.ts'
import type { MatterView } from '#wire/views.ts'
import { useStatus } from '../shell/status.tsx'
import { t, tCode } from '../words.ts'
import { ContactLook } from './contact-look.tsx'
import { MapPeek } from './map-peek.tsx'

type Props = { life: string; view: MatterView; onOpen: (subject: string) => void }

export const Context = ({ life, view, onOpen }: Props) => {
  const now = useNow(60_000)
  const say = useStatus()
  const { row } = view
  const copy = () =>
    navigator.clipboard?.writeText(row.subject).then(
      () => say(t('copied')),
      () => undefined,
    )
  return (
    <aside className="context" aria-label={t('context')}>
      {view.answerable.length > 0 && (
        <section>
          <h2>{t('answerable')}</h2>
          <dl className="facts">
            {view.answerable.map(a => (
              <div key={`${a.level} ${a.unit}`}>
                <dt>{tCode('level', a.level)}</dt>
                <dd>
                  {a.person || '—'} <span className="quiet">{a.unitWords}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {/* An alarm and a fence are reported by nobody. */}
      {(life === 'matter' || life === 'petition') && (
        <section>
          <h2>{t('reporters')}</h2>
          {view.reporters > 1 && <p className="quiet">{t('reportersCount', { n: view.reporters })}</p>}
          {view.hasReporter ? (
            <ContactLook life={life} subject={row.subject} />
          ) : (
            <p className="quiet">{t('noReporter')}</p>
          )}
        </section>
      )}
      <section>
        <h2>{t('place')}</h2>
        <p>{row.placeWords}</p>
        {view.point && (
          <>
            <p className="quiet">
              {t('point')} {view.point[0]!.toFixed(5)}, {view.point[1]!.toFixed(5)}
            </p>
            <MapPeek point={[view.point[0]!, view.point[1]!]} />
          </>
        )}
      </section>
      <section>
        <h2>{t('number')}</h2>
        <p>
          <span className="row-number">{row.subject}</span>{' '}
          <button type="button" className="link-button" onClick={() => void copy()}>
            {t('copyNumber')}
          </button>
        </p>
        <p className="quiet">
          {row.channelWords && `${row.channelWords} · `}
          {momentWords(row.bornAt, now)}
          {row.hops > 1 && <> · {t('hops', { n: row.hops - 1 })}</>}
        </p>
        {view.mergedFrom.map(number => (
          <p key={number}>
            {t('mergedFrom')}{' '}
            <button type="button" className="link-button row-number" onClick={() => onOpen(number)}>
              {number}
            </button>
          </p>
        ))}
      </section>
    </aside>
  )
}
