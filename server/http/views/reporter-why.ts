// Why a reporter cannot do a move yet, in the words their own page uses: “the matter is 已上报” means nothing to somebody
// who reads “received, being assigned” two lines above it, and does not say when the move opens.
import type { Life } from '#core/life/life.ts'
import { fill, type Refusal, sayRefusal } from '#core/life/refusal.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { Reach } from '#core/life/who.ts'
import { plainStateWords } from './words.ts'

type Sentence = readonly [zh: string, en: string]

/** Move → why not in this state. Holes: {state}. */
const notNow: Readonly<Record<string, Sentence>> = {
  nudge: [
    '现在是“{state}”，还不能催办；派给承办单位后就可以。',
    'It is “{state}” now; you can nudge once it is with the unit that handles it.',
  ],
  reopen: [
    '现在是“{state}”；办结以后，没有解决的可以要求重办。',
    'It is “{state}” now; once it is closed you can ask to have it reopened.',
  ],
}

const nudgeOnHold: Sentence = [
  '现在暂缓办理，不能催办；恢复办理后就可以。',
  'It is on hold; you can nudge once work goes on.',
]

export const reporterWhy = (
  why: Refusal,
  move: string,
  life: Life<Reach>,
  state: string,
  lang: Lang,
): string => {
  const sentence = move === 'nudge' && state === 'suspended' ? nudgeOnHold : notNow[move]
  return why.refused === 'not-now' && sentence
    ? fill(sentence[lang === 'zh' ? 0 : 1], { state: plainStateWords(life, state, lang) })
    : sayRefusal(why, lang)
}
