// The district's own polygons as a map to point at. No tiles and no letters from elsewhere: shapes come from our
// server, 汉字 are drawn by the reader's own fonts. Fetched as a chunk of its own because the map library is heavy.
import { Map as GlMap, Marker, NavigationControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
// The bundler does not carry the library's worker along by itself; named like this it becomes a file of our origin.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { paths } from '#wire/paths.ts'
import { useLang } from './lang.ts'
import { t } from './words.ts'

setWorkerUrl(workerUrl)

type Props = {
  point: readonly [number, number] | undefined
  /** [west, south, east, north] */
  bounds: readonly number[] | undefined
  onPick: (lng: number, lat: number) => void
}

export const fonts = '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** The page's own colours, so that the map is dark when the page is. */
export const colour = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export const styleFor = (lang: 'zh' | 'en'): StyleSpecification => {
  const label = (level: string, minzoom: number, maxzoom: number, size: number) => ({
    id: `name-${level}`,
    type: 'symbol' as const,
    source: 'shapes',
    filter: ['==', ['get', 'level'], level] as never,
    minzoom,
    maxzoom,
    layout: {
      'text-field': ['get', lang] as never,
      'text-size': size,
      'text-font': ['sans-serif'],
      'text-padding': 1,
    },
    paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--surface'), 'text-halo-width': 1.5 },
  })
  const edge = (level: string, minzoom: number, width: number) => ({
    id: `edge-${level}`,
    type: 'line' as const,
    source: 'shapes',
    filter: ['==', ['get', 'level'], level] as never,
    minzoom,
    paint: { 'line-color': colour('--line-strong'), 'line-width': width },
  })
  return {
    version: 8,
    sources: { shapes: { type: 'geojson', data: new URL(paths.shapes, location.origin).href } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('--sunken') } },
      {
        id: 'land',
        type: 'fill',
        source: 'shapes',
        filter: ['==', ['get', 'level'], 'district'],
        paint: { 'fill-color': colour('--surface') },
      },
      {
        id: 'water',
        type: 'line',
        source: 'shapes',
        filter: ['==', ['get', 'level'], 'water'],
        paint: { 'line-color': colour('--line'), 'line-width': 4 },
      },
      edge('grid', 12.5, 0.5),
      edge('community', 10.5, 0.75),
      edge('town', 0, 1.5),
      edge('district', 0, 2.5),
      label('town', 8, 12, 13),
      label('community', 11.5, 14, 12),
      label('grid', 13.5, 24, 12),
    ],
  }
}

const PlaceMap = ({ point, bounds, onPick }: Props) => {
  const lang = useLang()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<GlMap>(undefined)
  const mark = useRef<Marker>(undefined)
  const pick = useRef(onPick)
  pick.current = onPick
  const [failed, setFailed] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed point moves the mark below, not the whole map
  useEffect(() => {
    if (!box.current || !bounds) return
    let made: GlMap
    try {
      made = new GlMap({
        container: box.current,
        style: styleFor(lang),
        ...(point
          ? { center: [point[0], point[1]], zoom: 14 }
          : { bounds: bounds as [number, number, number, number], fitBoundsOptions: { padding: 16 } }),
        minZoom: 7,
        maxZoom: 18,
        localIdeographFontFamily: fonts,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        cooperativeGestures: false,
      })
    } catch {
      // No WebGL: an old phone, or switched off. Words still work.
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('click', event => pick.current(event.lngLat.lng, event.lngLat.lat))
    const canvas = made.getCanvas()
    canvas.setAttribute('aria-label', t('placeMapHelp'))
    canvas.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      const { lng, lat } = made.getCenter()
      pick.current(lng, lat)
    })
    map.current = made
    return () => {
      mark.current = undefined
      map.current = undefined
      made.remove()
    }
  }, [bounds, lang])

  useEffect(() => {
    if (!map.current) return
    mark.current?.remove()
    if (!point) return
    // From the whole district a finger hits a village at best: come closer, so that the mark can be set right.
    if (map.current.getZoom() < 12.5) map.current.easeTo({ center: [point[0], point[1]], zoom: 14 })
    mark.current = new Marker({ color: colour('--brand') }).setLngLat([point[0], point[1]]).addTo(map.current)
  }, [point])

  if (failed) return <p className="note">{t('mapFailed')}</p>
  return (
    <>
      <p className="hint">{t('placeMapHelp')}</p>
      <div ref={box} className="place-map" />
    </>
  )
}

export default PlaceMap
