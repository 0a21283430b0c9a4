// The start: report, go on with what was begun, find what was reported.
import { Link } from 'wouter'
import { isBegun, keptDraft } from './draft.ts'
import { MineList } from './mine-list.tsx'
import { waiting } from './outbox.ts'
import { Page } from './page.tsx'
import { useWaiting } from './use-waiting.ts'
import { t } from './words.ts'

export const Home = () => {
  const draft = keptDraft()
  const begun = draft !== undefined && isBegun(draft)
  const queued = useWaiting()
  return (
    <Page head={t('homeHead')}>
      <p className="lead">{t('homeLead')}</p>
      <p className="danger">{t('danger')}</p>
      {queued > 0 && (
        <div className="note" role="status">
          <p>{t('waitingOne', { n: queued })}</p>
          <Link href={`/report/waiting/${waiting()[0]?.draft.key ?? ''}`}>{t('sendNow')}</Link>
        </div>
      )}
      <p className="home-actions">
        <Link href="/report/words" className="button button-large">
          {t(begun ? 'goOn' : 'start')}
        </Link>
        <Link href="/find" className="button button-quiet button-large">
          {t('findHead')}
        </Link>
      </p>
      <MineList />
    </Page>
  )
}
