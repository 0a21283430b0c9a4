// A thread that lives weeks under trouble: it is told seeds, a few at a time, and answers with what became of them.
import { parentPort, workerData } from 'node:worker_threads'
import { makeDistrict } from '#core/district/make-district.ts'
import { assert } from '#core/kit/assert.ts'
import { makePath } from '#core/path/path.ts'
import { runFaults } from '#sim/faults/run.ts'
import { wholePack } from './shelf.ts'

export type Seeds = { from: number; seeds: number }
export type Lived = {
  lines: readonly string[]
  steps: number
  faults: number
  facts: number
  violations: number
}

assert(parentPort !== null, 'faults-thread.ts runs in a worker thread')
const port = parentPort
const { pack, version } = wholePack((workerData as { packDir: string }).packDir)
const path = makePath(makeDistrict(pack, version))

port.on('message', async ({ from, seeds }: Seeds) => {
  const lines: string[] = []
  const told = await runFaults({ from, seeds, path, say: line => lines.push(line) })
  const { steps, faults, facts, violations } = told
  port.postMessage({ lines, steps, faults, facts, violations: violations.length } satisfies Lived)
})
