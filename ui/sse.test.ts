import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LiveEvent, sseReader } from './sse.ts'

const stream =
  ': hello\r\n\r\nid: 7\r\nevent: changed\r\ndata: {"a":1}\r\n\r\ndata: one\ndata: two\n\n:beat\n\n'
const whole: readonly LiveEvent[] = [
  { type: 'changed', data: '{"a":1}', id: '7' },
  { type: 'message', data: 'one\ntwo', id: '7' },
]

test('events come out the same however the network cuts the stream', () => {
  for (let size = 1; size <= stream.length; size++) {
    const heard: LiveEvent[] = []
    const read = sseReader(event => heard.push(event))
    for (let at = 0; at < stream.length; at += size) read(stream.slice(at, at + size))
    assert.deepEqual(heard, whole, `pieces of ${size}`)
  }
})

test('half an event at the end of a lost connection is not heard', () => {
  const heard: LiveEvent[] = []
  sseReader(event => heard.push(event))('id: 8\ndata: half')
  assert.deepEqual(heard, [])
})
