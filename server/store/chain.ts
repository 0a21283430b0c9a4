// The chain of a subject's facts: each hash covers the fact and the hash before it, so an altered, missing or reordered
// fact shows. SM3, China's commercial hash (GM/T 0004), from the platform's own crypto.
import { hash } from 'node:crypto'
import type { Fact } from '#core/life/fact.ts'

/** The hash before the first fact. */
export const noHash = '0'.repeat(64)

/** JSON with sorted keys and without absent values: the same fact gives the same text on every machine. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(v => canonical(v ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const parts: string[] = []
    for (const key of Object.keys(value).sort()) {
      const v = (value as Record<string, unknown>)[key]
      if (v !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(v)}`)
    }
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value)
}

/** Facts never change, and the same one is kept, shown and shown again: its hash is computed once. */
const known = new WeakMap<Fact, { district: string; before: string; hash: string }>()

export const hashOf = (district: string, fact: Fact, before: string): string => {
  const found = known.get(fact)
  if (found?.before === before && found.district === district) return found.hash
  const made = freshHashOf(district, fact, before)
  known.set(fact, { district, before, hash: made })
  return made
}

/** What is hashed: everything a fact says, and where it stands. */
const freshHashOf = (district: string, fact: Fact, before: string): string =>
  hash(
    'sm3',
    `${before}\n${district}\n${fact.subject}\n${fact.seq}\n${fact.life}\n${fact.type}\n${fact.at}\n${canonical(fact.by)}\n` +
      `${canonical(fact.data)}\n${fact.clocks ? canonical(fact.clocks) : ''}`,
  )

/** Digest of one commit: its fact hashes in the order of their text. */
export const digestOf = (hashes: readonly string[]): string => hash('sm3', [...hashes].sort().join('\n'))
