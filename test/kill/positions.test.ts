// Positions survive kill -9 once they are acknowledged: batches come by HTTP and by MQTT without a pause, the program is
// killed outright several times, and in the end every fix that was acknowledged is on disk.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { connectAsync, type MqttClient } from 'mqtt'
import pg from 'pg'
import { unpackFixes } from '#server/store/pack-fixes.ts'
import { paths } from '#wire/paths.ts'
import { Fire } from './net-under-fire.ts'

const kills = Number(process.env.JIEWANG_POSITION_KILLS ?? 3)
const cli = fileURLToPath(new URL('../../server/main/cli.ts', import.meta.url))
const fixesABatch = 50

test(`killed ${kills} times: every acknowledged fix is there`, async t => {
  process.env.JIEWANG_MQTT_PORT = String(20_000 + Math.floor(Math.random() * 30_000))
  const fire = new Fire()
  const acknowledged = new Set<string>()
  let [over, byHttp, byMqtt] = [false, 0, 0]
  try {
    await fire.start()
    const env = { ...process.env, JIEWANG_DATA_DIR: fire.dataDir, DATABASE_URL: '' }
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'key', 'new', 'fleet', '渣土车'], {
      env,
    })
    const key = /jwk_\S+/.exec(stdout)![0]

    let counter = 0
    const batch = (by: string) => {
      const at = Date.now() - 1000
      const n = counter++
      const fixes = Array.from({ length: fixesABatch }, (_, i) => ({
        subject: `${by}-${n % 20}`,
        at: at + i,
        lng: 106 + (n % 100) / 10_000,
        lat: 29.8 + i / 100_000,
        accuracyM: 5,
      }))
      return { names: fixes.map(f => `${f.subject} ${f.at}`), body: { class: 'vehicle', fixes } }
    }
    const keep = (names: readonly string[]) => {
      for (const name of names) acknowledged.add(name)
    }
    const http = async () => {
      while (!over) {
        const { names, body } = batch('http')
        try {
          const res = await fetch(fire.url(paths.positions), {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
            body: JSON.stringify(body),
          })
          if (res.status === 200) {
            const { taken, repeated, refused } = (await res.json()) as Record<string, number>
            assert.deepEqual([taken! + repeated!, refused], [fixesABatch, 0])
            keep(names)
            byHttp++
          }
        } catch {
          await wait(20)
        }
      }
    }
    const mqtt = async () => {
      while (!over) {
        let client: MqttClient | undefined
        try {
          client = await connectAsync(`mqtt://127.0.0.1:${process.env.JIEWANG_MQTT_PORT}`, {
            username: 'x',
            password: key,
            reconnectPeriod: 0,
          })
          client.on('error', () => {})
          const gone = new Promise<never>((_, no) => client!.once('close', () => no(new Error('gone'))))
          while (!over) {
            const { names, body } = batch('mqtt')
            await Promise.race([client.publishAsync('positions', JSON.stringify(body), { qos: 1 }), gone])
            keep(names)
            byMqtt++
          }
        } catch {
          await wait(20)
        }
        await client?.endAsync(true).catch(() => {})
      }
    }
    const lanes = [http(), http(), mqtt()]
    for (let n = 0; n < kills; n++) {
      await wait(400 + Math.random() * 600)
      await fire.kill('server', () => 0)
    }
    await wait(500)
    over = true
    await Promise.all(lanes)

    const client = new pg.Client({ connectionString: await fire.database() })
    await client.connect()
    const kept = new Set<string>()
    try {
      const { rows } = await client.query('select class, received_at, from_at, payload from position_batch')
      for (const r of rows) {
        const b = unpackFixes(r.payload, {
          moverClass: r.class,
          receivedAt: +r.received_at,
          fromAt: +r.from_at,
        })
        for (let i = 0; i < b.length; i++) kept.add(`${b.subjects[b.subject[i]!]} ${b.at[i]}`)
      }
    } finally {
      await client.end()
    }
    const lost = [...acknowledged].filter(name => !kept.has(name))
    t.diagnostic(`${byHttp} batches by HTTP and ${byMqtt} by MQTT, ${acknowledged.size} fixes acknowledged`)
    assert.ok(byHttp > 10 && byMqtt > 10, `${byHttp} by HTTP, ${byMqtt} by MQTT: ${fire.lastWords()}`)
    assert.deepEqual(lost.slice(0, 5), [], `${lost.length} acknowledged fixes are lost`)
  } finally {
    over = true
    delete process.env.JIEWANG_MQTT_PORT
    await fire.end()
  }
})
