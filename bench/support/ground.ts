// One database with the program running on it and a player in front of it, ready to be measured.
import pg from 'pg'
import { partsOf } from './parts.ts'
import { type Player, startPlayer, startServer } from './processes.ts'
import type { Seeds } from './seeds.ts'

export type Ground = {
  count: number
  url: string
  player: Player
  /** How many of these numbers the database does not hold. */
  missing(subjects: readonly string[]): Promise<number>
  stop(): Promise<void>
}

/** Enough that no session comes near its own rate limit of 30 requests a second. */
const scenes = 128
const settlePatienceMs = 120_000

export const openGround = async (seeds: Seeds, count: number): Promise<Ground> => {
  const { url, drop } = await seeds.copy(count)
  const parts = await partsOf(url, seeds.settings, scenes)
  const server = await startServer(url, seeds.settings)
  const player = await startPlayer(server.port, parts)
  await settled(url)
  return {
    count,
    url,
    player,
    missing: async subjects => {
      const { rows } = await asked(
        url,
        `select count(*)::int as n from unnest($1::text[]) s
         where not exists (select from fact f where f.district = $2 and f.subject = s and f.seq = 1)
            or not exists (select from life_now l where l.district = $2 and l.subject = s)`,
        [subjects, parts[0]!.scene.place.code.slice(0, 6)],
      )
      return rows[0].n
    },
    stop: async () => {
      player.stop()
      await server.stop()
      await drop()
    },
  }
}

/** A seed is some days old: lights that turned and messages that fell due meanwhile come first. */
const settled = async (url: string): Promise<void> => {
  for (const startMs = performance.now(); performance.now() - startMs < settlePatienceMs; ) {
    const { rows } = await asked(
      url,
      `select (select count(*) from life_now where next_turn_at <= $1) +
              (select count(*) from outbox where sent_at is null and next_try_at <= $1) as n`,
      [Date.now()],
    )
    if (Number(rows[0].n) < 10) return
    await new Promise(r => setTimeout(r, 300))
  }
  throw new Error('the program did not come to rest on the seeded matters')
}

const asked = async (url: string, text: string, values: unknown[]): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end()
  }
}
