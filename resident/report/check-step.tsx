// Everything that will be sent, each with the way back to change it.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useDistrict } from '#ui/read.ts'
import { listed } from '#ui/words.ts'
import type { Step } from '../draft.ts'
import { t } from '../words.ts'
import type { StepProps } from './report-page.tsx'

const Answer = ({ head, step, children }: { head: string; step: Step; children: ReactNode }) => (
  <div className="answer">
    <dt>{head}</dt>
    <dd>{children}</dd>
    <dd className="answer-change">
      <Link href={`/report/${step}`}>
        {t('change')}
        <span className="unseen"> {head}</span>
      </Link>
    </dd>
  </div>
)

export const CheckStep = ({ draft, photos }: StepProps) => {
  const { data: district } = useDistrict('public')
  const contact = [draft.name.trim(), draft.phone.trim()].filter(Boolean).join(' · ')
  const nameOf = (id: string) => district?.units.find(unit => unit.id === id)?.words ?? id
  return (
    <>
      <dl className="answers">
        <Answer head={t('checkWords')} step="words">
          <span className="own-words">{draft.words.trim()}</span>
        </Answer>
        {draft.aboutOffice && draft.accused.length > 0 && (
          <Answer head={t('checkAccused')} step="words">
            {listed(draft.accused.map(nameOf))}
          </Answer>
        )}
        <Answer head={t('checkPlace')} step="place">
          {draft.place?.shown} {draft.placeDetail}
        </Answer>
        <Answer head={t('checkPhotos')} step="photos">
          {photos.length > 0 ? t('photosCount', { n: photos.length }) : t('none')}
        </Answer>
        <Answer head={t('checkContact')} step="contact">
          {contact || t('none')}
        </Answer>
      </dl>
      <p className="hint">
        {t('noticeShort')} <Link href="/report/about">{t('aboutHead')}</Link>
      </p>
    </>
  )
}
