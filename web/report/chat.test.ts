import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeChat, wordsOfChat } from './chat.ts'

test('nicknames, times and placeholders go, words stay', () => {
  const pasted = '李阿姨 2021/7/31 10:22\n楼下垃圾三天没收了\n[图片]\n李阿姨 10:23\n味道很大，10:30 来看看吧'
  assert.equal(looksLikeChat(pasted), true)
  assert.equal(wordsOfChat(pasted), '楼下垃圾三天没收了\n味道很大，10:30 来看看吧')
})

test('plain words are not mistaken for chat', async t => {
  for (const words of ['昨晚 10:30 开始漏水，到现在没停', '路灯坏了', '每天 7:00 到 9:00 堵车'])
    await t.test(words, () => {
      assert.equal(looksLikeChat(words), false)
      assert.equal(wordsOfChat(words), words)
    })
})

test('time lines of several apps', async t => {
  for (const line of [
    '2021年7月31日 上午10:22',
    '张三 10:22:31',
    '——— 以下是新消息 ———',
    '王五：2021-07-31 10:22',
  ])
    await t.test(line, () => assert.equal(wordsOfChat(`${line}\n话`), '话'))
})
