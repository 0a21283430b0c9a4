// What a light shows at an instant: shape, word and colour together, so that it can be read without colour, without
// sight, and in print. Computed on the screen from the clock's instants; nothing asks the server for “time left”.
import { msPerMinute } from '#core/kit/instant.ts'
import { durationWords } from './time.ts'
import { t } from './words.ts'

/** A row's clock or a whole ClockView; instants in ms since 1970 UTC. */
export type Lit = {
  startAt: number
  yellowAt?: number | undefined
  dueAt?: number | undefined
  stopAt?: number | undefined
  paused: boolean
}

export type LightColour = 'green' | 'yellow' | 'red' | 'grey'
export type LightState = { colour: LightColour; shape: string; words: string; done: boolean }

const shapes: Readonly<Record<LightColour, string>> = { green: '●', yellow: '▲', red: '■', grey: '‖' }

const colourAt = (clock: Lit, at: number): LightColour => {
  if (clock.dueAt === undefined) return 'grey'
  if (at >= clock.dueAt) return 'red'
  return clock.yellowAt !== undefined && at >= clock.yellowAt ? 'yellow' : 'green'
}

/** The light of a clock at `now`; undefined when a clock has neither an end nor a pause to show. */
export const lightAt = (clock: Lit, now: number): LightState | undefined => {
  if (clock.stopAt !== undefined) {
    if (clock.dueAt === undefined) return undefined
    const lateMs = clock.stopAt - clock.dueAt
    return lateMs > 0
      ? {
          colour: 'red',
          shape: shapes.red,
          words: t('lightDoneLate', { time: durationWords(lateMs) }),
          done: true,
        }
      : { colour: 'grey', shape: '✓', words: t('lightDone'), done: true }
  }
  if (clock.paused) return { colour: 'grey', shape: shapes.grey, words: t('lightPaused'), done: false }
  if (clock.dueAt === undefined) return undefined
  const colour = colourAt(clock, now)
  const leftMs = clock.dueAt - now
  const words =
    leftMs <= 0 && leftMs > -msPerMinute
      ? t('lightJustOver')
      : leftMs > 0
        ? t('lightLeft', { time: durationWords(leftMs) })
        : t('lightOver', { time: durationWords(-leftMs) })
  return { colour, shape: shapes[colour], words, done: false }
}
