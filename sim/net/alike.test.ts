import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, msPerDay } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Neighbour, Sought } from '#desk/store-port.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment, officer } from '#test/support/story.ts'
import { makeNet } from './net.ts'

const district = smallDistrict()

test('what is found by words, spot or grid, and what was merged brings what it was merged into', async () => {
  const net = makeNet({ path: district, at: moment('2026-06-03 09:00') })
  let told = 0
  const tell = async (words: string, place: object): Promise<string> => {
    net.setNow(instant(net.now() + 60_000))
    const received = await net.receive({
      report: {
        source: 'alike',
        sourceId: String(++told),
        channel: 'hotline-12345',
        at: net.now(),
        words,
        place,
        photos: [],
        lang: 'zh',
      },
      actor: { kind: 'gate', source: 'alike' },
    })
    assert.ok(!isRefusal(received))
    return received.number
  }
  const text = '东门外的路灯从上周开始一直不亮，晚上出门看不见路'
  const far = { territory: '500198101201' }
  const here = { point: [106.004, 29.808] as const }
  const [copy, head, child] = [
    await tell(`你好，${text}`, far),
    await tell('井盖破了', here),
    await tell('路上有个洞', here),
  ]
  const merged = await net.desk.move(child, 'merge', officer('operator', district), { into: head })
  assert.ok(!isRefusal(merged), JSON.stringify(merged))

  const ask = async (more: Partial<Sought>): Promise<readonly Neighbour[]> =>
    net.store.alike({
      life: 'matter',
      words: '说不清',
      places: [],
      town: 'nowhere',
      at: net.now(),
      dayBefore: instant(net.now() - msPerDay),
      since: instant(net.now() - 30 * msPerDay),
      ...more,
    })
  const numbers = async (more: Partial<Sought>) => (await ask(more)).map(n => n.subject)
  assert.deepEqual(await numbers({}), [])
  assert.deepEqual(await numbers({ words: text }), [copy])
  assert.deepEqual(await numbers({ point: [106.0041, 29.8079] }), [child, head])
  assert.deepEqual(await numbers({ point: [106.1, 29.8] }), [])
  assert.deepEqual(await numbers({ places: ['500198101201'] }), [copy])
  assert.deepEqual(await numbers({ since: net.now(), dayBefore: net.now(), point: [106.004, 29.808] }), [
    child,
    head,
  ])
  const [found] = await ask({ point: [106.004, 29.808] })
  assert.deepEqual([found!.into, found!.state], [head, 'merged'])
})
