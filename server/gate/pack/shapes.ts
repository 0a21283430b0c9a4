// The shape of every file of a district pack. One description serves three readers: the validator, the message that says
// what would be right, and the table of fields in docs/district-pack.md.
import Type, { type TSchema } from 'typebox'
import { limitPattern } from './limit-text.ts'

const text = (description: string, minLength = 1) => Type.String({ minLength, description })
const maybe = (description: string) => Type.Optional(Type.String({ description }))
const pattern = (source: string, description: string) => Type.String({ pattern: source, description })
const oneOf = (values: readonly string[], description: string) =>
  pattern(`^(${values.map(v => v.replace('*', '\\*')).join('|')})$`, `${description}: ${values.join(' | ')}`)
const limit = pattern(
  limitPattern,
  '数字加单位 number and unit: 30 分钟, 4 小时, 2 工作时, 5 工作日, 15 自然日',
)
const maybeLimit = Type.Optional(limit)
const closed = <T extends Record<string, TSchema>>(fields: T) =>
  Type.Object(fields, { additionalProperties: false })
const list = (description: string) => Type.Array(Type.String({ minLength: 1 }), { description })

const levels = ['district', 'town', 'community', 'grid', 'building']
const urgencies = ['flash', 'urgent', 'normal', 'complex']
export const roles = [
  'district_leader',
  'watch_director',
  'operator',
  'dispatcher',
  'supervisor',
  'verifier',
  'dept_liaison',
  'dept_handler',
  'dept_approver',
  'town_commander',
  'town_dispatcher',
  'community_worker',
  'grid_leader',
  'peace_officer',
  'petition_clerk',
  'petition_keyholder',
  'sys_admin',
  'security_admin',
  'audit_admin',
]
const day = pattern('^\\d{4}-\\d\\d-\\d\\d$', '日期 day as YYYY-MM-DD')
const codePattern = pattern(
  '^\\d{6,20}$',
  '行政区划或网格代码，下级以上级开头 code of digits, beginning with the code above',
)
const fullLimits = closed({ sign: limit, contact: limit, handle: limit, whole: limit })
const someLimits = closed({ sign: maybeLimit, contact: maybeLimit, handle: maybeLimit, whole: maybeLimit })

/** Columns of the CSV files; lists inside a cell are separated by spaces, `yes` means true, an empty cell means absent. */
export const tableShapes = {
  'territory.csv': closed({
    code: codePattern,
    level: oneOf(levels, '层级 level'),
    kind: Type.Optional(oneOf(['street', 'town', 'community', 'village'], '街道/镇/社区/村 kind')),
    zh: text('中文名称 Chinese name'),
    en: text('英文名称 English name'),
    parent: Type.Optional(codePattern),
    lng: Type.Optional(
      Type.Number({ minimum: 73, maximum: 136, description: '经度 longitude, CGCS2000, 73–136' }),
    ),
    lat: Type.Optional(
      Type.Number({ minimum: 3, maximum: 54, description: '纬度 latitude, CGCS2000, 3–54' }),
    ),
  }),
  'units.csv': closed({
    id: pattern('^[A-Za-z0-9-]+$', '单位编号 unit id of letters, digits and hyphens'),
    kind: oneOf(['centre', 'department', 'liaison'], '指挥中心/部门/政法联络 kind'),
    zh: text('中文名称 Chinese name'),
    en: text('英文名称 English name'),
    public_zh: maybe('对居民显示的名称 name shown to residents'),
    territory: codePattern,
    level: oneOf(levels.slice(0, 3), '层级 level'),
    parent: maybe('上级指挥中心编号 id of the centre above'),
    calendar: text('工作日历编号 calendar id from calendar.yaml'),
    referral_only: Type.Optional(
      Type.Boolean({ description: '仅转介 yes: takes referrals, never assignments' }),
    ),
  }),
  'party.csv': closed({
    id: pattern('^[A-Za-z0-9-]+$', '党组织编号 party unit id'),
    zh: text('中文名称 Chinese name'),
    en: text('英文名称 English name'),
    territory: codePattern,
    level: oneOf(levels, '层级 level'),
    parent: maybe('上级党组织编号 id of the party unit above'),
  }),
  'posts.csv': closed({
    id: pattern('^[A-Za-z0-9._-]+$', '岗位编号 post id'),
    zh: text('岗位名称 Chinese name'),
    role: oneOf(roles, '角色 role'),
    unit: text('单位编号 unit id from units.csv'),
    territory: codePattern,
    seats: Type.Optional(
      Type.Integer({ minimum: 1, description: '同时在岗人数 how many hold it at once, 1 when empty' }),
    ),
  }),
  'people.csv': closed({
    id: pattern('^[A-Za-z0-9-]+$', '人员编号 person id, never a phone or identity number'),
    zh: text('姓名 name'),
    officer_type: maybe('平安员类别 kind of peace officer'),
  }),
  'holdings.csv': closed({
    post: text('岗位编号 post id from posts.csv'),
    person: text('人员编号 person id from people.csv'),
    from_on: day,
    to_on: Type.Optional(day),
    instead_of: maybe('代理谁 person id somebody stands in for'),
  }),
  'dispatch.csv': closed({
    id: pattern('^[A-Za-z0-9-]+$', '行编号 row id'),
    place: pattern(
      '^(\\*|\\d{6,20}|kind:(street|town|community|village))$',
      '* | 区划代码 code | kind:street, kind:town, kind:community, kind:village',
    ),
    type: pattern('^(\\*|[A-Z]{2}(\\d\\d)?)$', '* | 模块 module (CM) | 类型 type (CM02)'),
    level: oneOf(['district', 'town', 'community', '*'], '分拨层级 level of the dispatching centre'),
    time: oneOf(['working', 'off', '*'], '工作时间内外 time'),
    urgency: oneOf([...urgencies, '*'], '紧急程度 urgency'),
    lead: text('主办 lead: unit id | centre:district | centre:town | centre:community'),
    co: Type.Optional(list('协办 co-handlers, like lead, separated by spaces')),
    copies: Type.Optional(list('抄送 copies, like lead, separated by spaces')),
    sign: maybeLimit,
    contact: maybeLimit,
    handle: maybeLimit,
    whole: maybeLimit,
    basis: text('依据 law or duty list'),
  }),
  'places.csv': closed({
    name: text('地名 name people use', 2),
    kind: maybe('类别 kind of place'),
    territory: codePattern,
    lng: Type.Optional(Type.Number({ minimum: 73, maximum: 136, description: '经度 longitude, 73–136' })),
    lat: Type.Optional(Type.Number({ minimum: 3, maximum: 54, description: '纬度 latitude, 3–54' })),
  }),
} as const

