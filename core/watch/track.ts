// The newest fixes of one mover in the order of event time, whatever the order in which they came. It reaches back as far
// as late fixes are let in, and a few fixes further, so that a decision can still show what it stood on.

export const stride = 7
export const [iAt, iLng, iLat, iAccuracy, iSpeed, iReceived, iSource] = [0, 1, 2, 3, 4, 5, 6] as const

export type Track = {
  /** `stride` numbers a fix; fixes `start` ≤ i < `end` count. */
  data: Float64Array
  start: number
  end: number
}

export const newTrack = (): Track => ({ data: new Float64Array(8 * stride), start: 0, end: 0 })

/** Makes room for a fix at `i` and returns its place in `data`. */
export const openAt = (track: Track, i: number): number => {
  if ((track.end + 1) * stride > track.data.length) {
    const grown = new Float64Array(track.data.length * 2)
    grown.set(track.data)
    track.data = grown
  }
  const place = i * stride
  if (i < track.end) track.data.copyWithin(place + stride, place, track.end * stride)
  track.end++
  return place
}

/** Where a fix at `at` belongs: the first index with a later moment, and before it only same moments. */
export const placeOf = (track: Track, at: number): number => {
  let low = track.start
  let high = track.end
  while (low < high) {
    const middle = (low + high) >> 1
    if (track.data[middle * stride + iAt]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Moves what counts to the front when a quarter of the room is behind it; returns by how many fixes. */
export const pack = (track: Track): number => {
  const by = track.start
  if (by < 32 || by * 4 < track.end) return 0
  track.data.copyWithin(0, by * stride, track.end * stride)
  track.start = 0
  track.end -= by
  return by
}
