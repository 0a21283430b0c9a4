// What this device remembers about its reader: language, text size, drafts, own numbers. Storage may be full, closed
// (private windows) or absent; then the page goes on without a memory.

const prefix = 'jiewang.'

export const kept = (key: string): unknown => {
  try {
    const text = globalThis.localStorage?.getItem(prefix + key)
    return text === null || text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** False when the device refused to keep it, so that a screen never says “saved” untruly. `undefined` forgets. */
export const keep = (key: string, value: unknown): boolean => {
  try {
    if (value === undefined) globalThis.localStorage.removeItem(prefix + key)
    else globalThis.localStorage.setItem(prefix + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
