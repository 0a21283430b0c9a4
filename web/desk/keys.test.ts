import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lives } from '#core/lives/all.ts'
import type { OfferView } from '#wire/views.ts'
import { isForDesk, keysOf, listKeys, moveOf, triageKeys } from './keys.ts'

const offer = (move: string, key?: string, open = true): OfferView => ({
  move,
  words: move,
  ...(key === undefined ? {} : { key }),
  open,
  needs: [],
})

test('in every state of every life, each move has a letter of its own', async t => {
  for (const life of Object.values(lives))
    for (const state of Object.keys(life.states))
      await t.test(`${life.name} ${state}`, () => {
        const offers = Object.entries(life.moves)
          .filter(([, m]) => !m.quiet && m.from.includes(state))
          .map(([name, m]) => offer(name, m.key))
        for (const taken of [[], triageKeys]) {
          const keys = keysOf(offers, taken)
          const letters = [...keys.values()]
          assert.equal(new Set(letters).size, letters.length, `two moves on one key: ${letters.join(' ')}`)
          for (const k of letters)
            assert.ok(![...listKeys, ...taken].includes(k as never), `${k} is reserved`)
          assert.equal(letters.length, offers.filter(o => o.key !== undefined).length)
        }
      })
})

test('a letter that walks the list gives way to its capital', () => {
  const keys = keysOf([offer('finish-part', 'j'), offer('receipt', 'k')])
  assert.equal(keys.get('finish-part'), 'J')
  assert.equal(moveOf(keys, 'K'), 'receipt')
  assert.equal(moveOf(keys, 'j'), undefined)
})

test('closed moves have no key', () => {
  assert.equal(keysOf([offer('sign', 'q', false)]).size, 0)
})

test('typing is not commanding', () => {
  const press = { key: 'a', ctrlKey: false, metaKey: false, altKey: false, isComposing: false }
  assert.equal(isForDesk(press, null), true)
  assert.equal(isForDesk(press, { tagName: 'TEXTAREA', isContentEditable: false }), false)
  assert.equal(isForDesk({ ...press, isComposing: true }, null), false)
  assert.equal(isForDesk({ ...press, ctrlKey: true }, null), false)
})
