import assert from 'node:assert/strict'
import { test } from 'node:test'
import { msPerDay } from '../kit/instant.ts'
import { bandsOf, keysAt, keysBetween } from './likeness.ts'

const flooded = '龙溪路下穿道积水已经没过轮胎，好几辆车熄火停在里面，请赶快派人抽水并封路'
const shareAKey = (a: string, b: string): boolean => {
  const other = new Set(bandsOf(b))
  return bandsOf(a).some(k => other.has(k))
}

test('which texts are found by which', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['the same text', flooded, true],
    ['written another way', flooded.replaceAll('，', ', ').concat('！！'), true],
    ['another number', flooded.replace('好几辆', '5辆'), true],
    ['told politely', `尊敬的领导您好，${flooded}，谢谢！`, true],
    ['another name', flooded.replace('龙溪路', '凤山路'), true],
    ['something else', '小区楼下烧烤店每天营业到凌晨，油烟和吵闹让孩子无法睡觉，要求取缔', false],
  ]
  for (const [story, text, found] of table) assert.equal(shareAKey(flooded, text), found, story)
})

test('what everybody says has no keys', () => {
  for (const text of ['停水了', '', '！！', '路灯不亮', '你们好，请问一下'])
    assert.deepEqual(bandsOf(text), [])
})

test('a key holds for its time and is the same on every machine', () => {
  const bands = bandsOf(flooded)
  const at = Date.UTC(2026, 5, 1)
  const keys = keysAt(bands, at)
  assert.equal(new Set(keys).size, keys.length)
  for (const key of keys) assert.match(key, /^~[0-9a-z]{1,7}$/)
  assert.ok(keys.every(k => keysBetween(bands, at - 30 * msPerDay, at).includes(k)))
  assert.ok(keys.every(k => !keysBetween(bands, at + 40 * msPerDay, at + 80 * msPerDay).includes(k)))
  assert.deepEqual(keysAt(bandsOf('垃圾堆放三天没人清运'), 0).slice(0, 3), [
    '~fu70dq',
    '~16vhobz',
    '~1ito51a',
  ])
})
