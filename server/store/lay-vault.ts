// Records of a told past go into the vault in batches, each under a key of its own like any other. Their references are
// the ones the facts name, and they are tied to their matters at once, as the sweep leaves them after a day.
import type { VaultRecord } from '#sim/net/memory-vault.ts'
import type { Query } from './pool.ts'
import { insertRecordsSql, sealedRecord } from './vault.ts'
import type { KeyHolder } from './vault-key.ts'

export type PastRecord = VaultRecord & { subject?: string }

export const layRecords = async (
  district: string,
  keys: KeyHolder,
  records: readonly PastRecord[],
  query: Query,
): Promise<void> => {
  if (records.length === 0) return
  const rows = await Promise.all(records.map(r => sealedRecord(district, keys, r)))
  await query(insertRecordsSql, [district, JSON.stringify(rows)])
}
