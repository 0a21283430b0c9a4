// Where it lies, on the district's own map; fetched only when somebody asks for it.
import { lazy, Suspense, useState } from 'react'
import { Loading } from '#ui/notes.tsx'
import { useDistrict } from '#ui/read.ts'
import { t } from '../words.ts'

const PlaceMap = lazy(() => import('#ui/place-map.tsx'))

export const MapPeek = ({ point }: { point: readonly [number, number] }) => {
  const [open, setOpen] = useState(false)
  const district = useDistrict('officer').data
  if (!open)
    return (
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {t('seeMap')}
      </button>
    )
  return (
    <Suspense fallback={<Loading />}>
      {/* For looking only: correcting a place is a move of its own. */}
      <PlaceMap point={point} bounds={district?.bounds} onPick={() => undefined} />
    </Suspense>
  )
}
