// Lists, counts and searches as a person sees them: the scope stands in the query so that an index serves it, and a
// second time in the database, so that a forgotten condition leaks nothing.
import { tokensOf } from '#core/kit/text.ts'
import type { Scope } from '#core/life/who.ts'
import type { Database } from './pool.ts'
import { prefixEnd } from './store.ts'

export type ListedRow = {
  subject: string
  life: string
  seq: number
  state: string
  phase: string
  headline: string
  place: string
  type: string | null
  module: string | null
  urgency: string | null
  channel: string | null
  lead: string
  born_at: number
  clock_name: string | null
  clock_start_at: number | null
  yellow_at: number | null
  due_at: number | null
  paused: boolean
  supervision: number
  hops: number
  merged: number
}

export const tabs = [
  'desk',
  'todo',
  'checking',
  'ruling',
  'asked',
  'late',
  'watching',
  'done',
  'all',
] as const
export type Tab = (typeof tabs)[number]

export type Wish = {
  life: string
  tab: Tab
  /** Words or a number. */
  q?: string
  state?: string
  type?: string
  lead?: string
  place?: string
  light?: 'green' | 'yellow' | 'red' | 'grey'
  cursor?: string
  limit: number
}

const columns = `n.subject, n.life, n.seq, n.state, n.phase, n.headline, n.place, n.type, n.module, n.urgency, n.channel,
  n.lead, n.born_at, n.clock_name, n.clock_start_at, n.yellow_at, n.due_at, n.paused, n.supervision, n.hops, n.merged`

/** Collects conditions and their values; `$n` numbers follow the order of adding. */
class Conditions {
  readonly values: unknown[]
  readonly parts: string[] = []
  constructor(district: string) {
    this.values = [district]
    this.parts.push('n.district = $1')
  }
  add(make: (v: (x: unknown) => string) => string): void {
    this.parts.push(
      make(x => {
        this.values.push(x)
        return `$${this.values.length}`
      }),
    )
  }
  get text(): string {
    return this.parts.join(' and ')
  }
}

/** Which open subjects a tab holds for this scope, in SQL. */
const tabCondition = (c: Conditions, tab: Tab, scope: Scope, now: number): void => {
  const mine = (v: (x: unknown) => string) => `n.lead = ${v(scope.unit)}`
  const here = (v: (x: unknown) => string) =>
    scope.territory === undefined
      ? `n.lead = ${v(scope.unit)}`
      : `n.place >= ${v(scope.territory)} and n.place < ${v(prefixEnd(scope.territory))}`
  switch (tab) {
    case 'desk':
      c.add(
        v =>
          `n.phase = 'open' and n.state in ('reported', 'accepted', 'registered', 'sealed_in') and ${mine(v)}`,
      )
      return
    case 'todo':
      c.add(
        v =>
          `n.phase = 'open' and n.state not in ('reported', 'accepted', 'draft', 'feedback', 'verified', 'return_requested')
           and (${mine(v)} or n.co @> array[${v(scope.unit)}]::text[])`,
      )
      return
    case 'checking':
      c.add(
        v =>
          `(n.state in ('feedback', 'verified') or n.sampled) and ${here(v)} and n.lead <> ${v(scope.unit)}`,
      )
      return
    case 'ruling':
      c.add(v => `n.phase = 'open' and n.state = 'return_requested' and n.arbiter = ${v(scope.unit)}`)
      return
    case 'asked':
      c.add(v => `n.phase = 'open' and n.asked and ${here(v)}`)
      return
    case 'late':
      c.add(v => `n.phase = 'open' and n.due_at <= ${v(now)} and ${here(v)}`)
      return
    case 'watching':
      c.add(v => `n.phase = 'open' and ${here(v)}`)
      return
    case 'done':
      c.add(v => `n.phase <> 'open' and ${everything(scope, v)}`)
      return
    case 'all':
      c.add(v => everything(scope, v))
  }
}

/**
 * All that a scope reaches, by place or by having taken part; the second wall takes away what is walled or sealed. Said
 * of the row itself: looking the unit's matters up elsewhere first would read a million of them for a page of fifty.
 */
const everything = (scope: Scope, v: (x: unknown) => string): string => {
  const byPlace =
    scope.territory === undefined
      ? undefined
      : `(n.place >= ${v(scope.territory)} and n.place < ${v(prefixEnd(scope.territory))})`
  const byPart = scope.byUnit ? `n.involved @> array[${v(scope.unit)}]::text[]` : undefined
  return `(${[byPlace, byPart].filter(Boolean).join(' or ') || 'false'})`
}

