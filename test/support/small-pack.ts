// The content of a district small enough to hold in one head: two towns, four communities, three grids, four
// departments, every role once. Rules are told their stories on it. All names and numbers are invented.
//
//            106.00      106.01      106.02             106.04             106.06
//   29.84      ┌───────────────────────┬──────────────────┬──────────────────┐
//              │ 河东社区 grid 002-01     │                  │                  │
//   29.82      ├───────────┬───────────┤ 石坝村 (no grids)  │ 青山村 (no grids)  │
//              │ 柳园 001-01 │ 柳园 001-02 │                  │                  │
//   29.80      └───────────┴───────────┴──────────────────┴──────────────────┘
//              东街道 500198001           白石镇 500198101
import type {
  DispatchRow,
  Holding,
  Level,
  Limits,
  MatterType,
  Pack,
  Person,
  Point,
  Polygon,
  Post,
  Reason,
  Role,
  Territory,
  Unit,
} from '#core/district/district.ts'
import type { Limit, LimitUnit } from '#core/kit/time-limit.ts'

const limit = (amount: number, unit: LimitUnit): Limit => ({ amount, unit })

const box = (west: number, south: number, east: number, north: number): readonly Polygon[] => {
  const ring: readonly Point[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return [[ring]]
}

const land = (code: string, level: Level, zh: string, en: string, rest: Partial<Territory>): Territory => ({
  code,
  level,
  zh,
  en,
  ...rest,
})

const territories: readonly Territory[] = [
  land('500198', 'district', '小溪区', 'Xiaoxi District', { polygons: box(106, 29.8, 106.06, 29.84) }),
  land('500198001', 'town', '东街道', 'East Street', {
    parent: '500198',
    kind: 'street',
    polygons: box(106, 29.8, 106.02, 29.84),
  }),
  land('500198101', 'town', '白石镇', 'Baishi Town', {
    parent: '500198',
    kind: 'town',
    polygons: box(106.02, 29.8, 106.06, 29.84),
  }),
  land('500198001001', 'community', '柳园社区', 'Liuyuan Community', {
    parent: '500198001',
    kind: 'community',
    polygons: box(106, 29.8, 106.02, 29.82),
  }),
  land('500198001002', 'community', '河东社区', 'Hedong Community', {
    parent: '500198001',
    kind: 'community',
    polygons: box(106, 29.82, 106.02, 29.84),
  }),
  land('500198101201', 'community', '石坝村', 'Shiba Village', {
    parent: '500198101',
    kind: 'village',
    polygons: box(106.02, 29.8, 106.04, 29.84),
  }),
  land('500198101202', 'community', '青山村', 'Qingshan Village', {
    parent: '500198101',
    kind: 'village',
    polygons: box(106.04, 29.8, 106.06, 29.84),
  }),
  land('50019800100101', 'grid', '柳园社区第一网格', 'Liuyuan Grid 1', {
    parent: '500198001001',
    polygons: box(106, 29.8, 106.01, 29.82),
    centre: [106.005, 29.81],
  }),
  land('50019800100102', 'grid', '柳园社区第二网格', 'Liuyuan Grid 2', {
    parent: '500198001001',
    polygons: box(106.01, 29.8, 106.02, 29.82),
    centre: [106.015, 29.81],
  }),
  land('50019800100201', 'grid', '河东社区第一网格', 'Hedong Grid 1', {
    parent: '500198001002',
    polygons: box(106, 29.82, 106.02, 29.84),
    centre: [106.01, 29.83],
  }),
  land('5001980010010101', 'building', '柳园小区1至3栋', 'Liuyuan Estate 1–3', {
    parent: '50019800100101',
    centre: [106.004, 29.808],
  }),
]

const unit = (
  id: string,
  kind: Unit['kind'],
  zh: string,
  en: string,
  territory: string,
  rest: Partial<Unit> = {},
): Unit => ({
  id,
  kind,
  zh,
  en,
  territory,
  level: territories.find(t => t.code === territory)!.level,
  calendar: kind === 'centre' ? 'round-the-clock' : 'office',
  ...rest,
})

const units: readonly Unit[] = [
  unit('c-500198', 'centre', '小溪区指挥中心', 'Xiaoxi Command Centre', '500198'),
  unit('c-500198001', 'centre', '东街道指挥中心', 'East Street Centre', '500198001', { parent: 'c-500198' }),
  unit('c-500198101', 'centre', '白石镇指挥中心', 'Baishi Centre', '500198101', { parent: 'c-500198' }),
  ...['500198001001', '500198001002', '500198101201', '500198101202'].map(code => {
    const at = territories.find(t => t.code === code)!
    const parent = `c-${at.parent}`
    return unit(`c-${code}`, 'centre', `${at.zh}工作站`, `${at.en} Station`, code, { parent })
  }),
  unit('d-city', 'department', '区城管局', 'Urban Management Bureau', '500198'),
  unit('d-police', 'department', '区公安分局', 'Public Security Bureau', '500198', {
    calendar: 'round-the-clock',
  }),
  unit('d-emergency', 'department', '区应急局', 'Emergency Bureau', '500198', {
    calendar: 'round-the-clock',
  }),
  unit('d-civil', 'department', '区民政局', 'Civil Affairs Bureau', '500198', { publicZh: '民政局' }),
  unit('l-court', 'liaison', '区法院', 'District Court', '500198', { referralOnly: true }),
  unit('p-500198', 'party', '小溪区委', 'Xiaoxi Party Committee', '500198'),
  unit('p-500198001', 'party', '东街道党工委', 'East Street Party Committee', '500198001', {
    parent: 'p-500198',
  }),
  unit('p-500198001001', 'party', '柳园社区党委', 'Liuyuan Party Committee', '500198001001', {
    parent: 'p-500198001',
  }),
  unit('p-50019800100101', 'party', '柳园第一网格党支部', 'Liuyuan Grid 1 Branch', '50019800100101', {
    parent: 'p-500198001001',
  }),
  unit('p-5001980010010101', 'party', '柳园小区1至3栋党小组', 'Estate 1–3 Group', '5001980010010101', {
    parent: 'p-50019800100101',
  }),
]

// One row a post: id, role, unit, territory, words, and the person who holds it.
const seats: readonly (readonly [string, Role, string, string, string, string])[] = [
  ['leader', 'district_leader', 'c-500198', '500198', '区分管领导', '丁一'],
  ['watch', 'watch_director', 'c-500198', '500198', '值班指挥长', '卜二'],
  ['operator', 'operator', 'c-500198', '500198', '区坐席', '乃三'],
  ['dispatcher', 'dispatcher', 'c-500198', '500198', '区分拨员', '刁四'],
  ['supervisor', 'supervisor', 'c-500198', '500198', '区督办员', '万五'],
  ['verifier', 'verifier', 'c-500198', '500198', '区核查员', '上六'],
  ['clerk', 'petition_clerk', 'c-500198', '500198', '信访登记员', '尹七'],
  ['keyholder', 'petition_keyholder', 'c-500198', '500198', '检举控告专责', '巴八'],
  ['sys', 'sys_admin', 'c-500198', '500198', '系统管理员', '戈九'],
  ['sec', 'security_admin', 'c-500198', '500198', '安全管理员', '毋十'],
  ['audit', 'audit_admin', 'c-500198', '500198', '审计管理员', '仇百'],
  ['east-commander', 'town_commander', 'c-500198001', '500198001', '东街道指挥长', '邓甲'],
  ['east-dispatcher', 'town_dispatcher', 'c-500198001', '500198001', '东街道分拨员', '艾乙'],
  ['baishi-dispatcher', 'town_dispatcher', 'c-500198101', '500198101', '白石镇分拨员', '左丙'],
  ['liuyuan-worker', 'community_worker', 'c-500198001001', '500198001001', '柳园社区工作者', '石丁'],
  ['hedong-worker', 'community_worker', 'c-500198001002', '500198001002', '河东社区工作者', '计卯'],
  ['shiba-worker', 'community_worker', 'c-500198101201', '500198101201', '石坝村干部', '龙戊'],
  ['qingshan-worker', 'community_worker', 'c-500198101202', '500198101202', '青山村干部', '申辰'],
  ['liuyuan-leader', 'grid_leader', 'c-500198001001', '50019800100101', '柳园第一网格长', '叶己'],
  ['liuyuan-peace', 'peace_officer', 'c-500198001001', '50019800100101', '柳园第一网格平安员', '白庚'],
  ['city-liaison', 'dept_liaison', 'd-city', '500198', '城管派驻联络员', '司辛'],
  ['city-handler', 'dept_handler', 'd-city', '500198', '城管承办人', '边壬'],
  ['city-approver', 'dept_approver', 'd-city', '500198', '城管审批人', '成癸'],
  ['police-handler', 'dept_handler', 'd-police', '500198', '公安承办人', '毕子'],
  ['emergency-handler', 'dept_handler', 'd-emergency', '500198', '应急承办人', '曲丑'],
  ['civil-handler', 'dept_handler', 'd-civil', '500198', '民政承办人', '朱寅'],
  ['court-liaison', 'dept_liaison', 'l-court', '500198', '法院联络员', '伍巳'],
]

const posts: readonly Post[] = seats.map(([id, role, unitId, territory, zh]) => ({
  id: `post-${id}`,
  zh,
  role,
  unit: unitId,
  territory,
}))
const people: readonly Person[] = seats.map(([id, role, , , , zh]) => ({
  id: `person-${id}`,
  zh,
  ...(role === 'peace_officer' ? { officerType: '专职网格员' } : {}),
}))
const holdings: readonly Holding[] = [
  ...seats.map(([id]) => ({ post: `post-${id}`, person: `person-${id}`, fromOn: '2019-01-01' })),
  {
    post: 'post-city-approver',
    person: 'person-city-liaison',
    fromOn: '2026-03-02',
    toOn: '2026-03-06',
    insteadOf: 'person-city-approver',
  },
]

const type = (
  code: string,
  zh: string,
  en: string,
  keywords: string,
  rest: Partial<MatterType> = {},
): MatterType => ({
  code,
  module: code.slice(0, 2),
  zh,
  en,
  keywords: keywords.split(' '),
  urgency: 'normal',
  communityRole: 'assist',
  onSpot: true,
  basis: '小溪区职责清单',
  ...rest,
})

const types: readonly MatterType[] = [
  type('GS01', '消防通道占用', 'Blocked fire lane', '消防通道 占用消防 堵住消防 消防车', {
    urgency: 'urgent',
  }),
  type('GS04', '电梯困人或故障', 'Lift failure', '电梯 困在电梯 电梯故障', { urgency: 'urgent' }),
  type('MD01', '邻里纠纷', 'Quarrel between neighbours', '邻居 邻里 楼上漏水 纠纷', {
    urgency: 'complex',
    communityRole: 'lead',
  }),
  type('MD02', '物业纠纷', 'Property management dispute', '物业 物业费 业委会 纠纷', { urgency: 'complex' }),
  type('SP02', '施工现场安全', 'Site safety', '施工现场 脚手架 工地安全'),
  type('ER01', '内涝积水', 'Flooding', '内涝 积水 淹水', { urgency: 'flash', onSpot: false }),
  type('CL01', '电信诈骗线索', 'Fraud lead', '诈骗 电诈 骗子', { urgency: 'urgent', onSpot: false }),
  type('CM01', '占道经营', 'Street vending', '占道 占道经营 游商 摆摊', { communityRole: 'lead' }),
  type('CM02', '暴露垃圾', 'Exposed waste', '垃圾 垃圾桶 垃圾堆', { communityRole: 'lead' }),
  type('EE02', '餐饮油烟', 'Cooking fumes', '油烟 烧烤'),
  type('EN05', '审批堵点', 'Permit trouble', '审批 营业执照 办证'),
  type('AS02', '高龄独居照护', 'Care of elders', '独居 老人 高龄', { communityRole: 'lead' }),
  type('SC05', '心理服务', 'Counselling', '心理 心理咨询', {
    onSpot: false,
    locked: true,
    limits: { whole: limit(30, 'calendar-days') },
    basis: '精神卫生法',
  }),
]

const row = (
  id: string,
  lead: string,
  rest: Partial<DispatchRow> & Pick<DispatchRow, 'basis'>,
): DispatchRow => ({
  id,
  place: '*',
  type: '*',
  level: '*',
  time: '*',
  urgency: '*',
  co: [],
  copies: [],
  lead,
  ...rest,
})

const dispatch: readonly DispatchRow[] = [
  row('R01', 'd-police', { type: 'CL', copies: ['centre:district'], basis: '人民警察法第二条' }),
  row('R02', 'd-emergency', {
    type: 'ER',
    urgency: 'flash',
    co: ['centre:town'],
    limits: { sign: limit(10, 'minutes') },
    basis: '突发事件应对法',
  }),
  row('R03', 'centre:town', { type: 'CM01', place: 'kind:village', basis: '白石镇权责清单' }),
  row('R04', 'd-police', { type: 'CM01', time: 'off', basis: '夜间联勤办法' }),
  row('R05', 'd-city', { type: 'CM01', place: '500198001', co: ['centre:community'], basis: '城市管理条例' }),
  row('R06', 'centre:community', { type: 'CM02', basis: '社区职责清单' }),
  row('R07', 'd-city', { type: 'EE02', copies: ['centre:town'], basis: '大气污染防治法第八十一条' }),
  row('R08', 'centre:community', { type: 'MD01', basis: '人民调解法' }),
  row('R09', 'd-civil', {
    type: 'AS',
    level: 'district',
    co: ['centre:community'],
    basis: '社会救助暂行办法',
  }),
  row('R10', 'centre:community', { type: 'AS', basis: '社会救助暂行办法' }),
  row('R11', 'd-emergency', { type: 'SP', basis: '安全生产法' }),
  row('R12', 'd-police', { type: 'GS', co: ['d-emergency'], basis: '消防法' }),
  row('R13', 'centre:district', { basis: '区中心兜底' }),
]

const limits = (sign: Limit, contact: Limit, whole: Limit): Limits => ({
  sign,
  contact,
  whole,
  handle: whole,
})
const reason = (code: string, zh: string, en: string, basisRequired = false): Reason => ({
  code,
  zh,
  en,
  ...(basisRequired ? { basisRequired } : {}),
})

export const smallPack: Pack = {
  code: '500198',
  zh: '小溪区',
  en: 'Xiaoxi District',
  synthetic: true,
  numberPrefix: 'XX',
  territories,
  units,
  posts,
  people,
  holdings,
  channels: [
    { code: 'officer-app', zh: '平安员上报', en: 'Peace officer', receivedAt: 'community' },
    { code: 'resident-web', zh: '居民网页', en: 'Resident page', receivedAt: 'community' },
    { code: 'visit', zh: '走访坐班', en: 'Visit', receivedAt: 'town' },
    { code: 'hotline-12345', zh: '12345热线', en: 'Hotline 12345', receivedAt: 'district' },
    { code: 'sensor', zh: '传感器告警', en: 'Sensor', receivedAt: 'town' },
    { code: 'open311', zh: '开放接口', en: 'Open311', receivedAt: 'district' },
    { code: 'replay', zh: '回放', en: 'Replay', receivedAt: 'district' },
  ],
  modules: [
    { code: 'GS', zh: '公共安全', en: 'Public safety', owner: 'd-police' },
    { code: 'MD', zh: '矛盾调处', en: 'Disputes', owner: 'c-500198' },
    { code: 'SP', zh: '安全生产', en: 'Work safety', owner: 'd-emergency' },
    { code: 'ER', zh: '应急抢险', en: 'Emergencies', owner: 'd-emergency' },
    { code: 'CL', zh: '案件线索', en: 'Leads', owner: 'd-police' },
    { code: 'CM', zh: '城市管理', en: 'City management', owner: 'd-city' },
    { code: 'EE', zh: '生态环保', en: 'Environment', owner: 'd-city' },
    { code: 'EN', zh: '企业解难', en: 'Enterprise', owner: 'c-500198' },
    { code: 'AS', zh: '扶危济困', en: 'Assistance', owner: 'd-civil' },
    { code: 'SC', zh: '特殊群体关爱', en: 'Special care', owner: 'd-civil' },
  ],
  types,
  limitsByUrgency: {
    flash: limits(limit(15, 'minutes'), limit(30, 'minutes'), limit(4, 'hours')),
    urgent: limits(limit(30, 'minutes'), limit(1, 'hours'), limit(24, 'hours')),
    normal: limits(limit(2, 'working-hours'), limit(4, 'working-hours'), limit(5, 'working-days')),
    complex: limits(limit(4, 'working-hours'), limit(1, 'working-days'), limit(15, 'working-days')),
  },
  steps: {
    triage: limit(30, 'minutes'),
    arbitrate: limit(2, 'working-hours'),
    verify: limit(1, 'working-days'),
    answer: limit(1, 'working-days'),
    reply: limit(2, 'working-days'),
    part: limit(3, 'working-days'),
  },
  samples: { onSpot: 0.05, others: 0.1 },
  dispatch,
  exits: [
    reason('emergency', '紧急警情，转110/119/120/122', 'Emergency: 110/119/120/122'),
    reason('statutory-route', '应走法定途径', 'Statutory path', true),
    reason('same-matter', '同一事项正在办理或已办结且无新情况', 'Same matter, nothing new'),
    reason('secret', '涉及国家秘密、商业秘密、个人隐私', 'Secrets'),
    reason('outside-duty', '不属于政府职责，引导市场或社会渠道', 'Outside public duty'),
    reason('unlawful', '违反法律法规或公序良俗', 'Illegal or improper'),
  ],
  returnReasons: [
    reason('wrong-place', '属地不符', 'Not our territory', true),
    reason('wrong-duty', '职责不符', 'Not our duty', true),
    reason('not-owner', '权属不清', 'Ownership unclear', true),
  ],
  suspendReasons: [
    reason('weather', '天气原因', 'Weather'),
    reason('owner-absent', '当事人不在', 'Owner absent'),
  ],
  declineReasons: [reason('no-content', '内容不具体，无法办理', 'Too little to act on')],
  ladder: [
    { share: 0.75, do: 'nudge', zh: '催办' },
    { share: 1, do: 'supervise', zh: '督办' },
    { share: 1.5, do: 'list', zh: '挂牌督办' },
  ],
  wordings: [
    { code: 'received', zh: '您反映的事项已收到，编号{number}。', en: 'Received, number {number}.' },
    { code: 'closed', zh: '事项{number}已办结：{result}', en: 'Matter {number} is closed: {result}' },
  ],
  placeNames: [
    { name: '柳园小区', territory: '50019800100101', point: [106.004, 29.808] },
    { name: '锦绣小区', territory: '50019800100102' },
    { name: '河东菜市场', territory: '50019800100201' },
    { name: '人民路', territory: '500198001' },
  ],
  waterways: [
    {
      zh: '小溪河',
      en: 'Xiaoxi River',
      line: [
        [106, 29.82],
        [106.02, 29.821],
        [106.06, 29.815],
      ],
    },
  ],
  // Two of its three grids have no party branch, so that the small pack stays small.
  branchPerGrid: false,
  calendars: [
    {
      id: 'office',
      version: 'small-1',
      windows: [
        [540, 720],
        [840, 1080],
      ],
      weekend: [0, 6],
      restDays: [
        '2026-01-01',
        '2026-01-02',
        '2026-10-01',
        '2026-10-02',
        '2026-10-05',
        '2026-10-06',
        '2026-10-07',
      ],
      workDays: ['2026-01-04', '2026-10-10'],
      firstYear: 2019,
      lastYear: 2026,
    },
    {
      id: 'round-the-clock',
      version: 'small-1',
      windows: [[0, 1440]],
      weekend: [],
      restDays: [],
      workDays: [],
      firstYear: 2019,
      lastYear: 2026,
      ignoresNotices: true,
    },
  ],
  reopenDays: 30,
  demoAccounts: [
    { person: 'person-operator', login: 'operator', zh: '区坐席' },
    { person: 'person-east-dispatcher', login: 'east', zh: '东街道分拨员' },
    { person: 'person-city-handler', login: 'city', zh: '城管承办人' },
  ],
}
