// Fences that are on, with the definition in force, read from their facts; and the alarms a watch that begins anew must know.
import type { Json } from '#core/life/fact.ts'
import type { Scope } from '#core/life/who.ts'
import type { Shape } from '#core/watch/fence.ts'
import type { Database } from './pool.ts'

export type FenceOn = {
  number: string
  geometryVersion: number
  definition: Json
  lead: string
  place: string
  point: readonly [number, number]
}

/** All that are on. One look into two small indexes, then a fact each. */
export const fencesOn = async (db: Database): Promise<FenceOn[]> => {
  const rows = await db.system<{
    subject: string
    lead: string
    place: string
    data: { definition: Json; geometryVersion: number; point: [number, number] }
  }>(
    `select n.subject, n.lead, n.place, f.data from life_now n
     join lateral (select data from fact f where f.district = n.district and f.subject = n.subject and f.life = 'fence'
                   and f.type in ('drafted', 'redrawn') order by f.seq desc limit 1) f on true
     where n.district = $1 and n.life = 'fence' and n.state = 'on' order by n.subject`,
    [db.district],
  )
  return rows.map(({ subject, lead, place, data }) => ({
    number: subject,
    geometryVersion: data.geometryVersion,
    definition: data.definition,
    lead,
    place,
    point: data.point,
  }))
}

/** Whether any fence was changed or switched: the commit of the last fact of any of them. */
export const lastFenceFact = async (db: Database): Promise<number> => {
  const [row] = await db.system<{ last: number }>(
    `select coalesce(sum(seq), 0)::bigint as last from life_now where district = $1 and life = 'fence'`,
    [db.district],
  )
  return row!.last
}

/** Alarms born since a moment, the youngest last. */
export const alarmsSince = async (db: Database, since: number): Promise<string[]> =>
  (
    await db.system<{ subject: string }>(
      `select subject from life_now where district = $1 and life = 'alarm' and born_at >= $2 order by born_at`,
      [db.district, since],
    )
  ).map(r => r.subject)

/** Matters within the box that are open and young, newest first, as this reader sees them; for putting an alarm to one. */
export const openMattersNear = (
  query: Database['system'],
  district: string,
  box: { west: number; south: number; east: number; north: number },
  since: number,
): Promise<
  { subject: string; headline: string; born_at: number; lng: number; lat: number; state: string }[]
> =>
  query(
    `select n.subject, n.headline, n.state, n.born_at, x.point_lng as lng, x.point_lat as lat
     from subject_index x join life_now n on n.district = x.district and n.subject = x.subject
     where x.district = $1 and x.born_at >= $6 and x.life = 'matter' and n.phase = 'open'
       and x.point_lng between $2 and $4 and x.point_lat between $3 and $5
     order by x.born_at desc limit 20`,
    [district, box.west, box.south, box.east, box.north, since],
  )

/** Fences that are not ended, as this reader sees them, with their shapes. */
export const openFences = async (
  db: Database,
  scope: Scope,
): Promise<
  { number: string; name: string; state: string; severity: string; kind: string; shape: Shape }[]
> => {
  const rows = await db.as({ who: 'officer', scope })<{
    subject: string
    state: string
    headline: string
    definition: { shape: Shape; severity: string; rule: { kind: string } }
  }>(
    `select n.subject, n.state, n.headline, f.data->'definition' as definition from life_now n
     join lateral (select data from fact f where f.district = n.district and f.subject = n.subject and f.life = 'fence'
                   and f.type in ('drafted', 'redrawn') order by f.seq desc limit 1) f on true
     where n.district = $1 and n.life = 'fence' and n.state in ('draft', 'on') order by n.born_at desc limit 5000`,
    [db.district],
  )
  return rows.map(r => ({
    number: r.subject,
    name: r.headline,
    state: r.state,
    severity: r.definition.severity,
    kind: r.definition.rule.kind,
    shape: r.definition.shape,
  }))
}

/** How many alarms of a fence wait for a person. */
export const openAlarmsOf = async (db: Database, scope: Scope, fence: string): Promise<number> => {
  const [row] = await db.as({ who: 'officer', scope })<{ n: number }>(
    `select count(*)::int as n from life_now n
     join fact f on f.district = n.district and f.subject = n.subject and f.seq = 1
     where n.district = $1 and n.life = 'alarm' and n.phase = 'open' and f.data->>'fence' = $2`,
    [db.district, fence],
  )
  return row!.n
}