const reason = closed({
  code: pattern('^[a-z0-9-]+$', '代码 code in small letters'),
  zh: text('中文 Chinese'),
  en: text('英文 English'),
  basis: maybe('依据 what it rests on'),
  basis_required: Type.Optional(
    Type.Boolean({ description: '必须写明法律依据 true: the law must be named each time' }),
  ),
  wording_zh: maybe('现成话术 ready wording, Chinese'),
  wording_en: maybe('ready wording, English'),
})

const matterType = closed({
  code: pattern('^[A-Z]{2}\\d\\d$', '模块加两位数字 module and two digits: CM02'),
  zh: text('中文名称 Chinese name'),
  en: text('英文名称 English name'),
  urgency: oneOf(urgencies, '默认紧急程度 default urgency'),
  community: oneOf(['lead', 'assist'], '社区可主办或只协办 community role'),
  on_spot: Type.Boolean({ description: '可当场解决 may be closed on the spot: true | false' }),
  locked: Type.Optional(Type.Boolean({ description: '法定时限不可改 true: limits fixed by law' })),
  limits: Type.Optional(someLimits),
  basis: text('依据 law and article, or 职责清单（示例）'),
  keywords: Type.Array(Type.String({ minLength: 2 }), {
    description: '关键词 words of at least two characters',
  }),
})

/** Content of the YAML files. calendar.yaml is read by the calendar itself, which documents it at its top. */
export const documentShapes = {
  'pack.yaml': closed({
    code: pattern('^\\d{6}$', '六位区划代码，加引号 six digits in quotes'),
    zh: text('中文名称 Chinese name'),
    en: text('英文名称 English name'),
    synthetic: Type.Boolean({ description: '合成数据 true: every page says so' }),
    number_prefix: pattern('^[A-Z]{2,4}$', '编号前缀 two to four capital letters'),
    branch_per_grid: Type.Boolean({ description: '每个网格一个党支部 true: one party branch for each grid' }),
    limits: closed({ flash: fullLimits, urgent: fullLimits, normal: fullLimits, complex: fullLimits }),
    steps: closed({
      triage: limit,
      arbitrate: limit,
      verify: limit,
      answer: limit,
      reply: limit,
      part: limit,
    }),
    samples: closed({
      on_spot: Type.Number({ minimum: 0, maximum: 1, description: '抽查比例 share 0–1' }),
      others: Type.Number({ minimum: 0, maximum: 1, description: '抽查比例 share 0–1' }),
    }),
    reopen_days: Type.Integer({ minimum: 1, maximum: 365, description: '可重办天数 days 1–365' }),
    ladder: Type.Array(
      closed({
        share: Type.Number({ exclusiveMinimum: 0, description: '时限份额 share of the clock above 0' }),
        do: oneOf(['nudge', 'supervise', 'list'], '动作 step'),
        zh: text('中文名称 Chinese name'),
      }),
    ),
    channels: Type.Array(
      closed({
        code: pattern('^[a-z0-9-]+$', '渠道代码 code in small letters'),
        zh: text('中文名称 Chinese name'),
        en: text('英文名称 English name'),
        received_at: oneOf(levels.slice(0, 3), '受理层级 level that receives'),
      }),
      { minItems: 1 },
    ),
  }),
  'catalogue.yaml': closed({
    modules: Type.Array(
      closed({
        code: pattern('^[A-Z]{2}$', '两个大写字母 two capital letters'),
        zh: text('中文名称 Chinese name'),
        en: text('英文名称 English name'),
        owner: text('牵头单位编号 unit id'),
        types: Type.Array(matterType, { minItems: 1 }),
      }),
      { minItems: 1 },
    ),
  }),
  'reasons.yaml': closed({
    exits: Type.Array(reason, { minItems: 6, maxItems: 6, description: '六个法定出口 the six exits' }),
    return_reasons: Type.Array(reason, { minItems: 1 }),
    suspend_reasons: Type.Array(reason, { minItems: 1 }),
    decline_reasons: Type.Array(reason, { minItems: 1 }),
  }),
  'wording.yaml': closed({
    wordings: Type.Array(
      closed({
        code: pattern('^[a-z0-9-]+$', '代码 code in small letters'),
        zh: text('中文 Chinese'),
        en: text('英文 English'),
      }),
    ),
  }),
  'demo.yaml': closed({
    accounts: Type.Array(
      closed({
        login: pattern('^[a-z][a-z0-9-]{2,}$', '登录名 sign-in name of small letters, digits, hyphens'),
        person: text('人员编号 person id from people.csv'),
        zh: text('中文说明 what this account shows'),
      }),
    ),
  }),
} as const
