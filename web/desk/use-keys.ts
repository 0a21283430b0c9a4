// Keys for the whole desk: one listener on the window; the innermost part is asked first, so that an open form hears its
// keys before the triage panel, the panel before the matter, and the matter before the list.
import { useEffect, useRef } from 'react'
import { isForDesk } from './keys.ts'

/** Answers true when it took the key. */
type Hearer = (key: string, event: KeyboardEvent) => boolean

/** From the outside in. */
export const depths = ['list', 'matter', 'triage', 'form'] as const
export type Depth = (typeof depths)[number]

const hearers: { depth: Depth; latest: { current: Hearer } }[] = []
const innermostFirst = (a: { depth: Depth }, b: { depth: Depth }) =>
  depths.indexOf(b.depth) - depths.indexOf(a.depth)

const onKeyDown = (event: KeyboardEvent) => {
  const target = event.target instanceof HTMLElement ? event.target : null
  if (event.defaultPrevented || !isForDesk(event, target)) return
  // A sheet over the desk hears its own keys.
  if (document.querySelector('dialog[open]')) return
  // Enter and the space bar belong to the button or link that has the focus.
  if ((event.key === 'Enter' || event.key === ' ') && target?.closest('button, a, summary')) return
  for (const { latest } of hearers.toSorted(innermostFirst))
    if (latest.current(event.key, event)) {
      event.preventDefault()
      return
    }
}

export const useKeys = (depth: Depth, hear: Hearer): void => {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    if (hearers.length === 0) window.addEventListener('keydown', onKeyDown)
    const hearer = { depth, latest }
    hearers.push(hearer)
    return () => {
      hearers.splice(hearers.indexOf(hearer), 1)
      if (hearers.length === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [depth])
}
