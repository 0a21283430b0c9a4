// A report that complains of everybody who could take it is told where to go instead; one unit left is enough.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/life/refusal.ts'
import { makeNet } from '#sim/net/net.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment } from '#test/support/story.ts'

const report = (accused: readonly string[]) => {
  const net = makeNet({ path: smallDistrict(), at: moment('2026-03-02 09:00') })
  return net.receive({
    report: {
      source: 'resident-web',
      sourceId: '1',
      channel: 'resident-web',
      at: net.now(),
      words: '反映多次没有人管',
      accused,
      photos: [],
      lang: 'zh',
    },
    actor: { kind: 'gate', source: 'test' },
  })
}

test('nobody receives a report about themselves', async () => {
  // The petition office of this district sits in the command centre: with it every desk is complained about.
  for (const all of [['c-500198'], ['p-500198']]) {
    const answer = await report(all)
    assert.ok(isRefusal(answer) && answer.refused === 'accused-is-all', JSON.stringify(answer))
  }
  const answer = await report(['c-500198001'])
  assert.ok(!isRefusal(answer))
  assert.equal(answer.holder, 'c-500198')
})
