// `jiewang verify` and `jiewang rebuild`: is the history what was kept, and are the views what the history says?
import { rebuildCommand } from '#server/store/rebuild.ts'
import { verifyCommand } from '#server/store/verify.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'

type Out = (line: string) => void

export const historyVerify = (settings: Settings, out: Out): Promise<number> =>
  inWorld(settings, world => verifyCommand(world.db, out))

export const historyRebuild = (args: readonly string[], settings: Settings, out: Out): Promise<number> =>
  inWorld(settings, world =>
    rebuildCommand(world.db, world.district(), { check: args.includes('--check') }, out),
  )
