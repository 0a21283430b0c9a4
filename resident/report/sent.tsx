// The report has arrived: number, link, what happens next. The link is shown once by the server and kept here.
import { Link } from 'wouter'
import { CopyLink } from '../copy-link.tsx'
import { mine } from '../mine.ts'
import { Page } from '../page.tsx'
import { t } from '../words.ts'

export const Sent = ({ number }: { number: string }) => {
  const one = mine().find(m => m.number === number)
  return (
    <Page head={t('sentHead')}>
      <div className="receipt">
        <p className="hint">{t('sentNumber')}</p>
        <p className="receipt-number">{number}</p>
      </div>
      {one?.next && <p className="lead">{one.next}</p>}
      {one && !one.link && (
        <p>
          {t('sentNoLink')} <Link href="/find">{t('findHead')}</Link>
        </p>
      )}
      {one?.link && (
        <>
          <h2>{t('sentLink')}</h2>
          <CopyLink path={one.link} />
          <p className="hint">{t('sentKept')}</p>
          <p className="form-actions">
            <Link href={one.link} className="button button-large">
              {t('sentOpen')}
            </Link>
            <Link href="/report/words" className="button button-quiet button-large">
              {t('another')}
            </Link>
          </p>
        </>
      )}
    </Page>
  )
}
