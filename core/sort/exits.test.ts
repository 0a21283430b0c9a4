import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { suggestExit } from './exits.ts'

const { exits } = smallDistrict()

test('which way out the words speak for', () => {
  const table = [
    ['法院判决下来两年了没有强制执行', 'statutory-route'],
    ['举报村干部贪污', 'statutory-route'],
    ['对行政复议决定不服', 'statutory-route'],
    ['把涉密文件发到群里', 'secret'],
    ['网购退货商家不理', 'outside-duty'],
    ['帮我讨还赌债', 'unlawful'],
    ['楼下垃圾没人管', undefined],
    ['', undefined],
  ] as const
  for (const [words, exit] of table) assert.equal(suggestExit(words, exits)?.exit, exit, words)
})

test('danger comes before everything, then what is already in hand', () => {
  assert.equal(suggestExit('法院门口着火', exits, { dangers: ['着火'], sameAs: 'XX1' })?.exit, 'emergency')
  const same = suggestExit('行政复议', exits, { sameAs: 'XX-2026-000001' })
  assert.equal(same?.exit, 'same-matter')
  assert.ok(same?.why.zh.includes('XX-2026-000001'))
})

test('the reason quotes the words', () => {
  const got = suggestExit('判决书下来了，要强制执行', exits)
  assert.deepEqual(got?.words, ['判决书', '强制执行'])
  assert.ok(got?.why.zh.startsWith('写到“判决书”、“强制执行”'))
})

test('an exit the district does not have is not suggested', () => {
  const few = exits.filter(e => e.code === 'secret')
  assert.equal(suggestExit('行政复议', few, { dangers: ['着火'] }), undefined)
})
