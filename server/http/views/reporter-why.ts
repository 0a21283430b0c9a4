// Why a reporter cannot do a move yet, in plain words: “the matter is 已上报” means nothing to somebody whose page says
// “received, being assigned”, and does not tell when the move opens.
import { type Refusal, sayRefusal } from '#core/life/refusal.ts'
import type { Lang } from '#core/life/timeline.ts'

type Sentence = readonly [zh: string, en: string]

/** Move → state → why not; `*` for every other state in which a page shows the closed move. */
const notNow: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  nudge: {
    '*': [
      '还没有派给承办单位，派出后就可以催办。',
      'It is not with a unit yet; you can nudge once it has been sent to one.',
    ],
    suspended: ['现在暂缓办理，恢复办理后就可以催办。', 'It is on hold; you can nudge once work goes on.'],
  },
  reopen: {
    '*': [
      '办结以后，没有解决的可以要求重办。',
      'Once it is closed you can have it reopened if it is not solved.',
    ],
    diverted: [
      '已转到专门渠道，由对方办理和答复。',
      'It is with the proper authority, which handles and answers it.',
    ],
    not_accepted: [
      '没有受理，不能重办；不同意的可以提出异议。',
      'It was not accepted; if you disagree, object.',
    ],
  },
}

export const reporterWhy = (why: Refusal, move: string, state: string, lang: Lang): string => {
  const sentence = notNow[move]?.[state] ?? notNow[move]?.['*']
  return why.refused === 'not-now' && sentence ? sentence[lang === 'zh' ? 0 : 1] : sayRefusal(why, lang)
}
