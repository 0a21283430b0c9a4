// The reporter's secret link. The token is 128 bits no one can guess; only its hash is kept. It is derived from what was
// sent and a secret of this installation, so that the very same report sent again – because the answer was lost on the
// way – gets the very same link, and nobody else can compute it.
import { createHash, createHmac } from 'node:crypto'

const tokenBytes = 16

/** `body`: everything that was sent, its key included. */
export const tokenFor = (secret: Uint8Array, source: string, body: unknown): string =>
  createHmac('sha256', secret)
    .update('jiewang:link:')
    .update(JSON.stringify([source, body]))
    .digest()
    .subarray(0, tokenBytes)
    .toString('base64url')

/** What the store knows a link by. */
export const linkHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const tokenPattern = '^[\\w-]{10,80}$'
export const linkTo = (token: string): string => `/r/${token}`
