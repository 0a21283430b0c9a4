// Makes the skeleton of a pack for any county of China: its real towns, communities and villages with a command centre
// and a party unit each, one placeholder grid in every community, and the catalogue, dispatch table, reasons and wording
// of the template pack. It passes the check at once; people, borders and local names are then filled in by the district.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCsv } from './csv.ts'
import { csvText } from './csv-text.ts'
import { communitiesOf, counties, type Division, nearCounties, townsOf } from './divisions.ts'
import { tableShapes } from './shapes.ts'

export const templateFolder = join(import.meta.dirname, '../../../packs/longxi')
const templateCode = '500199'

export type PackMade =
  | { ok: true; folder: string; zh: string; towns: number; communities: number }
  | { ok: false; zh: string; en: string }

type Place = {
  code: string
  level: 'district' | 'town' | 'community' | 'grid'
  kind: string
  zh: string
  parent: string
}

export const newPack = async (code: string, folder: string): Promise<PackMade> => {
  const county = counties().find(area => area.code === code)
  if (!county) {
    const near = nearCounties(code)
      .map(area => `${area.code} ${area.name}`)
      .join(' | ')
    return {
      ok: false,
      zh: `没有代码为 ${code} 的区县，相近的有：${near}`,
      en: `There is no county with code ${code}; near: ${near}`,
    }
  }
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return {
      ok: false,
      zh: `${folder} 不是空文件夹，未改动`,
      en: `${folder} is not empty and was left alone`,
    }
  const towns = await townsOf(code)
  const communities = await communitiesOf(code)
  const places = placesOf(county, towns, communities)
  mkdirSync(folder, { recursive: true })
  const files = { ...copied(code), ...written(places), 'pack.yaml': head(county) }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { ok: true, folder, zh: county.name, towns: towns.length, communities: communities.length }
}

// The statistical table writes the committee, people say the place.
const plainName = (name: string) =>
  name.replace(/(社区)?(居民委员会|村民委员会|居委会|村委会)$/, (_, own) => own ?? '')
const isVillage = (name: string) => /(村民委员会|村委会|村)$/.test(name)

const placesOf = (
  county: Division,
  towns: readonly Division[],
  communities: readonly Division[],
): Place[] => {
  const places: Place[] = [{ code: county.code, level: 'district', kind: '', zh: county.name, parent: '' }]
  for (const town of towns) {
    const kind = /街道(办事处)?$/.test(town.name) ? 'street' : 'town'
    places.push({
      code: town.code,
      level: 'town',
      kind,
      zh: town.name.replace(/办事处$/, ''),
      parent: county.code,
    })
    for (const { code, name } of communities.filter(c => c.code.startsWith(town.code))) {
      const zh = plainName(name) || name
      places.push({
        code,
        level: 'community',
        kind: isVillage(name) ? 'village' : 'community',
        zh,
        parent: town.code,
      })
      places.push({ code: `${code}01`, level: 'grid', kind: '', zh: `${zh}第一网格`, parent: code })
    }
  }
  return places
}

const template = (file: string) => readFileSync(join(templateFolder, file), 'utf8')

/** Files a district edits later but can start with as they are. */
const copied = (code: string): Record<string, string> =>
  Object.fromEntries(
    ['catalogue.yaml', 'dispatch.csv', 'reasons.yaml', 'wording.yaml', 'calendar.yaml'].map(file => [
      file,
      template(file).replaceAll(`C${templateCode}`, `C${code}`),
    ]),
  )

/** The template's own file with another name on it; its comments explain the values to whoever edits them next. */
const head = (county: Division): string =>
  template('pack.yaml')
    .replace(
      /^#.*/,
      `# ${county.name}: a skeleton. Fill in people, borders and place names, then the local limits below.`,
    )
    .replace(/^code: .*/m, `code: '${county.code}'`)
    .replace(/^zh: .*/m, `zh: ${county.name}`)
    .replace(/^en: .*/m, `en: ${county.name}`)
    .replace(/^synthetic: .*/m, 'synthetic: false')
    .replace(/^number_prefix: .*/m, 'number_prefix: JW')

const header = (file: keyof typeof tableShapes) => Object.keys(tableShapes[file].properties)

