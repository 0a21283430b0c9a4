// The name of a pack's content. Two folders that say the same carry the same version, whoever wrote them and when.
import { createHash } from 'node:crypto'
import type { Pack } from '#core/district/district.ts'

/** First 12 hex digits of the SHA-256 of the content, whatever the order of keys or the layout of the files. */
export const versionOf = (pack: Pack): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(pack)))
    .digest('hex')
    .slice(0, 12)

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
