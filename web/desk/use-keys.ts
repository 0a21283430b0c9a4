// Keys for the whole desk: one listener on the window; whoever is mounted last is asked first, so that the open matter
// hears its letters before the list does.
import { useEffect, useRef } from 'react'
import { isForDesk } from './keys.ts'

/** Answers true when it took the key. */
type Hearer = (key: string, event: KeyboardEvent) => boolean

const hearers: { current: Hearer }[] = []

const onKeyDown = (event: KeyboardEvent) => {
  const target = event.target instanceof HTMLElement ? event.target : null
  if (event.defaultPrevented || !isForDesk(event, target)) return
  // A sheet over the desk hears its own keys.
  if (document.querySelector('dialog[open]')) return
  // Enter and the space bar belong to the button or link that has the focus.
  if ((event.key === 'Enter' || event.key === ' ') && target?.closest('button, a, summary')) return
  for (const hearer of hearers.toReversed())
    if (hearer.current(event.key, event)) {
      event.preventDefault()
      return
    }
}

export const useKeys = (hear: Hearer): void => {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    if (hearers.length === 0) window.addEventListener('keydown', onKeyDown)
    hearers.push(latest)
    return () => {
      hearers.splice(hearers.indexOf(latest), 1)
      if (hearers.length === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
