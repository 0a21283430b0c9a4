// Fences on the district's own map: those that are there, the one looked at or drawn, and a finger to draw with. Fetched as
// a chunk of its own because the map library is heavy.
import { type GeoJSONSource, Map as GlMap, NavigationControl } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { Point, Shape } from '#core/watch/fence.ts'
import { useLang } from '#ui/lang.ts'
import { colour, fonts, styleFor } from '#ui/place-map.tsx'
import { useDistrict, useRead } from '#ui/read.ts'
import { t } from '#ui/words.ts'
import { paths } from '#wire/paths.ts'
import type { FenceMap as FenceMapView } from '#wire/watch.ts'
import { w } from './words.ts'

type Props = {
  /** The fence looked at, or as far as it is drawn. */
  shape?: Shape | undefined
  /** Corners set so far. */
  points?: readonly Point[]
  onPick?: ((point: Point) => void) | undefined
}

const perDegreeM = 111_195
const roundness = 64

const ringAround = ([lng, lat]: Point, radiusM: number): Point[] =>
  Array.from({ length: roundness + 1 }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / roundness
    return [
      lng + (radiusM * Math.cos(angle)) / (perDegreeM * Math.cos((lat * Math.PI) / 180)),
      lat + (radiusM * Math.sin(angle)) / perDegreeM,
    ]
  })

const closed = (ring: readonly Point[]): readonly Point[] => (ring.length > 0 ? [...ring, ring[0]!] : ring)

const featuresOf = (shape: Shape | undefined, points: readonly Point[]): object => ({
  type: 'FeatureCollection',
  features: [
    ...(shape
      ? [
          {
            type: 'Feature',
            properties: {},
            geometry:
              shape.kind === 'circle'
                ? { type: 'Polygon', coordinates: [ringAround(shape.centre, shape.radiusM)] }
                : shape.kind === 'line'
                  ? { type: 'LineString', coordinates: shape.points }
                  : { type: 'MultiPolygon', coordinates: shape.polygons.map(rings => rings.map(closed)) },
          },
        ]
      : points.length > 1
        ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: points } }]
        : []),
    ...points.map(p => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: p } })),
  ],
})

const boxOf = (shape: Shape | undefined): [number, number, number, number] | undefined => {
  if (!shape) return undefined
  const corners =
    shape.kind === 'circle'
      ? ringAround(shape.centre, shape.radiusM)
      : shape.kind === 'line'
        ? shape.points
        : shape.polygons.flat(2)
  const [xs, ys] = [corners.map(c => c[0]), corners.map(c => c[1])]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const FenceMap = ({ shape, points = [], onPick }: Props) => {
  const lang = useLang()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<GlMap>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  const bounds = useDistrict('officer').data?.bounds
  const others = useRead<FenceMapView>(paths.fenceMap).data
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed shape is drawn below, not on another map
  useEffect(() => {
    if (!box.current || !bounds) return
    let made: GlMap
    const own = boxOf(shape)
    try {
      made = new GlMap({
        container: box.current,
        style: styleFor(lang),
        bounds: (own ?? bounds) as [number, number, number, number],
        fitBoundsOptions: { padding: own ? 60 : 16, maxZoom: 16 },
        minZoom: 7,
        maxZoom: 19,
        localIdeographFontFamily: fonts,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
      })
    } catch {
      // No WebGL: words and numbers still say what the fence is.
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('click', event => pick.current?.([round(event.lngLat.lng), round(event.lngLat.lat)]))
    const canvas = made.getCanvas()
    canvas.setAttribute('aria-label', w('mapOfFences'))
    canvas.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      const { lng, lat } = made.getCenter()
      pick.current?.([round(lng), round(lat)])
    })
    made.on('load', () => {
      const empty = { type: 'FeatureCollection', features: [] } as never
      made.addSource('others', { type: 'geojson', data: empty })
      made.addSource('own', { type: 'geojson', data: empty })
      const ink = { 'line-color': colour('--line-strong'), 'line-width': 1.5 }
      const brand = colour('--brand')
      const areas = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]] as never
      made.addLayer({
        id: 'others',
        type: 'line',
        source: 'others',
        paint: { ...ink, 'line-dasharray': [3, 2] },
      })
      made.addLayer({
        id: 'own-area',
        type: 'fill',
        source: 'own',
        filter: areas,
        paint: { 'fill-color': brand, 'fill-opacity': 0.15 },
      })
      made.addLayer({
        id: 'own-edge',
        type: 'line',
        source: 'own',
        paint: { 'line-color': brand, 'line-width': 2.5 },
      })
      made.addLayer({
        id: 'own-corner',
        type: 'circle',
        source: 'own',
        filter: ['==', ['geometry-type'], 'Point'] as never,
        paint: {
          'circle-radius': 5,
          'circle-color': colour('--surface'),
          'circle-stroke-color': brand,
          'circle-stroke-width': 2,
        },
      })
      made.addLayer({
        id: 'others-name',
        type: 'symbol',
        source: 'others',
        minzoom: 12,
        layout: { 'text-field': ['get', 'name'] as never, 'text-size': 12, 'text-font': ['sans-serif'] },
        paint: {
          'text-color': colour('--ink-soft'),
          'text-halo-color': colour('--surface'),
          'text-halo-width': 1.5,
        },
      })
      setReady(true)
    })
    map.current = made
    return () => {
      setReady(false)
      map.current = undefined
      made.remove()
    }
  }, [bounds, lang])

  const own = JSON.stringify(featuresOf(shape, onPick ? points : []))
  useEffect(() => {
    if (ready) map.current?.getSource<GeoJSONSource>('own')?.setData(JSON.parse(own))
  }, [ready, own])
  useEffect(() => {
    if (ready && others) map.current?.getSource<GeoJSONSource>('others')?.setData(others as never)
  }, [ready, others])

  if (failed) return <p className="note">{t('mapFailed')}</p>
  return <div ref={box} className={`place-map fence-map${onPick ? ' fence-map-draw' : ''}`} />
}

/** A centimetre: what a fence is kept with. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

export default FenceMap
