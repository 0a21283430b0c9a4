// Live changes from the server, resumed without a gap after a lost connection: the last event's id goes back as
// Last-Event-ID. Tells the screen since when it may be stale, because an old number must look old.
import { useEffect, useRef, useState } from 'react'
import { currentLang } from './lang.ts'
import { nowAt } from './now.ts'
import { type LiveEvent, sseReader } from './sse.ts'

export type LiveState = {
  connected: boolean
  /** Set while disconnected: when the screen was last known to be true, ms since 1970 UTC. */
  staleSinceAt?: number
}

/** Silence longer than this means a dead line: the server sends a heartbeat at least every 30 s. */
const silenceMs = 75_000
const firstWaitMs = 1000
const longestWaitMs = 30_000

type Ears = {
  onEvent: (event: LiveEvent) => void
  onState: (state: LiveState) => void
  /** The line stands: what was read before it stood may have missed something. */
  onConnect?: () => void
}

/** Keeps listening until the returned function is called. */
export const listen = (path: string, { onEvent, onState, onConnect }: Ears): (() => void) => {
  let lastId: string | undefined
  let heardAt = nowAt()
  let waitMs = firstWaitMs
  let ended = false
  let stop = new AbortController()
  let wake: (() => void) | undefined

  const once = async () => {
    stop = new AbortController()
    const headers: Record<string, string> = { accept: 'text/event-stream', 'accept-language': currentLang() }
    if (lastId !== undefined) headers['last-event-id'] = lastId
    let watchdog = setTimeout(() => stop.abort(), silenceMs)
    try {
      const response = await fetch(path, { headers, credentials: 'same-origin', signal: stop.signal })
      if (!response.ok || !response.body) throw new Error(`live ${response.status}`)
      onState({ connected: true })
      // With an id to resume from, the server tells what was missed.
      if (lastId === undefined) onConnect?.()
      const read = sseReader(event => {
        if (event.id !== undefined) lastId = event.id
        onEvent(event)
      })
      const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await pieces.read()
        if (done) return
        heardAt = nowAt()
        waitMs = firstWaitMs
        clearTimeout(watchdog)
        watchdog = setTimeout(() => stop.abort(), silenceMs)
        read(value)
      }
    } finally {
      clearTimeout(watchdog)
    }
  }

  const rest = () =>
    new Promise<void>(done => {
      wake = done
      // Spread out: after a restart not every screen comes back in the same second.
      setTimeout(done, waitMs * (0.5 + Math.random() / 2))
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    })

  const run = async () => {
    while (!ended) {
      await once().catch(() => undefined)
      if (ended) return
      onState({ connected: false, staleSinceAt: heardAt })
      await rest()
    }
  }

  const online = () => {
    waitMs = firstWaitMs
    wake?.()
  }
  globalThis.addEventListener('online', online)
  void run()
  return () => {
    ended = true
    globalThis.removeEventListener('online', online)
    stop.abort()
    wake?.()
  }
}

/** Listens while the component is on the screen. `path` undefined: not yet. */
export const useLive = (
  path: string | undefined,
  onEvent: (event: LiveEvent) => void,
  onConnect?: () => void,
): LiveState => {
  const [state, setState] = useState<LiveState>({ connected: true })
  const latest = useRef({ onEvent, onConnect })
  latest.current = { onEvent, onConnect }
  useEffect(() => {
    if (path === undefined) return
    return listen(path, {
      onEvent: event => latest.current.onEvent(event),
      onConnect: () => latest.current.onConnect?.(),
      onState: setState,
    })
  }, [path])
  return state
}
