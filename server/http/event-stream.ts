// One open answer of text/event-stream. A reader that does not read is let go: it comes back and resumes, while a queue
// for it would grow for ever.
import type { FastifyReply } from 'fastify'

export type EventStream = {
  send(text: string): void
  /** Called once, whoever ends it. */
  onEnd(work: () => void): void
  end(): void
}

/** Some minutes of a busy district; further behind, resuming is cheaper than catching up. */
export const mostUnreadBytes = 512 * 1024

export const openEventStream = (reply: FastifyReply): EventStream => {
  reply.hijack()
  const { raw } = reply
  const headers = Object.entries(reply.getHeaders()).flatMap(([k, v]) =>
    v === undefined ? [] : [[k, v] as const],
  )
  for (const [name, value] of headers) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that gather answers would hold back what should be live.
    'x-accel-buffering': 'no',
  })
  raw.write(': 结网\n\n')
  return {
    send: text => {
      if (raw.writableEnded || raw.destroyed) return
      raw.write(text)
      if (raw.writableLength > mostUnreadBytes) raw.destroy()
    },
    onEnd: work => void raw.once('close', work),
    end: () => void raw.end(),
  }
}
