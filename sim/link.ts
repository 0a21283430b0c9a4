// Links of invented reporters. Whoever rates or asks again in a simulation comes by a link like everybody; but its secret
// nobody has: to open it one had to find words with this hash that look like a secret of the program, which these do not.
import { createHash } from 'node:crypto'

/** SHA-256 (hex), as the store keeps of a link. */
export const linkOf = (source: string, id: string): string =>
  createHash('sha256').update(`no secret has this form|${source}|${id}`).digest('hex')