const written = (places: readonly Place[]): Record<string, string> => {
  const commanded = places.filter(place => place.level !== 'grid')
  return {
    'territory.csv': csvText(
      header('territory.csv'),
      places.map(p => [p.code, p.level, p.kind, p.zh, p.zh, p.parent, '', '']),
    ),
    'units.csv': csvText(header('units.csv'), [
      ...commanded.map(p => [
        `C${p.code}`,
        'centre',
        `${p.zh}${p.level === 'community' ? '指挥室' : '指挥中心'}`,
        `${p.zh} Command ${p.level === 'community' ? 'Room' : 'Centre'}`,
        p.zh,
        p.code,
        p.level,
        p.parent === '' ? '' : `C${p.parent}`,
        '机关',
        '',
      ]),
      ...departmentRows(places[0]!.code),
    ]),
    'party.csv': csvText(
      header('party.csv'),
      places.map(p => [
        `P${p.code}`,
        `${p.zh}${p.level === 'grid' ? '党支部' : '党组织'}`,
        `${p.zh} Party ${p.level === 'grid' ? 'Branch' : 'Organisation'}`,
        p.code,
        p.level,
        p.parent === '' ? '' : `P${p.parent}`,
      ]),
    ),
    'posts.csv': csvText(header('posts.csv'), places.flatMap(postsAt)),
    'people.csv': csvText(header('people.csv'), []),
    'holdings.csv': csvText(header('holdings.csv'), []),
    'places.csv': csvText(header('places.csv'), []),
    'grids.geojson': '{"type":"FeatureCollection","features":[\n]}\n',
    'demo.yaml': 'accounts: []\n',
  }
}

/** Departments and liaison seats of the template, answering for the new county. */
const departmentRows = (code: string): string[][] =>
  readCsv(template('units.csv'))
    .rows.slice(1)
    .map(row => row.map(cell => cell.text))
    .filter(row => row[1] === 'department' || row[1] === 'liaison')
    .map(row => row.map(text => (text === templateCode ? code : text)))

const postPlan: Readonly<
  Record<Place['level'], readonly (readonly [role: string, zh: string, seats: number])[]>
> = {
  district: [
    ['district_leader', '区领导', 2],
    ['watch_director', '值班指挥长', 3],
    ['operator', '坐席', 12],
    ['dispatcher', '分拨员', 6],
    ['supervisor', '督办员', 4],
    ['verifier', '核查员', 6],
    ['sys_admin', '系统管理员', 1],
    ['security_admin', '安全管理员', 1],
    ['audit_admin', '审计管理员', 1],
  ],
  town: [
    ['town_commander', '指挥长', 1],
    ['town_dispatcher', '分拨员', 2],
    ['operator', '坐席', 1],
    ['verifier', '核查员', 1],
  ],
  community: [['community_worker', '工作者', 2]],
  grid: [
    ['grid_leader', '网格长', 1],
    ['peace_officer', '平安员', 10],
  ],
}

const postsAt = (place: Place): (string | number)[][] => {
  const unit = place.level === 'grid' ? `C${place.parent}` : `C${place.code}`
  const mark = place.level === 'grid' ? `${place.code.slice(-2)}.` : ''
  const own = postPlan[place.level].map(([role, zh, seats]) => [
    `${unit}.${mark}${role}`,
    `${place.zh}${zh}`,
    role,
    unit,
    place.code,
    seats,
  ])
  if (place.level !== 'district') return own
  const departments = departmentRows(place.code).flatMap(([id = '', kind, zh = '']) =>
    kind === 'liaison'
      ? [[`${id}.dept_liaison`, `${zh}联络员`, 'dept_liaison', id, place.code, 1]]
      : [
          [`${id}.dept_liaison`, `${zh}派驻联络员`, 'dept_liaison', id, place.code, 1],
          [`${id}.dept_handler`, `${zh}承办人`, 'dept_handler', id, place.code, 5],
          [`${id}.dept_approver`, `${zh}审批人`, 'dept_approver', id, place.code, 1],
        ],
  )
  return [
    ...own,
    ...departments,
    ['D-xf.petition_clerk', '信访登记员', 'petition_clerk', 'D-xf', place.code, 2],
    ['D-xf.petition_keyholder', '检举控告密钥保管人', 'petition_keyholder', 'D-xf', place.code, 1],
  ]
}
