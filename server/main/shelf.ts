// The shelf of pack versions and learned models: which District and which sorter are in force at an instant. A changed
// limit, route or model is a new version that takes effect from a moment on; nothing already decided is touched.
import type { District, Pack } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { type Instant, instant } from '#core/kit/instant.ts'
import { makePath, type Path } from '#core/path/path.ts'
import type { Model } from '#core/sort/learn/model.ts'
import { makeLearnedSorter } from '#core/sort/learned-sorter.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { modelOf, shortHash } from '#server/gate/sort/model-file.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { modelBytes, modelsInForce } from '#server/store/models.ts'
import { olderCalendars, packsInForce, putInForce, versionsInForce } from '#server/store/packs.ts'
import type { Database } from '#server/store/pool.ts'

export type Shelf = {
  at(now: Instant): District
  pathAt(now: Instant): Path
  /** The same path with the model in force at an instant; the path itself when none is. */
  withModelAt(path: Path, now: Instant): Path
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

/** `since`: models that were no longer in force then are not loaded. */
export const openShelf = async (db: Database, since: () => Instant = () => instant(0)): Promise<Shelf> => {
  let entries: { fromAt: number; district: District; path: Path }[] = []
  let models: { fromAt: number; hash: string | null }[] = []
  let sorted = new WeakMap<Path, Map<string, Path>>()
  const loaded = new Map<string, Model>()
  let known = ''
  const refresh = async () => {
    const listed = await modelsInForce(db)
    const now = JSON.stringify([await versionsInForce(db), listed.map(m => [m.inForceAt, m.hash])])
    if (now === known) return
    const packs = await packsInForce(db)
    const calendars = olderCalendars(packs)
    const present = listed.findLastIndex(m => m.inForceAt <= since())
    const used = listed.slice(Math.max(0, present))
    await load(used.flatMap(m => m.hash ?? []))
    models = used.map(m => ({ fromAt: m.inForceAt, hash: m.hash }))
    sorted = new WeakMap()
    entries = packs.map(p => {
      const district = makeDistrict(p.pack, p.version, calendars)
      return { fromAt: p.inForceAt, district, path: makePath(district) }
    })
    known = now
  }
  await refresh()
  const entry = (now: Instant) => entries.findLast(e => e.fromAt <= now) ?? entries[0]!
  return {
    at: now => entry(now).district,
    pathAt: now => withModelAt(entry(now).path, now),
    withModelAt,
    refresh,
  }

  function withModelAt(path: Path, now: Instant): Path {
    const hash = models.findLast(m => m.fromAt <= now)?.hash
    return hash ? withModel(path, hash) : path
  }

  async function load(hashes: readonly string[]): Promise<void> {
    for (const hash of loaded.keys()) if (!hashes.includes(hash)) loaded.delete(hash)
    for (const hash of hashes) {
      if (loaded.has(hash)) continue
      const bytes = await modelBytes(db, hash)
      if (bytes) loaded.set(hash, modelOf(bytes, shortHash(hash)))
    }
  }

  /** Made when it is first asked for: a model takes a moment to unfold. */
  function withModel(path: Path, hash: string): Path {
    const own = sorted.get(path) ?? new Map<string, Path>()
    sorted.set(path, own)
    const made = own.get(hash) ?? {
      ...path,
      sort: makeLearnedSorter(loaded.get(hash)!, shortHash(hash), path.district, path.sort),
    }
    own.set(hash, made)
    return made
  }
}
