// What happened, in the reporter's own words, which stay at the top of the matter for ever. And whether it is about an
// office itself, because then that office must never see it.
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import { t } from '../words.ts'
import type { StepProps } from './report-page.tsx'

export const WordsStep = ({ draft, change, gap }: StepProps) => {
  const { data: district } = useDistrict('public')
  return (
    <>
      <p className="danger">{t('danger')}</p>
      <div className="field">
        <label className="unseen" htmlFor="words">
          {t('wordsHead')}
        </label>
        <p id="words-hint" className="hint">
          {t('wordsHint')}
          <br />
          {t('wordsPlaceless')}
        </p>
        <textarea
          id="words"
          className="input input-words"
          rows={5}
          maxLength={5000}
          aria-describedby="words-hint"
          aria-invalid={gap !== undefined}
          value={draft.words}
          onChange={event => change({ words: event.target.value })}
        />
      </div>
      <div className="field">
        <label className="radio">
          <input
            type="checkbox"
            checked={draft.aboutOffice}
            onChange={event => change({ aboutOffice: event.target.checked })}
          />
          <span>{t('accusedAsk')}</span>
        </label>
      </div>
      {draft.aboutOffice && (
        <div className="field indent">
          <label className="label" htmlFor="accused">
            {t('accusedWhich')}
          </label>
          <p id="accused-hint" className="hint">
            {t('accusedWall')}
          </p>
          <Several
            id="accused"
            describedBy="accused-hint"
            options={district?.units.map(unit => [unit.id, unit.words] as const) ?? []}
            values={draft.accused}
            onChange={accused => change({ accused })}
          />
        </div>
      )}
    </>
  )
}
