// `jiewang sim --faults --seeds N`: weeks under trouble, each from its seed, on all cores. Says how many were lived, what
// struck them, and every promise that was broken; a broken one makes the command fail.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Lived, Seeds } from './faults-thread.ts'
import { progressOn } from './progress.ts'
import type { Settings } from './settings.ts'

/** Weeks a thread is given at once. */
const atOnce = 5

export type FaultsTold = Omit<Lived, 'lines'> & { seeds: number; seconds: number }

export const liveUnderTrouble = async (
  { from, seeds }: Seeds,
  packDir: string,
  said: (line: string) => void,
  progress: (share: number) => void,
): Promise<FaultsTold> => {
  const startedMs = performance.now()
  const told = { seeds: 0, steps: 0, faults: 0, facts: 0, violations: 0 }
  let next = from
  const lane = (): Promise<void> =>
    new Promise((done, failed) => {
      const thread = new Worker(new URL('./faults-thread.ts', import.meta.url), { workerData: { packDir } })
      let under = 0
      const more = () => {
        under = Math.min(atOnce, from + seeds - next)
        if (under <= 0) return void thread.terminate().then(() => done(), failed)
        thread.postMessage({ from: next, seeds: under } satisfies Seeds)
        next += under
      }
      thread.once('error', failed)
      thread.on('message', ({ lines, ...lived }: Lived) => {
        told.seeds += under
        for (const key of ['steps', 'faults', 'facts', 'violations'] as const) told[key] += lived[key]
        for (const line of lines) said(line)
        progress(told.seeds / seeds)
        more()
      })
      more()
    })
  const lanes = Math.min(availableParallelism(), Math.ceil(seeds / atOnce))
  await Promise.all(Array.from({ length: lanes }, lane))
  return { ...told, seconds: (performance.now() - startedMs) / 1000 }
}

export const faultsCommand = async (
  wish: Seeds,
  settings: Settings,
  out: (line: string) => void,
): Promise<number> => {
  const progress = progressOn(process.stderr)
  const told = await liveUnderTrouble(wish, settings.packDir, out, share =>
    progress(share, '模拟故障中的一周又一周 Weeks under trouble'),
  )
  const { seeds, steps, faults, violations, seconds } = told
  out(
    `种子 ${seeds}，步 ${steps}，故障 ${faults}，违背承诺 ${violations}，用时 ${seconds.toFixed(1)} 秒。` +
      ` / ${seeds} seeds, ${steps} steps, ${faults} faults, ${violations} violations in ${seconds.toFixed(1)} s.`,
  )
  return violations === 0 ? 0 : 1
}
