// Live changes for the whole desk: one stream, from which lists, counts and the open matter learn what to read again.
// Changes that arrive together are read together.
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from 'react'
import { type LiveState, useLive } from '#ui/live.ts'
import type { LiveEvent } from '#ui/sse.ts'
import { paths } from '#wire/paths.ts'
import { useMe } from '../session/session.ts'

/** Long enough to gather the facts of one move, short enough to feel immediate. */
const gatherMs = 100
/** In a storm lists are read once a second, not once a fact. */
const apartMs = 1000

const Live = createContext<LiveState>({ connected: true })
export const useLiveState = () => useContext(Live)

type Change = { life: string; subject: string }

const changeOf = (event: LiveEvent): Change | undefined => {
  try {
    const d: unknown = JSON.parse(event.data)
    if (typeof d !== 'object' || d === null || !('subject' in d) || typeof d.subject !== 'string')
      return undefined
    return { life: 'life' in d && typeof d.life === 'string' ? d.life : 'matter', subject: d.subject }
  } catch {
    return undefined
  }
}

/** How many are inside a fence that counts them; no number: fewer than may be told. */
export type Inside = { fence: string; inside?: number }
export const insideKey = (fence: string) => ['inside', fence] as const

const insideOf = (event: LiveEvent): Inside | undefined => {
  try {
    const d = JSON.parse(event.data) as Partial<Inside>
    return typeof d.fence === 'string' ? (d as Inside) : undefined
  } catch {
    return undefined
  }
}

export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient()
  const me = useMe()
  const gathered = useRef(new Map<string, Change>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const flushedAt = useRef(Number.NEGATIVE_INFINITY)

  const flush = useCallback(() => {
    timer.current = undefined
    flushedAt.current = performance.now()
    const changes = [...gathered.current.values()]
    gathered.current.clear()
    for (const { life, subject } of changes)
      void client.invalidateQueries({ queryKey: [paths.subject(life, subject)] })
    for (const life of new Set(changes.map(c => c.life))) {
      void client.invalidateQueries({ queryKey: [paths.counts(life)] })
      void client.invalidateQueries({ queryKey: ['rows', life] })
    }
  }, [client])

  // Administrators see no matters; for them there is no stream to listen to.
  const state = useLive(me.tabs.length > 0 ? paths.live : undefined, event => {
    // Away for too long to be told one by one: everything on the screen may be old.
    if (event.type === 'reset') return void client.invalidateQueries()
    if (event.type === 'inside') {
      const count = insideOf(event)
      if (count) client.setQueryData(insideKey(count.fence), count)
      return
    }
    const change = changeOf(event)
    if (!change) return
    gathered.current.set(`${change.life} ${change.subject}`, change)
    timer.current ??= setTimeout(flush, Math.max(gatherMs, flushedAt.current + apartMs - performance.now()))
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  return <Live.Provider value={state}>{children}</Live.Provider>
}
