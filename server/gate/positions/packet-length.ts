// How long a packet of MQTT may be. Parsers gather a packet whole before anybody is asked whether its sender may come in,
// and the protocol allows 256 MB; so the lengths packets announce are read along, and whoever announces too much is hung up.
import type { Duplex } from 'node:stream'

/** A client's name, user and key, with room to spare: all that somebody unknown may say. */
export const mostFirstBytes = 16 * 1024

const moreLengthBit = 0x80

/** Told of each chunk in turn: whether it announces a packet of more than `mostFirstBytes` at first, `mostBytes` later. */
export const makeLengths = (mostBytes: number): ((chunk: Uint8Array) => boolean) => {
  let isFirst = true
  /** Bytes of the packet that are still to come; -1: its kind, -2: its length. */
  let left = -1
  let length = 0
  let scale = 1
  return chunk => {
    for (let i = 0; i < chunk.length; ) {
      if (left > 0) {
        const step = Math.min(left, chunk.length - i)
        left -= step
        i += step
        if (left === 0) left = -1
        continue
      }
      const byte = chunk[i++]!
      if (left === -1) {
        left = -2
        length = 0
        scale = 1
        continue
      }
      length += (byte % moreLengthBit) * scale
      scale *= moreLengthBit
      if (length > (isFirst ? mostFirstBytes : mostBytes)) return true
      if (byte >= moreLengthBit) continue
      isFirst = false
      left = length > 0 ? length : -1
    }
    return false
  }
}

/** Whoever reads from this stream reads no packet that is too long: it is destroyed first. */
export const boundPackets = (stream: Duplex, mostBytes: number): void => {
  const isTooLong = makeLengths(mostBytes)
  const read = stream.read.bind(stream)
  stream.read = size => {
    const chunk = read(size)
    if (chunk === null || !isTooLong(chunk)) return chunk
    stream.destroy()
    return null
  }
}
