// The shelf of pack versions: which District is in force at an instant. A changed limit or route is a new version that
// takes effect from a moment on; nothing already decided is touched.
import type { District, Pack } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { makePath, type Path } from '#core/path/path.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { olderCalendars, packsInForce, putInForce, versionsInForce } from '#server/store/packs.ts'
import type { Database } from '#server/store/pool.ts'

export type Shelf = {
  at(now: Instant): District
  pathAt(now: Instant): Path
  /** Looks for versions put in force by other processes. */
  refresh(): Promise<void>
}

/** The folder's pack; throws StartError with its first mistake. */
export const wholePack = (folder: string): { pack: Pack; version: string } => {
  const read = readPack(folder)
  if (read.ok) return read
  const [first] = read.problems
  throw new StartError(
    'pack-wrong',
    `区情包 ${folder} 有 ${read.problems.length} 处错误，第一处 ${first!.file}:${first!.line ?? 1} ${first!.problemZh}。请运行 npx jiewang pack check ${folder}。`,
    `The pack has ${read.problems.length} mistakes: run npx jiewang pack check ${folder}.`,
  )
}

/**
 * Reads the folder's pack and puts it in force now if it is new here. One that was in force before stays where it is:
 * another may have been put in its place on purpose.
 */
export const stock = async (db: Database, folder: string, now: Instant): Promise<void> => {
  const read = wholePack(folder)
  const versions = await versionsInForce(db)
  if (versions.some(v => v.version === read.version)) return
  // The first version is in force since ever: late reports of earlier days are decided under it.
  await putInForce(db, read.version, read.pack, versions.length === 0 ? 0 : now)
}

export const openShelf = async (db: Database): Promise<Shelf> => {
  let entries: { fromAt: number; district: District; path: Path }[] = []
  let known = ''
  const refresh = async () => {
    const now = JSON.stringify(await versionsInForce(db))
    if (now === known) return
    const packs = await packsInForce(db)
    const calendars = olderCalendars(packs)
    entries = packs.map(p => {
      const district = makeDistrict(p.pack, p.version, calendars)
      return { fromAt: p.inForceAt, district, path: makePath(district) }
    })
    known = now
  }
  await refresh()
  const entry = (now: Instant) => entries.findLast(e => e.fromAt <= now) ?? entries[0]!
  return { at: now => entry(now).district, pathAt: now => entry(now).path, refresh }
}
