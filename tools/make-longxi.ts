// Makes the invented part of the demonstration pack 龙溪区: land, trees of units, posts, people and place names, the same
// on every machine. What a district decides for itself (catalogue, dispatch table, reasons, wording) is written by hand
// in packs/longxi and is not touched here. Use: node tools/make-longxi.ts [folder]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvText } from '#server/gate/pack/csv-text.ts'
import { demoText } from './longxi/demo.ts'
import { makeLand, type Piece } from './longxi/land.ts'
import { commandUnits, partyUnits, type UnitRow } from './longxi/organisation.ts'
import { makePeople } from './longxi/people.ts'
import { makePlaces } from './longxi/places.ts'
import { seeded } from './longxi/seeded.ts'

/** The day a demonstration district is counted on; any other number gives another district of the same size. */
const seed = 20210814

const feature = (properties: object, geometry: object) =>
  JSON.stringify({ type: 'Feature', properties, geometry })

const bordersText = (pieces: readonly Piece[], river: readonly (readonly [number, number])[]): string => {
  const areas = pieces
    .filter(piece => piece.ring)
    .map(piece =>
      feature({ code: piece.code }, { type: 'Polygon', coordinates: [[...piece.ring!, piece.ring![0]]] }),
    )
  const water = feature({ water: '龙溪河', en: 'Longxi River' }, { type: 'LineString', coordinates: river })
  return `{"type":"FeatureCollection","features":[\n${[...areas, water].join(',\n')}\n]}\n`
}

const unitRows = (units: readonly UnitRow[]) =>
  csvText(
    ['id', 'kind', 'zh', 'en', 'public_zh', 'territory', 'level', 'parent', 'calendar', 'referral_only'],
    units.map(u => [
      u.id,
      u.kind,
      u.zh,
      u.en,
      u.publicZh,
      u.territory,
      u.level,
      u.parent,
      u.calendar,
      u.referralOnly ? 'yes' : '',
    ]),
  )

/** File name → text of everything that comes from the seed. */
export const longxiFiles = (): Record<string, string> => {
  const { pieces, river } = makeLand(seeded(seed))
  const { posts, people, holdings } = makePeople(pieces, seeded(seed + 1))
  const places = makePlaces(pieces, seeded(seed + 2))
  return {
    'territory.csv': csvText(
      ['code', 'level', 'kind', 'zh', 'en', 'parent', 'lng', 'lat'],
      pieces.map(p => [p.code, p.level, p.kind, p.zh, p.en, p.parent, ...p.centre]),
    ),
    'grids.geojson': bordersText(pieces, river),
    'units.csv': unitRows(commandUnits(pieces)),
    'party.csv': csvText(
      ['id', 'zh', 'en', 'territory', 'level', 'parent'],
      partyUnits(pieces).map(u => [u.id, u.zh, u.en, u.territory, u.level, u.parent]),
    ),
    'posts.csv': csvText(
      ['id', 'zh', 'role', 'unit', 'territory', 'seats'],
      posts.map(p => [p.id, p.zh, p.role, p.unit, p.territory, p.seats]),
    ),
    'people.csv': csvText(
      ['id', 'zh', 'officer_type'],
      people.map(p => [p.id, p.zh, p.officerType]),
    ),
    'holdings.csv': csvText(
      ['post', 'person', 'from_on', 'to_on', 'instead_of'],
      holdings.map(h => [h.post, h.person, h.fromOn, h.toOn, h.insteadOf]),
    ),
    'places.csv': csvText(
      ['name', 'kind', 'territory', 'lng', 'lat'],
      places.map(p => [p.name, p.kind, p.territory, ...p.at]),
    ),
    'demo.yaml': demoText(holdings, people),
  }
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'packs', 'longxi')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(longxiFiles())) writeFileSync(join(folder, name), text)
}
