// Turned away early, served in order: the turnstile in front of the public's reports.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTurnstile } from './load-shedding.ts'

const gate = () => {
  let open = () => {}
  const done = new Promise<void>(resolve => {
    open = resolve
  })
  return { done, open }
}

test('two pass, two wait, the fifth is turned away, and everybody let in is served in order', async () => {
  const t = makeTurnstile(2, 2)
  const gates = [gate(), gate(), gate(), gate()]
  const begun: number[] = []
  const passed = gates.map((g, i) =>
    t.pass(async () => {
      begun.push(i)
      await g.done
      return i
    }),
  )
  assert.equal(
    t.pass(async () => 9),
    undefined,
  )
  await new Promise(r => setImmediate(r))
  assert.deepEqual(begun, [0, 1])
  gates[1]!.open()
  await passed[1]
  await new Promise(r => setImmediate(r))
  assert.deepEqual(begun, [0, 1, 2])
  for (const g of gates) g.open()
  assert.deepEqual(await Promise.all(passed), [0, 1, 2, 3])
  assert.equal(await t.pass(async () => 5), 5)
})

test('work that fails gives its place free', async () => {
  const t = makeTurnstile(1, 0)
  await assert.rejects(async () => await t.pass(() => Promise.reject(new Error('no'))))
  assert.equal(await t.pass(async () => 1), 1)
})
