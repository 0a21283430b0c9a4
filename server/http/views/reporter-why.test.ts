import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuse } from '#core/life/refusal.ts'
import { reporterWhy } from './reporter-why.ts'

const notNow = refuse('not-now', {
  state: { zh: '已上报', en: 'Reported' },
  move: { zh: '催办', en: 'Nudge' },
})

test('a reporter reads when a move opens, never an office word for the state', () => {
  const rows = [
    ['nudge', 'reported', 'zh', '还没有派给承办单位，派出后就可以催办。'],
    ['nudge', 'suspended', 'zh', '现在暂缓办理，恢复办理后就可以催办。'],
    ['reopen', 'diverted', 'en', 'It is with the proper authority, which handles and answers it.'],
  ] as const
  for (const [move, state, lang, said] of rows) assert.equal(reporterWhy(notNow, move, state, lang), said)
})

test('any other reason, and any other move, keeps its own sentence', () => {
  assert.match(reporterWhy(refuse('already-rated'), 'nudge', 'closed', 'zh'), /已经评价过/)
  assert.match(reporterWhy(notNow, 'rate', 'reported', 'zh'), /已上报/)
})
