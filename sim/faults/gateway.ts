// The gateway that takes notices to phones: at times down, slow, or deaf to its own success – it took the message and
// the answer was lost. Under one key it may hear a message twice; it counts what it heard.
import type { Chance } from '../chance.ts'
import type { Schedule } from './schedule.ts'

export type Gateway = {
  post(key: string): Promise<void>
  /** How often each key arrived. */
  heard: ReadonlyMap<string, number>
  setDown(down: boolean): void
}

export const makeGateway = (schedule: Schedule, chance: Chance): Gateway => {
  const heard = new Map<string, number>()
  let down = false
  return {
    heard,
    setDown: is => {
      down = is
    },
    post: key =>
      new Promise((done, failed) => {
        schedule.after(chance.between(20, 200), () => {
          const no = () => failed(new Error('the gateway did not answer'))
          if (down || chance.isSo(0.01)) return schedule.after(down ? 10_000 : 0, no)
          heard.set(key, (heard.get(key) ?? 0) + (chance.isSo(0.005) ? 2 : 1))
          schedule.after(chance.between(5, 50), chance.isSo(0.01) ? no : done)
        })
      }),
  }
}
