// The demo accounts' common password: made once for this installation and kept beside the data, never in the program.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Without letters and digits that are mistaken for each other when copied from a screen.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 12

export const demoPassword = (dataDir: string, fromEnv: string | undefined): string => {
  if (fromEnv) return fromEnv
  const file = join(dataDir, 'demo-password')
  if (!existsSync(file)) {
    const made = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
