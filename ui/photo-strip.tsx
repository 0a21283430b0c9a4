// Photos as small pictures that open large in a tab of their own.
import { t } from './words.ts'

type Props = { photos: readonly string[]; photoUrl: (photo: string) => string }

export const PhotoStrip = ({ photos, photoUrl }: Props) => (
  <ul className="photos">
    {photos.map((photo, i) => (
      <li key={photo}>
        <a href={photoUrl(photo)} target="_blank" rel="noreferrer">
          <img src={photoUrl(photo)} alt={t('photoNumber', { n: i + 1 })} loading="lazy" />
        </a>
      </li>
    ))}
  </ul>
)
