// Telling a place, by whichever way is nearest: type its name, use the phone's position, or point at the map. The map
// is fetched only when somebody opens it.
import { lazy, Suspense, useEffect, useId, useState } from 'react'
import { paths } from '#wire/paths.ts'
import type { DistrictView, PlaceFound } from '#wire/views.ts'
import { api, Refused, sentenceOf } from './api.ts'
import { Loading } from './notes.tsx'
import { type ChosenPlace, fromFound, roundPoint } from './place.ts'
import { useRead } from './read.ts'
import { t } from './words.ts'

const PlaceMap = lazy(() => import('./place-map.tsx'))

type Props = {
  id: string
  value: ChosenPlace | undefined
  onChange: (place: ChosenPlace | undefined) => void
  district: DistrictView | undefined
  describedBy?: string
}

const useSettled = (typed: string, waitMs: number) => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs)
    return () => clearTimeout(timer)
  }, [typed, waitMs])
  return settled
}

const position = (): Promise<GeolocationPosition> =>
  new Promise((done, fail) =>
    navigator.geolocation.getCurrentPosition(done, fail, { enableHighAccuracy: true, timeout: 15_000 }),
  )

export const PlacePicker = ({ id, value, onChange, district, describedBy }: Props) => {
  const hitsId = useId()
  const [typed, setTyped] = useState('')
  const [mapOpen, setMapOpen] = useState(false)
  const [note, setNote] = useState<string>()
  const wanted = useSettled(typed.trim(), 250)
  const hits = useRead<PlaceFound[]>(wanted.length > 0 && !value ? paths.publicPlaces(wanted) : undefined)

  const choosePoint = async (lng: number, lat: number, words?: string) => {
    const point = roundPoint(lng, lat)
    setNote(t('placeLocating'))
    const plain: ChosenPlace = { point, ...(words ? { words } : {}), shown: words ?? t('myMark') }
    try {
      const found = await api.get<PlaceFound>(paths.publicPlaceAt(point[0], point[1]))
      onChange({
        point,
        territory: found.territory,
        ...(words ? { words } : {}),
        shown: words ?? found.words,
      })
      setNote(undefined)
    } catch (error) {
      // A refusal means the point is nowhere in the district; silence means we cannot know, and the point is kept.
      if (error instanceof Refused) {
        setNote(
          error.status === 404 ? t('placeOutside', { district: district?.words ?? '' }) : sentenceOf(error),
        )
        return
      }
      onChange(plain)
      setNote(undefined)
    }
  }

  const takeMine = async () => {
    setNote(t('placeLocating'))
    try {
      const { coords } = await position()
      await choosePoint(coords.longitude, coords.latitude)
    } catch {
      setNote(t('placeDenied'))
    }
  }

  const asTyped = () => onChange({ words: typed.trim(), shown: typed.trim() })

  return (
    <div className="place">
      {value ? (
        <div className="place-chosen">
          <p role="status">{t('placeChosen', { place: value.shown })}</p>
          <button type="button" className="link-button" onClick={() => onChange(undefined)}>
            {t('placeClear')}
          </button>
        </div>
      ) : (
        <>
          <input
            id={id}
            className="input"
            type="search"
            autoComplete="off"
            enterKeyHint="search"
            aria-describedby={describedBy}
            aria-controls={wanted ? hitsId : undefined}
            aria-label={t('placeSearch')}
            placeholder={t('placeSearch')}
            maxLength={200}
            value={typed}
            onChange={event => setTyped(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              const first = wanted === typed.trim() ? hits.data?.[0] : undefined
              if (first) onChange(fromFound(first))
              else if (typed.trim()) asTyped()
            }}
          />
          <span className="unseen" role="status">
            {hits.data && hits.data.length > 0 ? t('found', { count: hits.data.length }) : ''}
          </span>
          {wanted && (
            <ul id={hitsId} className="place-hits">
              {hits.data?.slice(0, 8).map(hit => (
                <li key={`${hit.territory} ${hit.words}`}>
                  <button type="button" onClick={() => onChange(fromFound(hit))}>
                    {hit.words}
                  </button>
                </li>
              ))}
              <li>
                <button type="button" onClick={asTyped}>
                  {t('placeAsTyped', { words: typed.trim() })}
                </button>
              </li>
            </ul>
          )}
        </>
      )}
      <div className="place-buttons">
        {'geolocation' in navigator && (
          <button type="button" className="button button-quiet" onClick={() => void takeMine()}>
            {t('placeMine')}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          aria-expanded={mapOpen}
          onClick={() => setMapOpen(!mapOpen)}
        >
          {t(mapOpen ? 'placeMapHide' : 'placeMap')}
        </button>
      </div>
      <p role="status" className="hint">
        {note}
      </p>
      {mapOpen && (
        <Suspense fallback={<Loading />}>
          <PlaceMap
            point={value?.point}
            bounds={district?.bounds}
            onPick={(lng, lat) => void choosePoint(lng, lat, value && !value.point ? value.words : undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}
