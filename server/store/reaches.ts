// Who may see which subject, read for many at once: what the live stream needs to tell a reader that something has left
// their sight. For the machinery only; rows for people are read under their own scope.
import type { Reach } from '#core/life/who.ts'
import type { Database } from './pool.ts'

/** The part of a reach that decides sight. */
export type Sight = Pick<Reach, 'lead' | 'place' | 'involved' | 'accused' | 'sealed'>
export type SightOf = Sight & { subject: string; life: string }

export const sightsOf = (db: Database, subjects: readonly string[]): Promise<SightOf[]> =>
  db.system<SightOf>(
    `select subject, life, lead, place, involved, accused, sealed from life_now
     where district = $1 and subject = any($2)`,
    [db.district, subjects],
  )
