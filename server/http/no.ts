// A list of noes becomes the function that says them: number, Chinese and English of each stand in one table a room.
import { fill } from '#core/life/refusal.ts'
import type { SessionNo } from './session-port.ts'

/** HTTP number, then the sentence a person acts on in Chinese and in English; `{name}` is a hole. */
export type Noes = Readonly<Record<string, readonly [number, string, string]>>

export const noesOf =
  <N extends Noes>(noes: N) =>
  (
    code: keyof N & string,
    filling: Readonly<Record<string, string>> = {},
    retryAfterSeconds?: number,
  ): SessionNo => {
    const [status, zh, en] = noes[code]!
    return {
      status,
      no: {
        refused: code,
        zh: fill(zh, filling),
        en: fill(en, filling),
        ...(Object.keys(filling).length > 0 ? { with: { ...filling } } : {}),
      },
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    }
  }
