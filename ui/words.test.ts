import assert from 'node:assert/strict'
import { test } from 'node:test'
import { say } from './words.ts'

test('a space beside 汉字 becomes thin, an English one stays; holes are filled as they are', () => {
  assert.equal(say(['余 {n} 小时', '{n} hours left'], { n: 3 }, 'zh'), '余\u20093\u2009小时')
  assert.equal(say(['余 {n} 小时', '{n} hours left'], { n: 3 }, 'en'), '3 hours left')
  assert.equal(say(['最晚 {due}', 'by {due}'], { due: '8月14日 周六' }, 'zh'), '最晚\u20098月14日 周六')
})

test('a missing filling shows its name, so that no sentence lies', () => {
  assert.equal(say(['找{unit}', 'ask {unit}'], {}, 'zh'), '找unit')
})