const filters = (c: Conditions, wish: Wish, now: number): void => {
  c.add(v => `n.life = ${v(wish.life)}`)
  const { state, type, lead, place, light, q } = wish
  if (state) c.add(v => `n.state = ${v(state)}`)
  if (type) c.add(v => `starts_with(n.type, ${v(type)})`)
  if (lead) c.add(v => `n.lead = ${v(lead)}`)
  if (place) c.add(v => `n.place >= ${v(place)} and n.place < ${v(prefixEnd(place))}`)
  if (light === 'grey') c.add(() => 'n.paused')
  if (light === 'red') c.add(v => `n.due_at <= ${v(now)}`)
  if (light === 'yellow') c.add(v => `n.yellow_at <= ${v(now)} and n.due_at > ${v(now)}`)
  if (light === 'green') c.add(v => `n.yellow_at > ${v(now)}`)
  if (q) searched(c, q)
}

const searched = (c: Conditions, q: string): void => {
  const asNumber = q.trim().toUpperCase()
  // Each word by itself: who writes 星河名城 电梯 looks for both, not for 城电.
  const tokens = [...new Set(q.split(/\s+/).flatMap(tokensOf))].slice(0, 20)
  const ofDay = /^[A-Z]{1,8}\d{8}-?\d*$/.test(asNumber) ? asNumber : undefined
  c.add(v => {
    if (tokens.length === 0) return `n.subject = ${v(asNumber)}`
    const query = tokens
      .map(t => `'${t.replace(/['\\]/g, '')}'${[...t].length === 1 ? ':*' : ''}`)
      .join(' & ')
    // A number begun, down to its day, is every number of that day.
    const begun = ofDay === undefined ? '' : ` or x.subject ^@ ${v(ofDay)}`
    // As one list of numbers, so that the rows are fetched by their key whatever else is asked.
    return `n.subject = any (array(
      select x.subject from subject_index x where x.district = $1 and (x.words @@ ${v(query)}::tsquery${begun})) || ${v(asNumber)}::text)`
  })
}

/** Open tabs run by what is due first, the rest by what came last. Cursors carry the order's value and the number. */
const orderOf = (tab: Tab): { by: string; desc: boolean } =>
  tab === 'all' || tab === 'done'
    ? { by: 'n.born_at', desc: true }
    : { by: 'coalesce(n.due_at, 9007199254740991)', desc: false }

const readCursor = (cursor: string | undefined): [number, string] | undefined => {
  const m = cursor === undefined ? null : /^(\d{1,16})\.([\w-]{1,40})$/.exec(cursor)
  return m ? [Number(m[1]), m[2]!] : undefined
}

export const listSubjects = async (
  db: Database,
  scope: Scope,
  wish: Wish,
  now: number,
): Promise<{ rows: ListedRow[]; next?: string }> => {
  const c = new Conditions(db.district)
  tabCondition(c, wish.tab, scope, now)
  filters(c, wish, now)
  const order = orderOf(wish.tab)
  const from = readCursor(wish.cursor)
  if (from) c.add(v => `(${order.by}, n.subject) ${order.desc ? '<' : '>'} (${v(from[0])}, ${v(from[1])})`)
  const direction = order.desc ? 'desc' : 'asc'
  const { q, state, type, lead, light } = wish
  // Anything rare would be walked to the end for.
  const inOrder = order.desc && !(q || state || type || lead || light)
  const rows = await db.as({ who: 'officer', scope, inOrder })<ListedRow & { sort: number }>(
    `select ${columns}, ${order.by} as sort from life_now n where ${c.text}
     order by ${order.by} ${direction}, n.subject ${direction} limit ${Number(wish.limit) + 1}`,
    c.values,
  )
  if (rows.length <= wish.limit) return { rows }
  const last = rows[wish.limit - 1]!
  return { rows: rows.slice(0, wish.limit), next: `${last.sort}.${last.subject}` }
}

/** How many stand in each tab; counted to the end, never to a page. */
export const countTabs = async (
  db: Database,
  scope: Scope,
  life: string,
  wanted: readonly Tab[],
  now: number,
): Promise<Record<string, number>> => {
  const counts = await Promise.all(
    wanted.map(async tab => {
      const c = new Conditions(db.district)
      tabCondition(c, tab, scope, now)
      c.add(v => `n.life = ${v(life)}`)
      const rows = await db.as({ who: 'officer', scope })<{ n: number }>(
        `select count(*)::int as n from life_now n where ${c.text}`,
        c.values,
      )
      return [tab, rows[0]!.n] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** Of the named subjects, the rows this person sees. */
export const seeRows = (db: Database, scope: Scope, subjects: readonly string[]): Promise<ListedRow[]> =>
  db.as({ who: 'officer', scope })<ListedRow>(
    `select ${columns} from life_now n where n.district = $1 and n.subject = any($2)`,
    [db.district, subjects],
  )
