// One line that moves on a terminal; elsewhere a line now and then, so that a log is not full of it.

export type Progress = (share: number, words: string) => void

/** How often a terminal is drawn anew, and how many lines a log gets in all. */
const drawnEveryMs = 100
const logLines = 10

export const progressOn = (stream: NodeJS.WriteStream): Progress => {
  let drawnAt = 0
  let told = -1
  let widest = 0
  return (share, words) => {
    const over = share >= 1
    if (stream.isTTY) {
      const at = performance.now()
      if (at - drawnAt < drawnEveryMs && !over) return
      drawnAt = at
      const line = `${words} ${Math.floor(share * 100)} %`
      widest = Math.max(widest, line.length)
      stream.write(`\r${line.padEnd(widest)}${over ? '\n' : ''}`)
      return
    }
    const step = Math.floor(share * logLines)
    if (step <= told) return
    told = step
    stream.write(`${words} ${Math.floor(share * 100)} %\n`)
  }
}
