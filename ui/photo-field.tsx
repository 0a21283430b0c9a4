// A photo field of a form: each photo is made small, sent at once, and stands in the form by the id it got.
import { useState } from 'react'
import { api, sentenceOf } from './api.ts'
import { PhotoChoice } from './photo-choice.tsx'

type Props = {
  id: string
  /** Where photos are sent, e.g. paths.photos. */
  path: string
  photos: readonly string[]
  onChange: (photos: readonly string[]) => void
  max?: number
}

export const PhotoField = ({ id, path, photos, onChange, max = 9 }: Props) => {
  const [pictures, setPictures] = useState<Readonly<Record<string, Blob>>>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  const add = async (blobs: readonly Blob[]) => {
    setBusy(true)
    setProblem(undefined)
    let ids = photos
    try {
      for (const blob of blobs) {
        const photo = await api.photo(path, blob)
        ids = [...ids, photo]
        setPictures(known => ({ ...known, [photo]: blob }))
        onChange(ids)
      }
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <PhotoChoice
        id={id}
        photos={photos.flatMap(p => pictures[p] ?? [])}
        max={max}
        busy={busy}
        onAdd={blobs => void add(blobs)}
        onRemove={index => onChange(photos.filter((_, i) => i !== index))}
      />
      {problem && <p className="field-gap">{problem}</p>}
    </>
  )
}
