// Where it is: typed, pointed at, or the phone's own position.
import { PlacePicker } from '#ui/place-picker.tsx'
import { useDistrict } from '#ui/read.ts'
import { t as shared } from '#ui/words.ts'
import type { Draft } from '../draft.ts'
import { t } from '../words.ts'
import type { StepProps } from './report-page.tsx'

export const PlaceStep = ({ draft, change }: StepProps) => {
  const { data: district } = useDistrict('public')
  return (
    <>
      <div className="field">
        <p id="place-hint" className="hint">
          {t('placeHint')}
        </p>
        <PlacePicker
          id="place"
          describedBy="place-hint"
          value={draft.place}
          onChange={place => change({ place } as Partial<Draft>)}
          district={district}
        />
      </div>
      {draft.place && (
        <div className="field">
          <label className="label" htmlFor="place-detail">
            {t('placeDetail')} <span className="label-optional">{shared('optional')}</span>
          </label>
          <p id="place-detail-hint" className="hint">
            {t('placeDetailHint')}
          </p>
          <input
            id="place-detail"
            className="input"
            maxLength={80}
            aria-describedby="place-detail-hint"
            value={draft.placeDetail ?? ''}
            onChange={event => change({ placeDetail: event.target.value })}
          />
        </div>
      )}
    </>
  )
}
