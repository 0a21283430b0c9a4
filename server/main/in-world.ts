// A command's way to the data: beside a running program or alone, and given back whatever went wrong in between, or the
// command would never end.
import { type Database, openDatabase } from '#server/store/pool.ts'
import { type CoreWorld, openCoreWorld } from './core-world.ts'
import { openGround } from './ground.ts'
import type { Settings } from './settings.ts'

const onGround = async <T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> => {
  const ground = await openGround(settings, false)
  try {
    return await work(ground.url)
  } finally {
    await ground.stop()
  }
}

/** The database alone, speaking for one district. */
export const inDatabase = <T>(
  settings: Settings,
  districtCode: string,
  work: (db: Database) => Promise<T>,
): Promise<T> =>
  onGround(settings, async url => {
    const db = await openDatabase(url, districtCode, 4)
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  })

/** Everything the program stands on, for the district of the pack folder. */
export const inWorld = <T>(settings: Settings, work: (world: CoreWorld) => Promise<T>): Promise<T> =>
  onGround(settings, async url => {
    const world = await openCoreWorld(url, settings)
    try {
      return await work(world)
    } finally {
      await world.db.close()
    }
  })
