// The line from one process to the database: each statement travels, happens and is answered, and any of the three may
// go wrong. A process that died hears nothing any more; what it had sent may still be carried out.
import type { Chance } from '../chance.ts'
import { type Durable, Gone } from './durable.ts'
import type { Schedule } from './schedule.ts'

/** How the database is doing right now; troubles turn these. */
export type Weather = {
  /** Share of statements whose connection breaks. */
  breaks: number
  /** Times slower than usual. */
  slow: number
  /** Statements that got no answer. */
  lost: number
}

export type Line = {
  /** One statement that is answered as soon as it happened. */
  ask<T>(statement: () => T): Promise<T>
  /** One statement that runs for a while: `begin` when it arrives, `commit` when it is durable. */
  keep(commit: (tx: number) => void): Promise<void>
  /** From now on nobody is there to hear. */
  cut(): void
}

const usualMs = 2
/** Of statements that were under way when their process died. */
const stillCarriedOut = 0.5

export const makeLine = (durable: Durable, schedule: Schedule, weather: Weather, chance: Chance): Line => {
  let isCut = false
  // Mostly about as long as usual, now and then much longer: that is how two statements overtake each other.
  const takesMs = () =>
    usualMs * weather.slow * (chance.isSo(0.03) ? chance.between(5, 60) : chance.between(0.5, 2))

  const travel = <T>(arrived: (epoch: number, answer: (give: () => T) => void) => void): Promise<T> =>
    new Promise((done, failed) => {
      // The dead ask nothing: whoever waits here waits for ever.
      if (isCut) return
      const epoch = durable.epoch()
      const hear = (ms: number, act: () => void) =>
        schedule.after(ms, () => {
          if (!isCut) act()
        })
      const lost = () => {
        weather.lost++
        failed(new Gone('the connection broke'))
      }
      if (durable.isDown()) return hear(1, lost)
      const answer = (give: () => T) =>
        hear(takesMs(), () => {
          if (durable.epoch() !== epoch || chance.isSo(weather.breaks)) return lost()
          try {
            done(give())
          } catch (error) {
            failed(error)
          }
        })
      schedule.after(takesMs(), () => {
        if (isCut && !chance.isSo(stillCarriedOut)) return
        if (durable.epoch() !== epoch || durable.isDown() || chance.isSo(weather.breaks)) return hear(0, lost)
        arrived(epoch, answer)
      })
    })

  return {
    ask: statement =>
      travel((_, answer) => {
        try {
          const value = statement()
          answer(() => value)
        } catch (error) {
          answer(() => {
            throw error
          })
        }
      }),
    keep: commit =>
      travel<void>((epoch, answer) => {
        const tx = durable.begin()
        schedule.after(takesMs(), () => {
          // A restart has undone it already.
          if (durable.epoch() !== epoch) return answer(() => {})
          try {
            commit(tx)
            answer(() => {})
          } catch (error) {
            durable.rollBack(tx)
            answer(() => {
              throw error
            })
          }
        })
      }),
    cut: () => {
      isCut = true
    },
  }
}
