// Positions by MQTT: the built-in broker and a broker of somebody else's. A message is acknowledged when its fixes are on
// disk and not before; nobody hears what others send.
import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Aedes } from 'aedes'
import { connectAsync, type IClientOptions } from 'mqtt'
import { answersTo, type Broker, openBroker } from './broker.ts'
import { joinBroker } from './foreign-broker.ts'
import type { Intake, Sender } from './intake.ts'
import { answerOf } from './noes.ts'
import { isBodyWrong, readBody } from './read-body.ts'

/** An intake whose disk the test holds in its hand. */
const makeSlow = () => {
  const taken: { body: unknown; from: Sender }[] = []
  const waiting: (() => void)[] = []
  let isFailing = false
  const intake: Intake = {
    waiting: () => waiting.length,
    take: async (body, from) => {
      const rows = readBody(body)
      if (isBodyWrong(rows)) return rows
      if (isFailing) throw new Error('disk full')
      taken.push({ body, from })
      await new Promise<void>(done => waiting.push(done))
      return answerOf(rows.length, new Map([['from-the-future', [0]]]))
    },
  }
  return {
    intake,
    taken,
    flush: () => {
      for (const done of waiting.splice(0)) done()
    },
    fail: (is: boolean) => {
      isFailing = is
    },
  }
}

const until = async (isSo: () => boolean) => {
  for (const end = performance.now() + 5000; performance.now() < end; await pause(5)) if (isSo()) return
  assert.fail('it did not come about')
}

const disk = makeSlow()
let broker: Broker
const sources = new Map([
  ['jwk_right', 'radar'],
  ['jwk_short', 'cranes'],
])
before(async () => {
  const keys = async (key: string) => sources.get(key)
  broker = await openBroker({ intake: disk.intake, keys, failed: () => {} }, { host: '127.0.0.1', port: 0 })
})
after(() => broker.close())

const come = (clientId: string, password: string, more: IClientOptions = {}) =>
  connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    clientId,
    username: 'x',
    password,
    reconnectPeriod: 0,
    ...more,
  })
const fixes = JSON.stringify({ fixes: [{ subject: 't', class: 'vehicle', at: 1, lng: 106, lat: 29.8 }] })

test('without a key nobody comes in', async () => {
  await assert.rejects(come('stranger', 'jwk_wrong'), /Bad username or password|Not authorized/i)
})

test('QoS 1 is acknowledged after the disk, and what was not taken is told to its sender alone', async () => {
  const device = await come('device-1', 'jwk_right')
  const other = await come('device-2', 'jwk_right')
  const heard: string[] = []
  const overheard: string[] = []
  device.on('message', (_, payload) => void heard.push(payload.toString()))
  other.on('message', topic => void overheard.push(topic))
  await device.subscribeAsync(answersTo('device-1'))
  for (const topic of ['positions', '#', answersTo('device-1')])
    await other.subscribeAsync(topic).catch(() => {})
  let acknowledged = false
  const sent = device.publishAsync('positions', fixes, { qos: 1 }).then(() => {
    acknowledged = true
  })
  await until(() => disk.taken.length === 1)
  assert.equal(disk.taken[0]!.from.source, 'radar')
  await pause(100)
  assert.equal(acknowledged, false, 'not before the disk')
  disk.flush()
  await sent
  await until(() => heard.length === 1)
  assert.match(heard[0]!, /from-the-future/)
  await device.publishAsync('positions', 'no json', { qos: 1 })
  await until(() => heard.length === 2)
  assert.match(heard[1]!, /要一个 JSON 对象/)
  assert.deepEqual(overheard, [])
  await Promise.all([device.endAsync(true), other.endAsync(true)])
})

test('what the disk refused is never acknowledged; another topic is nobody’s', async () => {
  disk.fail(true)
  const device = await come('device-3', 'jwk_right')
  device.on('error', () => {})
  let acknowledged = false
  device.publishAsync('positions', fixes, { qos: 1 }).then(
    () => {
      acknowledged = true
    },
    () => {},
  )
  await new Promise<void>(closed => device.once('close', () => closed()))
  assert.equal(acknowledged, false)
  disk.fail(false)
  await device.endAsync(true)
  const stray = await come('device-4', 'jwk_right')
  stray.on('error', () => {})
  stray.publish('somewhere/else', fixes, { qos: 1 }, () => {})
  await new Promise<void>(closed => stray.once('close', () => closed()))
  await stray.endAsync(true)
})

test('a key that was ended counts no longer, however long its device has been connected', async () => {
  const device = await come('crane-1', 'jwk_short')
  device.on('error', () => {})
  const taken = disk.taken.length
  sources.delete('jwk_short')
  device.publish('positions', fixes, { qos: 1 }, () => {})
  await new Promise<void>(closed => device.once('close', () => closed()))
  assert.equal(disk.taken.length, taken)
  await device.endAsync(true)
})

test('a name with a wildcard in it hears nothing that is told to others', async () => {
  const device = await come('device-5', 'jwk_right')
  const curious = await come('+', 'jwk_right')
  const overheard: string[] = []
  curious.on('message', topic => void overheard.push(topic))
  await curious.subscribeAsync(answersTo('+')).catch(() => {})
  const heard = new Promise<void>(done => device.once('message', () => done()))
  await device.subscribeAsync(answersTo('device-5'))
  await device.publishAsync('positions', 'no json', { qos: 1 })
  await heard
  await pause(50)
  assert.deepEqual(overheard, [])
  await Promise.all([device.endAsync(true), curious.endAsync(true)])
})

test('a stranger who announces more than a name and a key is hung up before it is gathered', async () => {
  const socket = connect(broker.port, '127.0.0.1')
  const closed = new Promise<string>(done => socket.once('close', () => done('hung up')))
  socket.on('error', () => {})
  // CONNECT of 256 MB, of which not even the first byte is sent.
  socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]))
  assert.equal(await Promise.race([closed, pause(3000, 'still connected')]), 'hung up')
  socket.destroy()
})

test('a broker of somebody else’s: acknowledged after the disk, given again when we went away before', async () => {
  const theirs = new Aedes()
  await theirs.listen()
  const server = createServer(stream => void theirs.handle(stream))
  await new Promise<void>(open => server.listen(0, '127.0.0.1', open))
  const { port } = server.address() as { port: number }
  const url = `mqtt://127.0.0.1:${port}`
  const slow = makeSlow()
  const join = () =>
    new Promise<ReturnType<typeof joinBroker>>(done => {
      const joined = joinBroker({
        intake: slow.intake,
        url,
        version: 4,
        clientId: 'jiewang-test',
        connected: () => setTimeout(() => done(joined), 50),
        failed: () => {},
      })
    })
  const first = await join()
  const device = await connectAsync(url)
  await device.publishAsync('positions/radar-7', fixes, { qos: 1 })
  await until(() => slow.taken.length === 1)
  assert.equal(slow.taken[0]!.from.source, 'radar-7')
  // Killed before the disk: the broker still holds it for us.
  await first.close()
  const second = await join()
  await until(() => slow.taken.length === 2)
  slow.flush()
  await pause(50)
  await second.close()
  const third = await join()
  await pause(150)
  assert.equal(slow.taken.length, 2, 'acknowledged once it was kept')
  await third.close()
  await device.endAsync(true)
  await new Promise<void>(done => theirs.close(() => done()))
  server.close()
})
