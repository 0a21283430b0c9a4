// One keep-alive HTTP connection, one request at a time, with as little work as HTTP allows: the player shares its two
// cores with what it measures, and a general client would cost more than the server's own parsing.
import { connect, type Socket } from 'node:net'

export type Answer = { status: number; body: string; retryAfterSeconds: number }
export type Ask = {
  method: 'GET' | 'POST'
  path: string
  headers?: Readonly<Record<string, string>>
  body?: unknown
}
export type Line = { ask: (ask: Ask) => Promise<Answer>; close: () => void }

/** Rejects when the connection ends before the answer is whole. The connection is made anew for the next request. */
export const openLine = (port: number): Line => {
  let socket: Socket | undefined
  let pending: { done: (a: Answer) => void; failed: (e: Error) => void } | undefined
  let got: Buffer = Buffer.alloc(0)

  const fail = (error: Error) => {
    socket?.destroy()
    socket = undefined
    got = Buffer.alloc(0)
    pending?.failed(error)
    pending = undefined
  }
  const open = (): Socket => {
    const fresh = connect({ host: '127.0.0.1', port, noDelay: true })
    fresh.on('data', chunk => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
      const answer = readAnswer(got)
      if (!answer) return
      got = Buffer.alloc(0)
      const { done } = pending!
      pending = undefined
      done(answer)
    })
    fresh.on('error', fail)
    fresh.on('close', () => {
      if (socket === fresh) fail(new Error('the server closed the connection'))
    })
    return fresh
  }
  return {
    ask: ({ method, path, headers = {}, body }) =>
      new Promise((done, failed) => {
        pending = { done, failed }
        const text = body === undefined ? '' : JSON.stringify(body)
        const lines = Object.entries({
          host: `127.0.0.1:${port}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'content-length': String(Buffer.byteLength(text)),
          ...headers,
        }).map(([name, value]) => `${name}: ${value}\r\n`)
        socket ??= open()
        socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
      }),
    close: () => {
      const closing = socket
      socket = undefined
      closing?.destroy()
    },
  }
}

const endOfHead = Buffer.from('\r\n\r\n')

const readAnswer = (got: Buffer): Answer | undefined => {
  const headEnd = got.indexOf(endOfHead)
  if (headEnd < 0) return undefined
  const head = got.toString('latin1', 0, headEnd)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
  const bodyStart = headEnd + endOfHead.length
  if (got.length < bodyStart + length) return undefined
  return {
    status: Number(head.slice(9, 12)),
    body: got.toString('utf8', bodyStart, bodyStart + length),
    retryAfterSeconds: Number(/\r\nretry-after: (\d+)/i.exec(head)?.[1] ?? 0),
  }
}
