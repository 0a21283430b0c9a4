// Learned models ever in force, from when, and who put them there: kept like versions of the pack.
import type { Database } from './pool.ts'

export type ModelInForce = {
  /** SHA-256 of the file; null where the keywords were put back. */
  hash: string | null
  inForceAt: number
  putBy: string
  putAt: number
  made: Record<string, unknown> | null
  compared: Record<string, unknown> | null
}

const columns = `hash, in_force_at as "inForceAt", put_by as "putBy", put_at as "putAt", made, compared`

/** Puts a model in force from an instant on, until the next one; `file` undefined puts the keywords back. */
export const putModelInForce = async (
  db: Database,
  row: Omit<ModelInForce, 'hash'>,
  file: { hash: string; bytes: Uint8Array } | undefined,
): Promise<void> => {
  await db.system(
    `insert into sort_model (district, in_force_at, hash, model, made, compared, put_by, put_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (district, in_force_at) do update set hash = excluded.hash, model = excluded.model,
       made = excluded.made, compared = excluded.compared, put_by = excluded.put_by, put_at = excluded.put_at`,
    [
      db.district,
      row.inForceAt,
      file?.hash ?? null,
      file?.bytes ?? null,
      JSON.stringify(row.made),
      JSON.stringify(row.compared),
      row.putBy,
      row.putAt,
    ],
  )
  await db.system(`select pg_notify('jiewang', $1)`, [db.district])
}

/** All, oldest in force first, without the models themselves. */
export const modelsInForce = (db: Database): Promise<ModelInForce[]> =>
  db.system<ModelInForce>(`select ${columns} from sort_model where district = $1 order by in_force_at`, [
    db.district,
  ])

/** The file of a model by its hash. */
export const modelBytes = async (db: Database, hash: string): Promise<Uint8Array | undefined> => {
  const [row] = await db.system<{ model: Uint8Array }>(
    'select model from sort_model where district = $1 and hash = $2 limit 1',
    [db.district, hash],
  )
  return row?.model
}
