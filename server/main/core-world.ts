// The parts every process needs, whatever it is for: the database, the packs in force, the vault, the desk and the one
// door for reports. The long-running program adds its doors on top; commands use these as they are.
import { join } from 'node:path'
import type { District } from '#core/district/district.ts'
import { type Instant, instant } from '#core/kit/instant.ts'
import type { Path } from '#core/path/path.ts'
import { type Desk, makeDesk } from '#desk/desk.ts'
import { numberIn } from '#desk/numbers.ts'
import { makeReceive } from '#desk/receive.ts'
import type { Store } from '#desk/store-port.ts'
import { raiseCommitNumbers } from '#server/store/changes.ts'
import { type Keeper, makeKeeper } from '#server/store/keeper.ts'
import { type Database, openDatabase } from '#server/store/pool.ts'
import { makeStore } from '#server/store/store.ts'
import { makeVault, type Vault } from '#server/store/vault.ts'
import type { KeyHolder } from '#server/store/vault-key.ts'
import { openVaultKeys } from '#server/store/vault-open.ts'
import { type DistrictClock, openDistrictClock } from './district-clock.ts'
import type { Settings } from './settings.ts'
import { openShelf, type Shelf, stock, wholePack } from './shelf.ts'

export type CoreWorld = {
  db: Database
  keeper: Keeper
  store: Store
  desk: Desk
  vault: Vault
  vaultKeys: KeyHolder
  shelf: Shelf
  clock: DistrictClock
  now: () => Instant
  district: () => District
  path: () => Path
  receive: ReturnType<typeof makeReceive>
}

export const wallClock = (): Instant => instant(Date.now())

/** `at`: another time than the district's own, for whoever lives elsewhere in it. */
export const openCoreWorld = async (
  url: string,
  settings: Settings,
  at?: () => Instant,
): Promise<CoreWorld> => {
  const { pack } = wholePack(settings.packDir)
  const db = await openDatabase(url, pack.code)
  try {
    await raiseCommitNumbers(db)
    const clock = await openDistrictClock(db)
    const now = at ?? clock.now
    await stock(db, settings.packDir, now())
    const shelf = await openShelf(db, now)
    const district = () => shelf.at(now())
    const path = () => shelf.pathAt(now())
    const numberOf = (series: string, n: number) => numberIn(district(), series, n)
    const keeper = makeKeeper(db, now, numberOf)
    const store = makeStore(db, keeper)
    const vaultKeys = await openVaultKeys(
      db,
      join(settings.dataDir, 'vault.key'),
      process.env.JIEWANG_VAULT_KEY,
    )
    const vault = makeVault(db, vaultKeys, now)
    const desk = makeDesk(store, district, now)
    const receive = makeReceive(desk, vault, path, now)
    return { db, keeper, store, desk, vault, vaultKeys, shelf, clock, now, district, path, receive }
  } catch (error) {
    await db.close()
    throw error
  }
}
