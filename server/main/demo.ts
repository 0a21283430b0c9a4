// What a demonstration district needs to be tried: the demo accounts' common password, made once for this installation
// and kept beside the data, never in the program; and matters in its inboxes, laid on the first start.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { District } from '#core/district/district.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { within } from '#server/gate/moment.ts'
import { readDemoMatters } from '#server/gate/pack/demo-matters.ts'
import { problemText } from '#server/gate/pack/problem-text.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { layDemoDay, type Stuck } from '#sim/demo-day.ts'
import type { Stories } from '#sim/story.ts'
import type { CoreWorld } from './core-world.ts'

// Without letters and digits that are mistaken for each other when copied from a screen.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 12

export const demoPassword = (dataDir: string, fromEnv: string | undefined): string => {
  if (fromEnv) return fromEnv
  const file = join(dataDir, 'demo-password')
  if (!existsSync(file)) {
    const made = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}

/** The stories written by hand in the pack of a synthetic district; undefined where there are none. */
export const demoStories = (district: District, packDir: string): Stories | undefined => {
  if (!district.synthetic) return undefined
  const { stories, problems } = readDemoMatters(packDir, district)
  const [problem] = problems
  if (problem)
    throw new StartError(
      'pack-wrong',
      `演示事项有错：${problemText(packDir, problem)}`,
      'The demo matters of the pack are wrong.',
    )
  return stories.matters.length === 0 ? undefined : stories
}

/**
 * Lays the pack's stories out in a district that has no matters yet; undefined when there was nothing to do.
 * Before the jobs start, and other processes stand back: until all is told, the lights of the past are its own.
 */
export const layDemo = async (
  core: CoreWorld,
  stories: Stories,
  progress: (begun: number, of: number) => void,
): Promise<readonly Stuck[] | undefined> => {
  const release = await core.db.tryLock('replay')
  if (!release) return undefined
  try {
    const { desk, store, path, receive, vault, now } = core
    const receivePetition = makeReceivePetition(desk, vault, path, now)
    return await layDemoDay({ desk, store, path, receive, receivePetition, within }, stories, now(), progress)
  } finally {
    await release()
  }
}
