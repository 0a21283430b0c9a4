// What masking found goes to the vault and nowhere else: not into a fact, and so not into the search index, a notice or an
// export, which are all made from facts. Persons are invented anew from the tables of names, and put wherever people write.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainFamilies } from '#core/intake/family-names.ts'
import { maskPersonal } from '#core/intake/mask.ts'
import type { Report } from '#core/intake/report.ts'
import { instant } from '#core/kit/instant.ts'
import { tokensOf } from '#core/kit/text.ts'
import { makePath, openMatter } from '#core/path/path.ts'
import { coverInput } from '#desk/cover.ts'
import { smallDistrict } from './support/small-district.ts'

const path = makePath(smallDistrict())
const given = '伟芳秀英敏静丽强磊军洋勇艳杰娟涛超霞刚桂玲辉波健俊鑫琴莲珍建志德福荣凤梅红'

/** The same persons on every run. */
const chance = (() => {
  let state = 7
  return (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
})()
const pick = (from: string) => from[chance(from.length)]!
const somebody = () => {
  const name = pick(plainFamilies) + pick(given) + pick(given)
  const tail = String(chance(1e8)).padStart(8, '0')
  return { name, phone: `1${pick('3456789')}${pick('0123456789')}${tail}`, plate: `渝A${tail.slice(0, 5)}` }
}

const written = (words: string, more: Partial<Report> = {}): Report => ({
  source: 'resident-web',
  sourceId: 'x-1',
  channel: 'resident-web',
  at: instant(Date.UTC(2026, 2, 3, 2, 0)),
  words,
  photos: [],
  lang: 'zh',
  ...more,
})

test('no fact, index token or advice carries somebody masking found', () => {
  for (let i = 0; i < 400; i++) {
    const { name, phone, plate } = somebody()
    const report = written(`柳园小区村民${name}（电话${phone}）的车${plate}堵路，找${name}他不理`, {
      title: `举报${name}占道，${phone}`,
      place: { words: `柳园小区，联系人：${name} ${phone}` },
      ...(i % 2 === 0 ? { onSpot: { result: `已劝导业主${name}，${phone}` } } : {}),
    })
    const opening = openMatter(report, path)
    const facts = opening.news('XX20260303-00001', 'vault-1')
    const kept = JSON.stringify([facts, opening.advice])
    for (const secret of [name, phone, plate]) assert.ok(!kept.includes(secret), `${secret}: ${kept}`)
    assert.equal(opening.original, report.words, 'the vault keeps the words as they were written')
    const tokens = new Set(tokensOf(kept))
    assert.ok(!tokens.has(name.slice(1)) && !tokens.has(phone), `${name}: the index knows the given name`)
  }
})

test('nor does what a reporter or an officer writes later', () => {
  const needs = { note: { kind: 'text' } } as const
  for (let i = 0; i < 200; i++) {
    const { name, phone } = somebody()
    for (const kind of ['reporter', 'officer'] as const) {
      const actor = { kind } as Parameters<typeof coverInput>[2]
      const { note } = coverInput(needs as never, { note: `已联系村民${name}，手机${phone}` }, actor)
      assert.ok(!String(note).includes(name) && !String(note).includes(phone), String(note))
    }
  }
})

test('what was covered can be found again in the original, place by place', () => {
  const { name, phone } = somebody()
  const words = `村民${name}（电话${phone}）占用公路`
  const { masked, found } = maskPersonal(words)
  assert.equal(masked.length, words.length)
  assert.deepEqual(
    found.map(f => words.slice(f.from, f.to)),
    [name, phone],
  )
})
