// The vault of an invented district: references derived from the seed, so that the same telling makes the same facts,
// and contents that are as invented as everybody in it. Never for people who exist: nothing here is encrypted.
import { createHash } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Vault } from '#desk/receive.ts'

export type VaultRecord = { ref: string; kind: 'contact' | 'words'; plain: string; madeAt: Instant }

export type MemoryVault = Vault & {
  open(ref: string): Promise<string | undefined>
  /** What is held, in the order it was put in: for whoever lays it into a real vault. */
  records(): Iterable<VaultRecord>
}

export type VaultListener = { put?(record: VaultRecord): void; destroyed?(ref: string): void }

/** 16 bytes in base64url, as the real vault makes them by chance. */
const refChars = 22

/** With `holds` off the listener alone has the records: for tellings longer than memory. */
export const makeMemoryVault = (
  seed: string,
  now: () => Instant,
  listener: VaultListener = {},
  holds = true,
): MemoryVault => {
  const records = new Map<string, VaultRecord>()
  let made = 0
  return {
    put: async (kind, plain) => {
      const digest = createHash('sha256').update(`${seed}|vault|${++made}`).digest('base64url')
      const record = { ref: `v-${digest.slice(0, refChars)}`, kind, plain, madeAt: now() }
      if (holds) records.set(record.ref, record)
      listener.put?.(record)
      return record.ref
    },
    destroy: async ref => {
      records.delete(ref)
      listener.destroyed?.(ref)
    },
    open: async ref => records.get(ref)?.plain,
    records: () => records.values(),
  }
}
