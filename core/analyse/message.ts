// What is analysed: what people told, without who told it. A reporter is never part of a message's words, features or keys;
// only how many different ones a group has is counted, and that number is damped (guardrail G-02).
import type { Instant } from '#core/kit/instant.ts'
import { normalise } from '#core/kit/text.ts'

export type Message = {
  readonly id: string
  readonly at: Instant
  readonly title?: string
  /** Personal names and numbers masked already. */
  readonly body: string
  /** A town, grid or other name of where; shown, and used in the name of a group. */
  readonly place?: string
  /** Code of the type, as the catalogue has it. */
  readonly type?: string
  readonly organisation?: string
  /** Opaque; used to count different reporters and for nothing else. */
  readonly reporter?: string
  /** How much harm one such message stands for, 1 (nuisance) … 5 (life); 1 when nobody said. */
  readonly harm?: number
}

const notWords = /[^\p{Script=Han}a-z0-9]+/gu

/** Stretches of Chinese characters, Latin letters and digits, in one way of writing, parted by single spaces. */
export const plainWords = (text: string): string => normalise(text).replace(notWords, ' ').trim()
