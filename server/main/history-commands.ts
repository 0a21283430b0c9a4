// `jiewang verify` and `jiewang rebuild`: is the history what was kept, and are the views what the history says?
import { rebuildCommand } from '#server/store/rebuild.ts'
import { verifyCommand } from '#server/store/verify.ts'
import { type CoreWorld, openCoreWorld } from './core-world.ts'
import { openGround } from './ground.ts'
import type { Settings } from './settings.ts'

type Out = (line: string) => void

const inWorld = async (settings: Settings, work: (world: CoreWorld) => Promise<number>): Promise<number> => {
  const ground = await openGround(settings, false)
  try {
    const world = await openCoreWorld(ground.url, settings)
    try {
      return await work(world)
    } finally {
      await world.db.close()
    }
  } finally {
    await ground.stop()
  }
}

export const historyVerify = (settings: Settings, out: Out): Promise<number> =>
  inWorld(settings, world => verifyCommand(world.db, out))

export const historyRebuild = (args: readonly string[], settings: Settings, out: Out): Promise<number> =>
  inWorld(settings, world =>
    rebuildCommand(world.db, world.district(), { check: args.includes('--check') }, out),
  )
