// The way between a person and the net: messages take time, get lost, come twice; servers die while they answer. Whoever
// gets no answer asks again, another server perhaps, the same thing under the same key – and gives up in the end.
import type { Chance } from '../chance.ts'
import { DiskFull, Gone, Twice } from './durable.ts'
import type { Schedule } from './schedule.ts'
import type { Running, Server } from './server.ts'

/** Shares of messages, and how many it were. */
export type Traffic = { lost: number; doubled: number; hurt: number }

export type Door = {
  /** What a server answered in the end; undefined when nobody ever did. Every answer that arrives is also `heard`. */
  ask<T>(
    work: (server: Running, at: Server) => Promise<T>,
    heard?: (answer: T) => void,
  ): Promise<T | undefined>
}

const patienceMs = 30_000
const mostTries = 6

/** What a door answers with 503 or 500: come again. Anything else is impossible. */
const isHonest = (error: unknown): boolean =>
  error instanceof Gone || error instanceof DiskFull || error instanceof Twice

export const makeDoor = (
  servers: readonly Server[],
  schedule: Schedule,
  traffic: Traffic,
  chance: Chance,
  impossible: (error: unknown) => void,
): Door => {
  const once = <T>(
    work: (server: Running, at: Server) => Promise<T>,
    heard: ((answer: T) => void) | undefined,
  ): Promise<{ answer: T } | undefined> =>
    new Promise(resolve => {
      const server = chance.pick(servers)
      schedule.after(patienceMs, () => resolve(undefined))
      const travel = (arrived: () => void) => {
        if (chance.isSo(traffic.lost)) traffic.hurt++
        else schedule.after(chance.between(1, 40), arrived)
      }
      const arrive = () => {
        const running = server.running()
        const life = server.life()
        if (!running) return travel(() => resolve(undefined))
        const back = (give: () => void) => {
          if (server.running() && server.life() === life) travel(give)
        }
        work(running, server).then(
          answer =>
            back(() => {
              heard?.(answer)
              resolve({ answer })
            }),
          error => {
            if (!isHonest(error)) impossible(error)
            back(() => resolve(undefined))
          },
        )
      }
      travel(arrive)
      if (!chance.isSo(traffic.doubled)) return
      traffic.hurt++
      travel(arrive)
    })

  return {
    ask: async (work, heard) => {
      for (let tries = 0; tries < mostTries; tries++) {
        const told = await once(work, heard)
        if (told) return told.answer
        await schedule.sleep(chance.between(200, 5000) * 2 ** tries)
      }
      return undefined
    },
  }
}
