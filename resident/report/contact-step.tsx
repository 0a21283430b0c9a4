// Name and phone, both optional; says why, who sees them, and for how long, before asking.
import { type Draft, phoneLooksRight } from '../draft.ts'
import { t } from '../words.ts'
import type { StepProps } from './report-page.tsx'

export const contactGap = (draft: Draft): string | undefined =>
  phoneLooksRight(draft.phone) ? undefined : t('phoneOdd')

export const ContactStep = ({ draft, change, gap }: StepProps) => (
  <>
    <ul className="plain-list">
      <li>{t('contactWhy')}</li>
      <li>{t('contactWho')}</li>
      <li>{t('contactLong')}</li>
    </ul>
    <div className="field">
      <label className="label" htmlFor="name">
        {t('name')}
      </label>
      <input
        id="name"
        className="input"
        autoComplete="name"
        maxLength={40}
        value={draft.name}
        onChange={event => change({ name: event.target.value })}
      />
    </div>
    <div className="field">
      <label className="label" htmlFor="phone">
        {t('phone')}
      </label>
      <input
        id="phone"
        className="input"
        type="tel"
        autoComplete="tel"
        maxLength={30}
        aria-invalid={gap !== undefined}
        value={draft.phone}
        onChange={event => change({ phone: event.target.value })}
      />
    </div>
  </>
)
