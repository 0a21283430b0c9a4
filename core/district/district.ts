// The standing world of one district: its territory, two trees over it (party and command), departments, posts,
// people, the catalogue of matters and every local rule. It is read from a district pack; no place name, department
// or limit stands in code. A District is immutable: a changed pack is another District with another version.

import type { Instant } from '../kit/instant.ts'
import type { Limit } from '../kit/time-limit.ts'
import type { CalendarSpec, WorkingCalendar } from '../kit/working-calendar.ts'

/** [lng, lat] in degrees, WGS-84/CGCS2000. */
export type Point = readonly [number, number]
/** Rings of one polygon: the outer ring first, then holes; each ring closed (first point repeated at the end). */
export type Polygon = readonly (readonly Point[])[]

export type Level = 'district' | 'town' | 'community' | 'grid' | 'building'

/**
 * A piece of territory. Codes are nested: a child's code starts with its parent's code
 * (district 500199, town 500199001, community 500199001002, grid 50019900100201, building group 5001990010020101),
 * so "inside" is a prefix test, here and in SQL.
 */
export type Territory = {
  code: string
  level: Level
  zh: string
  en: string
  parent?: string
  /** street 街道 / town 镇 for towns; community 社区 / village 村 for communities. */
  kind?: 'street' | 'town' | 'community' | 'village'
  centre?: Point
  polygons?: readonly Polygon[]
}

/** An organisation that can hold a matter, or stands in one of the two trees. */
export type Unit = {
  id: string
  kind: 'centre' | 'department' | 'liaison' | 'party'
  zh: string
  en: string
  /** Name shown to residents where it differs, e.g. 区城管局. */
  publicZh?: string
  /** Territory it answers for; a department answers for the whole district. */
  territory: string
  level: Level
  /** Party tree: the unit above. Command tree: the centre above. Departments: none. */
  parent?: string
  /** Key into the calendars of the pack; the unit's own working time. */
  calendar: string
  /** liaison units (政法 seats) take referrals and give receipts, never assignments (G-09). */
  referralOnly?: boolean
}

export type Role =
  | 'district_leader'
  | 'watch_director'
  | 'operator'
  | 'dispatcher'
  | 'supervisor'
  | 'verifier'
  | 'dept_liaison'
  | 'dept_handler'
  | 'dept_approver'
  | 'town_commander'
  | 'town_dispatcher'
  | 'community_worker'
  | 'grid_leader'
  | 'peace_officer'
  | 'petition_clerk'
  | 'petition_keyholder'
  | 'sys_admin'
  | 'security_admin'
  | 'audit_admin'

export type Post = {
  id: string
  zh: string
  role: Role
  /** The unit the post belongs to. */
  unit: string
  /** Territory the post answers for: prefix scope. */
  territory: string
  /** How many people hold it at once, not counting those who stand in; 1 when absent. */
  seats?: number
}

export type Person = {
  id: string
  zh: string
  /** Seven kinds of officer (S-43), for peace officers. */
  officerType?: string
}

/** Who holds which post when; a delegation is a holding with `insteadOf`. Days in China time, `toOn` inclusive. */
export type Holding = { post: string; person: string; fromOn: string; toOn?: string; insteadOf?: string }

export type Urgency = 'flash' | 'urgent' | 'normal' | 'complex' // 特急 紧急 一般 复杂

export type MatterType = {
  code: string // CM02
  module: string // CM
  zh: string
  en: string
  /** Words that point here; plain strings, longer ones weigh more. */
  keywords: readonly string[]
  urgency: Urgency
  /** Whether a community may lead it or only assist (C-18). */
  communityRole: 'lead' | 'assist'
  /** On-the-spot closing allowed. */
  onSpot: boolean
  limits?: Partial<Limits>
  /** Law or rule the duty rests on, in Chinese. */
  basis: string
  /** Statutory limits cannot be shortened or extended by hand. */
  locked?: boolean
}

export type Module = { code: string; zh: string; en: string; owner: string }

/** The limits of one matter. `whole` is the promise to the reporter. */
export type Limits = { sign: Limit; contact: Limit; whole: Limit; handle: Limit }

/** Step limits that do not depend on the type. */
export type StepLimits = {
  triage: Limit
  arbitrate: Limit
  verify: Limit
  answer: Limit
  reply: Limit
  part: Limit
}

