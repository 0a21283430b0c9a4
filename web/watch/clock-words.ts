// A moment to the second, as a fix is read: 09:41:07, in the time of China.
const chinaOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000
const two = (n: number): string => String(n).padStart(2, '0')

export const clockWords = (at: number): string => {
  const ofDay = Math.floor((((at + chinaOffsetMs) % dayMs) + dayMs) % dayMs) / 1000
  return `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(Math.floor(ofDay) % 60)}`
}

/** Minutes after midnight as 06:30. */
export const minuteWords = (minutes: number): string =>
  `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
