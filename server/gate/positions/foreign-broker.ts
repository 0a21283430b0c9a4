// Somebody else's MQTT broker: we are one of its subscribers, in a session that stays when we are away. A message is
// acknowledged to it only after its fixes are on disk; what we never acknowledged comes again. The last part of the topic
// names the source: positions/<source>.
import { connect } from 'mqtt'
import { parsed } from './broker.ts'
import type { Intake } from './intake.ts'
import { isBodyWrong } from './read-body.ts'

export type ForeignBroker = { close(): Promise<void> }

const sourcePattern = /^[a-z0-9][a-z0-9-]{1,39}$/
const retryMs = 2000

export const joinBroker = (parts: {
  intake: Intake
  /** mqtt://user:password@host:1883, mqtts://…, ws://… */
  url: string
  /** Whether it speaks MQTT 5; 3.1.1 otherwise. */
  version: 4 | 5
  /** The same for every start of this installation: the broker keeps our messages under it. */
  clientId: string
  connected: () => void
  /** Told of what cannot be taken, and of every loss of the broker. */
  failed: (what: unknown) => void
}): ForeignBroker => {
  const { intake, url, version, clientId, connected, failed } = parts
  let closed = false
  const take = async (topic: string, payload: Buffer): Promise<void> => {
    const source = topic.split('/').at(-1) ?? ''
    if (!sourcePattern.test(source)) return failed(new Error(`topic ${topic} names no source`))
    for (;;) {
      try {
        const answer = await intake.take(parsed(payload), { source })
        if (!isBodyWrong(answer)) {
          if (answer.refused > 0) failed({ source, ...answer, rows: answer.rows.map(r => r.zh) })
          return
        }
        // A message that will never be right would otherwise come again for ever.
        if (answer.status !== 503) return failed({ source, ...answer })
      } catch (error) {
        failed(error)
      }
      if (closed) throw new Error('not kept before the end')
      await new Promise(r => setTimeout(r, retryMs))
    }
  }
  const client = connect(url, {
    protocolVersion: version,
    clientId,
    clean: false,
    ...(version === 5 ? { properties: { sessionExpiryInterval: 7 * 86_400 } } : {}),
    reconnectPeriod: retryMs,
  })
  // Asked for each message before it is acknowledged, in either version of the protocol; one at a time, as they came.
  client.handleMessage = (packet, done) => {
    take(packet.topic, packet.payload as Buffer).then(
      () => done(),
      // Left without an answer: the broker gives it to us again.
      () => {},
    )
  }
  client.on('connect', () => {
    connected()
    client.subscribe('positions/+', { qos: 1 }, error => {
      if (error) failed(error)
    })
  })
  client.on('error', failed)
  return {
    close: async () => {
      closed = true
      await client.endAsync(true)
    },
  }
}
