// The built-in MQTT broker: devices publish batches to `positions`, with a key as their password. A message of QoS 1 or 2
// is acknowledged only after its fixes are on disk, because the broker asks us before it acknowledges. Nobody can listen
// to what others send; rows that were not taken come back on `positions/answers/<client id>`.
import { createServer, type Server } from 'node:net'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { Intake } from './intake.ts'
import { boundPackets } from './packet-length.ts'
import { isBodyWrong } from './read-body.ts'
import type { KeyBook } from './register.ts'

export const topic = 'positions'
export const answersTo = (client: string): string => `positions/answers/${client}`

export type Broker = { port: number; close(): Promise<void> }

const mostPayloadBytes = 4 * 1024 * 1024
/** Topic and number of a message, beside its payload. */
const mostPacketBytes = mostPayloadBytes + 1024
const notAuthorized = 5
const badPassword = 4

const refusal = (returnCode: number): AuthenticateError =>
  Object.assign(new Error('not let in'), { returnCode }) as AuthenticateError

/** What came, as the door reads it; undefined is no JSON. */
export const parsed = (payload: Buffer | string): unknown => {
  try {
    return JSON.parse(payload.toString())
  } catch {
    return undefined
  }
}

export const openBroker = async (
  parts: { intake: Intake; keys: KeyBook; failed: (error: unknown) => void },
  where: { host: string; port: number },
): Promise<Broker> => {
  const { intake, keys, failed } = parts
  const keyOf = new WeakMap<Client, string>()
  const broker = new Aedes({
    authenticate: (client, _user, password, done) => {
      const key = password?.toString() ?? ''
      keys(key).then(
        source => {
          if (source === undefined) return done(refusal(badPassword), false)
          keyOf.set(client, key)
          done(null, true)
        },
        error => {
          failed(error)
          done(refusal(3), false)
        },
      )
    },
    authorizePublish: (client, packet, done) => {
      // The broker's own words, answers among them.
      if (client === null) return done()
      const key = keyOf.get(client)
      if (key === undefined || packet.topic !== topic) return done(refusal(notAuthorized))
      if (packet.payload.length > mostPayloadBytes) return done(new Error('payload too large'))
      const tell = (answer: unknown) =>
        broker.publish(
          {
            cmd: 'publish',
            topic: answersTo(client.id),
            payload: Buffer.from(JSON.stringify(answer)),
            qos: 0,
            retain: false,
            dup: false,
          },
          () => {},
        )
      const take = async (): Promise<Error | undefined> => {
        // Asked again each time: a key that was ended counts no longer, however long its device stays connected.
        const source = await keys(key)
        if (source === undefined) return refusal(notAuthorized)
        const answer = await intake.take(parsed(packet.payload), { source })
        // Too many at once: not acknowledged, so the device sends it again.
        if (isBodyWrong(answer) && answer.status === 503) return new Error('busy')
        if (isBodyWrong(answer) || answer.rows.length > 0) tell(answer)
        return undefined
      }
      take().then(
        no => {
          if (no) return done(no)
          // Nobody listens to positions, so nothing of it need be handed on.
          packet.payload = Buffer.alloc(0)
          packet.retain = false
          done()
        },
        error => {
          // Not on disk: the connection goes, and with it the claim that anything was taken.
          failed(error)
          done(error instanceof Error ? error : new Error('not kept'))
        },
      )
    },
    // A name with a wildcard in it would hear what is told to others.
    authorizeSubscribe: (client, subscription, done) =>
      done(
        null,
        subscription.topic === answersTo(client.id) && !/[+#]/.test(client.id) ? subscription : null,
      ),
  })
  await broker.listen()
  const server: Server = createServer(stream => {
    boundPackets(stream, mostPacketBytes)
    broker.handle(stream)
  })
  await new Promise<void>((open, no) => {
    server.once('error', no)
    server.listen(where.port, where.host, () => open())
  })
  const { port } = server.address() as { port: number }
  return {
    port,
    close: async () => {
      const ended = new Promise(done => server.close(done))
      await new Promise<void>(done => broker.close(() => done()))
      await ended
    },
  }
}
