// What anybody may know of the district: its names, its shapes, and which piece of it a word or a point means.
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { isOnEarth } from '#core/kit/geometry.ts'
import { refuse } from '#core/life/refusal.ts'
import { type Lang, placeName } from '#core/life/timeline.ts'
import type { Located } from '#core/locate/locate.ts'
import { paths } from '#wire/paths.ts'
import { DistrictView, PlaceFound, RefusalView } from '#wire/views.ts'
import { answer, doorNo, sayNo } from '../status.ts'
import { districtView, shapesOf } from '../views/district.ts'
import type { World } from '../world.ts'

const mostPlaces = 10
/** An hour: a new pack shows by then, and a page opened twice asks once. */
const cached = 'public, max-age=3600'

const ofLocated = (l: Located, world: World, lang: Lang, code = l.territory): PlaceFound => ({
  territory: code,
  words: placeName(code, world.district(), lang),
  ...(l.point && code === l.territory ? { point: [l.point[0], l.point[1]] } : {}),
  how: l.how,
})

/** By a name people use, by the name of a piece of territory, or by the locator that reads reports. */
const placesFor = (words: string, world: World, lang: Lang): PlaceFound[] => {
  const district = world.district()
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return []
  const found = new Map<string, PlaceFound>()
  for (const p of district.placeNames) {
    if (found.size >= mostPlaces) break
    if (!p.name.toLowerCase().includes(wanted)) continue
    found.set(`${p.name} ${p.territory}`, {
      territory: p.territory,
      words: `${p.name}（${placeName(p.territory, district, lang)}）`,
      ...(p.point ? { point: [p.point[0], p.point[1]] } : {}),
      how: 'words',
    })
  }
  for (const t of district.territories) {
    if (found.size >= mostPlaces) break
    if (!t.zh.includes(wanted) && !t.en.toLowerCase().includes(wanted)) continue
    found.set(t.code, {
      territory: t.code,
      words: placeName(t.code, district, lang),
      ...(t.centre ? { point: [t.centre[0], t.centre[1]] } : {}),
      how: 'territory',
    })
  }
  if (found.size === 0) {
    const l = world.path().locate({ words }, '')
    for (const code of l.how === 'none' ? [] : (l.candidates ?? [l.territory]).slice(0, mostPlaces))
      found.set(code, ofLocated(l, world, lang, code))
  }
  return [...found.values()]
}

export const publicDistrictRoutes = (app: FastifyInstance, world: World): void => {
  app.get(
    paths.publicDistrict,
    {
      config: { access: 'public', name: 'district for residents' },
      schema: { response: { 200: DistrictView } },
    },
    async (request, reply) =>
      reply
        .headers({ 'cache-control': cached, vary: 'accept-language' })
        .send(districtView(world.district(), request.lang, 'public')),
  )
  app.get(
    paths.district,
    {
      config: { access: 'any-post', name: 'district for officers' },
      schema: { response: { 200: DistrictView } },
    },
    async request => districtView(world.district(), request.lang, 'officer'),
  )
  app.get(
    paths.shapes,
    { config: { access: 'public', name: 'shapes of the district' } },
    async (_request, reply) => {
      const district = world.district()
      const tag = `"${district.version}"`
      reply.headers({ 'cache-control': cached, etag: tag })
      if (_request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('application/geo+json').send(shapes(district))
    },
  )
  app.get<{ Querystring: { words: string } }>(
    '/api/public/places',
    {
      config: { access: 'public', name: 'find a place by words' },
      schema: {
        querystring: Type.Object({ words: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
        response: { 200: Type.Array(PlaceFound) },
      },
    },
    async request => placesFor(request.query.words, world, request.lang),
  )
  app.get<{ Querystring: { lng: string; lat: string } }>(
    '/api/public/place',
    {
      config: { access: 'public', name: 'find a place by point' },
      schema: {
        querystring: Type.Object(
          {
            lng: Type.String({ pattern: degrees, maxLength: 24 }),
            lat: Type.String({ pattern: degrees, maxLength: 24 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: PlaceFound, 404: RefusalView },
      },
    },
    async (request, reply) => {
      const point = [Number(request.query.lng), Number(request.query.lat)] as const
      if (!isOnEarth(point)) return answer(reply, refuse('not-on-earth', { point: point.join(', ') }))
      const l = world.path().locate({ point }, '')
      return l.how === 'none'
        ? sayNo(reply, doorNo('outside-district'))
        : reply.send(ofLocated(l, world, request.lang))
    },
  )
}

const degrees = '^-?\\d{1,3}(\\.\\d{1,17})?$'

let made: { version: string; text: string } | undefined
/** Encoded once a pack version: it is the largest answer we have. */
const shapes = (district: ReturnType<World['district']>): string => {
  if (made?.version !== district.version)
    made = { version: district.version, text: JSON.stringify(shapesOf(district)) }
  return made.text
}
