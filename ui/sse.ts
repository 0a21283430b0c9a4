// Reads a server-sent event stream as it arrives in pieces. The browser's own EventSource gives up on the first
// answer that is not 200 and cannot be told where to resume, so the stream is read by hand.

/** `id` is what to send back as Last-Event-ID after a break. */
export type LiveEvent = { type: string; data: string; id?: string }

/** Feed it text pieces; it calls back for each whole event. Comment lines (heartbeats) carry nothing. */
export const sseReader = (onEvent: (event: LiveEvent) => void): ((piece: string) => void) => {
  let rest = ''
  let type = 'message'
  let data: string[] = []
  let id: string | undefined
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onEvent({ type, data: data.join('\n'), ...(id === undefined ? {} : { id }) })
      type = 'message'
      data = []
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') type = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }
  return piece => {
    // A pair \r\n may be cut between two pieces: the \r waits until its neighbour is known.
    const text = rest + piece
    const held = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = held.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + (held === text ? '' : '\r')
    for (const l of lines) line(l)
  }
}
