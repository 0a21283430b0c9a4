// The heap of turning points gives them back in order, whatever was added and given up in between.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/instant.ts'
import { makeWakes, type Wake } from './wakes.ts'

test('earliest first, those told of first when due together, and none that no longer counts', () => {
  const gone = new Set<Wake>()
  const wakes = makeWakes(w => !gone.has(w))
  const added: Wake[] = []
  // 7919 walks through all of 0…999 in an order of its own.
  for (let i = 0; i < 1000; i++) added.push(wakes.add(instant(((i * 7919) % 1000) >> 1), `s${i}`))
  for (const w of added) if (w.at % 3 === 0) gone.add(w)
  const left = added.filter(w => !gone.has(w)).sort((a, b) => a.at - b.at || a.order - b.order)
  assert.equal(wakes.next(), left[0])
  assert.deepEqual(wakes.due(instant(100), 5), left.slice(0, 5))
  assert.deepEqual(wakes.due(instant(100), 5), left.slice(0, 5), 'they stay until somebody gives them up')
  assert.deepEqual(
    wakes.due(instant(250), 5000),
    left.filter(w => w.at <= 250),
  )
  assert.deepEqual(wakes.due(instant(0), 5), [])
})
