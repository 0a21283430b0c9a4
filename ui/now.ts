// One ticking clock for the whole page. It follows the server's time, not the device's: a phone that is ten minutes
// slow must not show green where the desk shows red. Lights hang on it and turn by themselves.
import { useSyncExternalStore } from 'react'

let offsetMs = 0
let roughOffset = true

/** Milliseconds since 1970 UTC, as the server counts them. */
export const nowAt = (): number => Date.now() + offsetMs

/**
 * Corrects the clock by an instant the server named just now. `precisionMs` is how coarse that instant is: the HTTP
 * Date header counts whole seconds and gives way to exact ones.
 */
export const noteServerNow = (at: number, precisionMs = 0): void => {
  if (!Number.isFinite(at)) return
  const offset = at + precisionMs / 2 - Date.now()
  const rough = precisionMs > 0
  if (rough && !roughOffset) return
  // Small differences are the network's, not the clock's; following them would make lights flicker.
  if (Math.abs(offset - offsetMs) > Math.max(1500, precisionMs)) {
    offsetMs = offset
    for (const listener of listeners) listener()
  }
  roughOffset = rough
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const tick = () => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  // A phone that slept shows the truth at once when it wakes.
  if (listeners.size === 1) globalThis.document?.addEventListener('visibilitychange', tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    globalThis.document?.removeEventListener('visibilitychange', tick)
  }
}

/** The present, in steps; a component is drawn again once a step, not once a second. */
export const useNow = (stepMs = 1000): number =>
  useSyncExternalStore(subscribe, () => Math.floor(nowAt() / stepMs) * stepMs)

/** Something computed from the present; a component is drawn again only when the text it returns changes. */
export const useAtNow = (compute: (now: number) => string): string =>
  useSyncExternalStore(subscribe, () => compute(nowAt()))
