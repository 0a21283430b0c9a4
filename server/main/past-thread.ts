// The thread that tells and lays the past on the first start. It has a heap of its own, which goes with it: the program
// that opens its doors afterwards is as small as on any other day.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openCoreWorld } from './core-world.ts'
import { demoStories } from './demo.ts'
import { deckFor, usualSeed, wordsFor } from './demo-past.ts'
import { type Heard, layPast, sayStuck } from './past.ts'
import type { Settings } from './settings.ts'

type Given = { url: string; settings: Settings }
type Said = { heard: Heard } | { stuck: readonly string[] }

/** Lays the past of the pack where there is none; resolves to what did not go as planned, a line each. */
export const layInThread = (given: Given, progress: (heard: Heard) => void): Promise<readonly string[]> =>
  new Promise((done, failed) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: given })
    thread.once('error', failed)
    thread.on('message', (said: Said) => ('heard' in said ? progress(said.heard) : done(said.stuck)))
    thread.once('exit', code => failed(new Error(`the thread that lays the past ended with ${code}`)))
  })

const layHere = async ({ url, settings }: Given, say: (said: Said) => void): Promise<void> => {
  const core = await openCoreWorld(url, settings)
  try {
    const past = () => {
      const deck = deckFor(core, usualSeed, settings.demoHistoryDays)
      const stories = demoStories(core.district(), settings.packDir)
      return { deck, words: wordsFor(core, deck), ...(stories ? { lives: { stories } } : {}) }
    }
    const laid = await layPast(core, past, heard => say({ heard }))
    say({ stuck: (laid?.stuck ?? []).map(sayStuck) })
  } finally {
    await core.db.close()
  }
}

if (!isMainThread && parentPort) {
  const port = parentPort
  await layHere(workerData as Given, said => port.postMessage(said))
}
