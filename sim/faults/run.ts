// Many weeks one after the other, each from its seed; a failing one is told by the few troubles that matter. The same
// seed replays the same week.
import { parseDay } from '#core/kit/instant.ts'
import type { Path } from '#core/path/path.ts'
import { promises } from './check/promises.ts'
import type { Trouble } from './troubles.ts'
import { liveWeek, type Week, type WeekOptions } from './week.ts'

export type FaultsTold = {
  seeds: number
  steps: number
  faults: number
  matters: number
  facts: number
  /** Weeks in which a promise was broken. */
  violations: readonly Week[]
}

export type RunFaults = {
  /** How many weeks. */
  seeds: number
  /** First seed; 1 when absent. */
  from?: number
  path: Path
  /** Hears of progress and of every violation. */
  say?: (line: string) => void
  week?: Partial<Omit<WeekOptions, 'seed' | 'path'>>
}

/** In the flood season; the calendars of both districts know it. */
export const usualStart = parseDay('2020-08-10')!

const progressEvery = 25

export const runFaults = async (options: RunFaults): Promise<FaultsTold> => {
  const { seeds, from = 1, path, say = () => {}, week = {} } = options
  const told = { seeds: 0, steps: 0, faults: 0, matters: 0, facts: 0, violations: [] as Week[] }
  for (let seed = from; seed < from + seeds; seed++) {
    const w = await liveWeek({ startsOn: usualStart, ...week, seed, path })
    told.seeds++
    told.steps += w.steps
    told.faults += w.faults
    told.matters += w.matters
    told.facts += w.facts
    if (w.violations.length > 0) {
      const shrunk = await shrink({ startsOn: usualStart, ...week, seed, path }, w)
      told.violations.push(shrunk)
      for (const line of tellViolation(shrunk)) say(line)
    }
    if (told.seeds % progressEvery === 0)
      say(
        `… 种子 ${seed}：${told.steps} 步，${told.faults} 次故障，${told.violations.length} 处违背 / seed ${seed}: ${told.steps} steps, ${told.faults} faults, ${told.violations.length} violations`,
      )
  }
  return told
}

const mostShrinking = 40

/** The same violation from fewer troubles: halves and then single ones are left out as long as it stays broken. */
export const shrink = async (options: WeekOptions, failed: Week): Promise<Week> => {
  const promise = failed.violations[0]!.promise
  let best = failed
  let tries = 0
  const stillFails = async (troubles: readonly Trouble[]): Promise<boolean> => {
    tries++
    const week = await liveWeek({ ...options, troubles })
    if (week.violations[0]?.promise !== promise) return false
    best = week
    return true
  }
  for (let part = Math.ceil(best.troubles.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2))
    for (let i = 0; i < best.troubles.length && tries < mostShrinking; ) {
      const fewer = [...best.troubles.slice(0, i), ...best.troubles.slice(i + part)]
      if (!(await stillFails(fewer))) i += part
    }
  return best
}

/** Seed, step, the promise and the shortest why, the troubles it needs, what happened last; nothing when all was well. */
export const tellViolation = (week: Week): string[] => {
  const { seed, violations, violatedAt, troubles, last } = week
  const [first] = violations
  if (!first) return []
  const { promise, subject, why } = first
  return [
    `✗ 种子 seed ${seed}，第 step ${violatedAt} 步：${promise} – ${promises[promise]}`,
    `  ${subject ?? ''} ${why}`,
    `  ${troubles.length} 次故障 troubles: ${troubles
      .slice(0, 12)
      .map(t => `${t.kind}@${t.atKeep}`)
      .join(' ')}`,
    ...last.slice(-15).map(line => `  ${line}`),
  ]
}
