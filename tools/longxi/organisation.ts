// The units of 龙溪区 in two trees over one territory: the party's five levels and the three levels of command
// centres, beside fourteen departments and four 政法 liaison seats that only take referrals (guardrail G-09).
import type { Piece } from './land.ts'
import { districtCode } from './land.ts'

export type UnitRow = {
  id: string
  kind: 'centre' | 'department' | 'liaison' | 'party'
  zh: string
  en: string
  publicZh: string
  territory: string
  level: Piece['level']
  parent: string
  calendar: string
  referralOnly: boolean
}

/** Fourteen departments; handlers 3–14 by how much work comes to them. */
export const departments = [
  { id: 'D-ga', zh: '公安局', en: 'Public Security Bureau', handlers: 14 },
  { id: 'D-xf', zh: '信访办', en: 'Letters and Visits Office', handlers: 5 },
  { id: 'D-yj', zh: '应急管理局', en: 'Emergency Management Bureau', handlers: 9 },
  { id: 'D-cg', zh: '城市管理局', en: 'Urban Management Bureau', handlers: 14 },
  { id: 'D-mz', zh: '民政局', en: 'Civil Affairs Bureau', handlers: 7 },
  { id: 'D-sf', zh: '司法局', en: 'Justice Bureau', handlers: 6 },
  { id: 'D-sj', zh: '市场监督管理局', en: 'Market Supervision Bureau', handlers: 10 },
  { id: 'D-hb', zh: '生态环境局', en: 'Ecology and Environment Bureau', handlers: 8 },
  { id: 'D-zj', zh: '住房和城乡建设委', en: 'Housing and Construction Commission', handlers: 11 },
  { id: 'D-jt', zh: '交通运输局', en: 'Transport Bureau', handlers: 7 },
  { id: 'D-sl', zh: '水利局', en: 'Water Resources Bureau', handlers: 6 },
  { id: 'D-wj', zh: '卫生健康委', en: 'Health Commission', handlers: 6 },
  { id: 'D-rs', zh: '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau', handlers: 8 },
  { id: 'D-jy', zh: '教育委', en: 'Education Commission', handlers: 3 },
] as const

export const liaisons = [
  { id: 'L-zfw', zh: '政法委联络席', en: 'Political and Legal Affairs Commission liaison' },
  { id: 'L-fy', zh: '法院联络席', en: 'Court liaison' },
  { id: 'L-jcy', zh: '检察院联络席', en: 'Procuratorate liaison' },
  { id: 'L-sf', zh: '司法联络席', en: 'Justice liaison' },
] as const

export const centreOf = (code: string) => `C${code}`

const base = { publicZh: '', parent: '', calendar: '机关', referralOnly: false } as const
const stem = (piece: Piece) => piece.zh.replace(/第.网格.*$/, '')

export const commandUnits = (pieces: readonly Piece[]): UnitRow[] => [
  ...pieces
    .filter(piece => piece.level === 'district' || piece.level === 'town' || piece.level === 'community')
    .map(piece => ({
      ...base,
      id: centreOf(piece.code),
      kind: 'centre' as const,
      zh: `${piece.zh}${piece.level === 'district' ? '社会治理指挥中心' : piece.level === 'town' ? '指挥中心' : '指挥室'}`,
      en: `${piece.en} Command ${piece.level === 'community' ? 'Room' : 'Centre'}`,
      publicZh: piece.zh,
      territory: piece.code,
      level: piece.level,
      parent: piece.parent === '' ? '' : centreOf(piece.parent),
      calendar: piece.kind === 'community' ? '窗口' : '机关',
    })),
  ...departments.map(d => ({
    ...base,
    id: d.id,
    kind: 'department' as const,
    zh: `区${d.zh}`,
    en: `District ${d.en}`,
    territory: districtCode,
    level: 'district' as const,
  })),
  ...liaisons.map(l => ({
    ...base,
    ...l,
    kind: 'liaison' as const,
    territory: districtCode,
    level: 'district' as const,
    referralOnly: true,
  })),
]

const partyName = (piece: Piece): readonly [string, string] => {
  switch (piece.level) {
    case 'district':
      return ['中共龙溪区委', 'Longxi District Party Committee']
    case 'town':
      return piece.kind === 'street'
        ? [`${piece.zh}党工委`, `${piece.en} Party Working Committee`]
        : [`${piece.zh}党委`, `${piece.en} Party Committee`]
    case 'community':
      return [`${piece.zh}党委`, `${piece.en} Party Committee`]
    case 'grid':
      return [`${piece.zh}党支部`, `${piece.en} Party Branch`]
    case 'building':
      return [
        `${stem(piece)}${piece.zh.slice(stem(piece).length).replace('楼栋组', '楼栋党小组')}`,
        `${piece.en} Party Group`,
      ]
  }
}

/** One party unit on each piece of territory; villages end the tree there, for they have no grids of their own. */
export const partyUnits = (pieces: readonly Piece[]): UnitRow[] =>
  pieces.map(piece => ({
    ...base,
    id: `P${piece.code}`,
    kind: 'party' as const,
    zh: partyName(piece)[0],
    en: partyName(piece)[1],
    territory: piece.code,
    level: piece.level,
    parent: piece.parent === '' ? '' : `P${piece.parent}`,
  }))