/**
 * One row of the dispatch catalogue, a decision table read top-down: the first row that matches wins.
 * `*` matches anything. place: territory code prefix or `kind:village`; type: CM02, CM or *;
 * level: the level of the centre that dispatches; time: working | off | *.
 * lead/co/copies: unit ids, or `centre:town`, `centre:community`, `centre:district` = the centre over the place.
 */
export type DispatchRow = {
  id: string
  place: string
  type: string
  level: Level | '*'
  time: 'working' | 'off' | '*'
  urgency: Urgency | '*'
  lead: string
  co: readonly string[]
  copies: readonly string[]
  limits?: Partial<Limits>
  basis: string
}

export type Reason = {
  code: string
  zh: string
  en: string
  /** What the reason rests on, shown beside it. */
  basis?: string
  /** The law must be named each time the reason is used. */
  basisRequired?: boolean
  wordingZh?: string
  wordingEn?: string
}

/** Shares of a clock at which something happens: light turns are built in (0.75, 1); the ladder comes from data. */
export type LadderStep = { share: number; do: 'nudge' | 'supervise' | 'list'; zh: string }

/** A name of a place people use → territory code (and a point when known). */
export type PlaceName = { name: string; territory: string; point?: Point; kind?: string }

/** A river or a shore, drawn for orientation; no rule reads it. */
export type Waterway = { zh: string; en: string; line: readonly Point[] }

/**
 * A way in. Codes are open data: officer-app, resident-web, hotline-12345, visit, police-110, video, sensor,
 * upper-level, petition, volunteer, open311, replay …
 */
export type Channel = {
  code: string
  zh: string
  en: string
  /** Which level's centre receives and triages; a place known only roughly goes to the lowest centre above it. */
  receivedAt: 'district' | 'town' | 'community'
}

/** What people who are outside read: `{number}`-style holes, filled by the notice. */
export type Wording = { code: string; zh: string; en: string }

/** The content of a district pack, parsed and checked. All plain data, JSON-safe. */
export type Pack = {
  code: string // 500199
  zh: string
  en: string
  synthetic: boolean
  numberPrefix: string // LX
  territories: readonly Territory[]
  units: readonly Unit[]
  posts: readonly Post[]
  people: readonly Person[]
  holdings: readonly Holding[]
  channels: readonly Channel[]
  modules: readonly Module[]
  types: readonly MatterType[]
  limitsByUrgency: Readonly<Record<Urgency, Limits>>
  steps: StepLimits
  /** Share of closed matters checked by sample: on the spot and the rest, 0…1. */
  samples: { onSpot: number; others: number }
  dispatch: readonly DispatchRow[]
  exits: readonly Reason[]
  returnReasons: readonly Reason[]
  suspendReasons: readonly Reason[]
  declineReasons: readonly Reason[]
  ladder: readonly LadderStep[]
  wordings: readonly Wording[]
  placeNames: readonly PlaceName[]
  waterways: readonly Waterway[]
  /** Every grid has exactly one party branch (S-17); off where grids are not drawn yet. */
  branchPerGrid: boolean
  calendars: readonly CalendarSpec[]
  /** Days a resident may reopen or rate after closing. */
  reopenDays: number
  /** Demo accounts: person id → sign-in name; passwords never stand in a pack. */
  demoAccounts: readonly { person: string; login: string; zh: string }[]
}

/** The indexed district rules work with. Built by `makeDistrict`. */
export type District = Pack & {
  /** Hash of the pack's content; stamped on every decision that used a rule of it. */
  version: string
  territory: (code: string) => Territory | undefined
  unit: (id: string) => Unit | undefined
  post: (id: string) => Post | undefined
  person: (id: string) => Person | undefined
  type: (code: string) => MatterType | undefined
  channel: (code: string) => Channel | undefined
  /** The command centre over a territory at a level; the nearest one above when that level has none. */
  centreOver: (code: string, level: 'district' | 'town' | 'community') => Unit
  /** Posts a person holds at an instant, own ones first, then delegated. */
  postsOf: (person: string, at: Instant) => readonly Post[]
  /** People who hold a post at an instant. */
  holdersOf: (post: string, at: Instant) => readonly Person[]
  /** Posts of a role in a unit. */
  postsIn: (unit: string, role?: Role) => readonly Post[]
  /** Working calendar by key `id` (current version) or `id@version` (any version ever used). */
  calendar: (key: string) => WorkingCalendar
  /** Current `id@version` key of a calendar id. */
  calendarKey: (id: string) => string
}
