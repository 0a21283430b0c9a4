// Photos, if there are any: made small and freed of hidden data before anything leaves the phone.
import { PhotoChoice } from '#ui/photo-choice.tsx'
import { t } from '../words.ts'
import type { StepProps } from './report-page.tsx'

const most = 4 // the wire takes nine; four at 200 KB still leave a village on a slow line in reasonable time

export const PhotosStep = ({ photos, setPhotos }: StepProps) => (
  <div className="field">
    <p className="hint">{t('photosHint')}</p>
    <PhotoChoice
      id="photos"
      photos={photos}
      max={most}
      onAdd={more => setPhotos([...photos, ...more])}
      onRemove={index => setPhotos(photos.filter((_, i) => i !== index))}
    />
  </div>
)
