// Choosing and looking at photos before they are sent; what happens to the chosen ones is the caller's.
import { type ChangeEvent, useEffect, useState } from 'react'
import { shrinkPhoto } from './photos.ts'
import { t } from './words.ts'

type Props = {
  id: string
  photos: readonly Blob[]
  max: number
  /** Already small and without EXIF. */
  onAdd: (photos: readonly Blob[]) => void
  onRemove: (index: number) => void
  busy?: boolean
}

const Preview = ({ photo, n, onRemove }: { photo: Blob; n: number; onRemove: () => void }) => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(photo)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  const what = t('photoNumber', { n })
  return (
    <li>
      {url && <img src={url} alt={what} />}
      <button type="button" className="photo-remove" aria-label={t('remove', { what })} onClick={onRemove}>
        ×
      </button>
    </li>
  )
}

export const PhotoChoice = ({ id, photos, max, onAdd, onRemove, busy = false }: Props) => {
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string>()

  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // The same file can be chosen again after it was removed.
    event.target.value = ''
    const room = max - photos.length
    setProblem(files.length > room ? t('photoMany', { max }) : undefined)
    setWorking(true)
    const made: Blob[] = []
    for (const file of files.slice(0, room)) {
      try {
        made.push(await shrinkPhoto(file))
      } catch {
        setProblem(t('photoBad', { name: file.name }))
      }
    }
    setWorking(false)
    if (made.length > 0) onAdd(made)
  }

  return (
    <div className="photo-choice">
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map((photo, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no name; order is all they have
            <Preview key={i} photo={photo} n={i + 1} onRemove={() => onRemove(i)} />
          ))}
        </ul>
      )}
      {photos.length < max && (
        <label className="button button-quiet photo-button">
          {t('addPhotos')}
          <input id={id} className="unseen" type="file" accept="image/*" multiple onChange={take} />
        </label>
      )}
      <p role="status" className="hint">
        {working || busy ? t('photoBusy') : problem}
      </p>
    </div>
  )
}
