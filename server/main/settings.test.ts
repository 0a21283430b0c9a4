// Settings that cannot be right are refused with a sentence that names them, and no password is repeated in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartError } from '#server/store/embedded/start-error.ts'
import { readSettings } from './settings.ts'

const wrong: readonly (readonly [env: Record<string, string>, says: RegExp])[] = [
  [{ PORT: '80a' }, /^PORT=80a 不是端口号/],
  [{ JIEWANG_MQTT_PORT: '70000' }, /^JIEWANG_MQTT_PORT=70000 不是端口号/],
  [{ JIEWANG_MQTT_URL: 'http://jiewang:secret@broker' }, /^JIEWANG_MQTT_URL 不是 MQTT 地址/],
  [{ JIEWANG_MQTT_URL: 'mqtt://jiewang:secret@broker:port' }, /^JIEWANG_MQTT_URL 不是 MQTT 地址/],
  [{ JIEWANG_MQTT_VERSION: '3.1.1' }, /^JIEWANG_MQTT_VERSION=3.1.1 不对/],
  [{ JIEWANG_DEMO_SPEED: '0' }, /^JIEWANG_DEMO_SPEED=0 不对/],
  [{ JIEWANG_DEMO_HISTORY: '700' }, /^JIEWANG_DEMO_HISTORY=700 不对/],
]

test('what cannot be right is refused by name', () => {
  for (const [env, says] of wrong)
    assert.throws(
      () => readSettings(env),
      (error: unknown) => {
        assert.ok(error instanceof StartError)
        assert.match(error.zh, says)
        assert.doesNotMatch(error.message, /secret/)
        return true
      },
    )
})

test('a broker of one’s own takes the place of the built-in one', () => {
  const { mqtt } = readSettings({ JIEWANG_MQTT_URL: 'mqtts://u:p@broker:8883', JIEWANG_MQTT_VERSION: '5' })
  assert.deepEqual([mqtt.port, mqtt.version], [undefined, 5])
  assert.equal(readSettings({}).mqtt.port, 1883)
  assert.equal(readSettings({ JIEWANG_MQTT_PORT: 'off' }).mqtt.port, undefined)
})
