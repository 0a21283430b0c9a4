// What this device remembers about its reader: language, text size, drafts, own numbers. Storage may be full, closed
// (private windows) or absent; then the page remembers until it is closed.

const prefix = 'jiewang.'
const untilClosed = new Map<string, unknown>()

export const kept = (key: string): unknown => {
  if (untilClosed.has(key)) return untilClosed.get(key)
  try {
    const text = globalThis.localStorage?.getItem(prefix + key)
    return text === null || text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** False when it is kept only until the page closes, so that a screen never says “saved” untruly. `undefined` forgets. */
export const keep = (key: string, value: unknown): boolean => {
  try {
    if (value === undefined) globalThis.localStorage.removeItem(prefix + key)
    else globalThis.localStorage.setItem(prefix + key, JSON.stringify(value))
    untilClosed.delete(key)
    return true
  } catch {
    untilClosed.set(key, value)
    return false
  }
}
