// The vault: what is known of people outside, each record under a key of its own, that key wrapped by the district's.
// Facts carry the reference only. To delete a record is to destroy its key; the row stays and certifies the deletion.
import { randomBytes } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Database } from './pool.ts'
import { keyBytes, seal, open as unseal } from './vault-cipher.ts'
import type { KeyHolder } from './vault-key.ts'
import { kindOf, type VaultKind } from './vault-kinds.ts'

/** What stays of a record: proof that it existed, why, and that it is gone. No personal data. */
export type Certificate = {
  ref: string
  kind: string
  purpose: string
  legalBasis: string
  keepDays: number
  subject?: string
  madeAt: Instant
  deletedAt?: Instant
}

export type VaultMore = {
  /** The matter it belongs to, when that is known already. */
  subject?: string
  /** Other than the kind's own, e.g. an evacuation list: days after the end. */
  keepDays?: number
}

export type Vault = {
  /** Returns the reference facts may carry. It is durable before any fact kept afterwards is. */
  put(kind: VaultKind, plain: string, more?: VaultMore): Promise<string>
  /** The plain text; undefined when it never existed or was destroyed. The caller has asked who looks, and why. */
  open(ref: string): Promise<string | undefined>
  /**
   * Whether there is something of a person in it; `{}` is nothing. Pages ask it with every look at a matter, so the
   * answer, never the content, is believed for five seconds – not past a `destroy` of this process.
   */
  holds(ref: string): Promise<boolean>
  /** Ties a record to its matter; the sweep does it for those nobody tied. */
  bind(ref: string, subject: string): Promise<void>
  /** For ever. Harmless when repeated or unknown. */
  destroy(ref: string): Promise<void>
  certificate(ref: string): Promise<Certificate | undefined>
  /** Records of a matter, destroyed ones too, oldest first. */
  ofSubject(subject: string): Promise<readonly Certificate[]>
}

/** A record as the table takes it; bytes in base64. */
export type NewRecord = {
  ref: string
  kind: string
  purpose: string
  legal_basis: string
  keep_until_days: number
  subject: string | null
  wrapped_key: string
  sealed: string
  key_id: string
  made_at: number
}

const believedMs = 5_000
const mostBelieved = 20_000

export const contextOf = (district: string, ref: string, kind: string): string => `${district}|${ref}|${kind}`

// The commit of the record need not reach the disk by itself: the facts that name it are kept by a later commit of the
// same log, which is answered only when everything before it is durable. A record nobody names may be lost.
export const insertRecordsSql = `
with lazily as (select set_config('synchronous_commit', 'off', true))
insert into vault_record (district, ref, kind, purpose, legal_basis, keep_until_days, subject, wrapped_key, sealed, key_id, made_at)
select $1, r.ref, r.kind, r.purpose, r.legal_basis, r.keep_until_days, r.subject, decode(r.wrapped_key, 'base64'),
       decode(r.sealed, 'base64'), r.key_id, r.made_at
from lazily, json_to_recordset($2::json) as r(ref text, kind text, purpose text, legal_basis text, keep_until_days int,
  subject text, wrapped_key text, sealed text, key_id text, made_at bigint)`

/** Seals one record under a key of its own, made here and wrapped by the district's. */
export const sealedRecord = async (
  district: string,
  keys: KeyHolder,
  record: VaultMore & { ref: string; kind: VaultKind; plain: string; madeAt: Instant },
): Promise<NewRecord> => {
  const { ref, kind, plain, madeAt, subject, keepDays } = record
  const of = kindOf(kind)
  const context = contextOf(district, ref, kind)
  const dataKey = randomBytes(keyBytes)
  const sealed = seal(dataKey, Buffer.from(plain), context)
  const { keyId, wrapped } = await keys.wrap(dataKey, context)
  dataKey.fill(0)
  return {
    ref,
    kind,
    purpose: of.purpose,
    legal_basis: of.legalBasis,
    keep_until_days: keepDays ?? of.keepDays,
    subject: subject ?? null,
    wrapped_key: wrapped.toString('base64'),
    sealed: sealed.toString('base64'),
    key_id: keyId,
    made_at: madeAt,
  }
}

export const makeVault = (db: Database, keys: KeyHolder, now: () => Instant): Vault => {
  const insert = together<NewRecord>(async rows => {
    await db.system(insertRecordsSql, [db.district, JSON.stringify(rows)])
  })
  const certificates = async (where: string, value: string): Promise<Certificate[]> => {
    const rows = await db.system<CertificateRow>(
      `select ref, kind, purpose, legal_basis, keep_until_days, subject, made_at, deleted_at from vault_record
       where district = $1 and ${where} = $2 order by made_at, ref`,
      [db.district, value],
    )
    return rows.map(certificateOf)
  }
  const believed = new Map<string, { holds: boolean; until: number }>()
  const believe = (ref: string, holds: boolean): boolean => {
    if (believed.size >= mostBelieved) believed.delete(believed.keys().next().value!)
    believed.set(ref, { holds, until: now() + believedMs })
    return holds
  }
  const open: Vault['open'] = async ref => {
    const [row] = await db.system<{ kind: string; wrapped_key: Buffer; sealed: Buffer; key_id: string }>(
      `select kind, wrapped_key, sealed, key_id from vault_record
       where district = $1 and ref = $2 and wrapped_key is not null`,
      [db.district, ref],
    )
    if (!row) return undefined
    const context = contextOf(db.district, ref, row.kind)
    const dataKey = await keys.unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }, context)
    try {
      return unseal(dataKey, row.sealed, context).toString()
    } finally {
      dataKey.fill(0)
    }
  }
  return {
    put: async (kind, plain, more = {}) => {
      const ref = `v-${randomBytes(16).toString('base64url')}`
      await insert(await sealedRecord(db.district, keys, { ref, kind, plain, madeAt: now(), ...more }))
      return ref
    },
    open,
    holds: async ref => {
      const known = believed.get(ref)
      if (known && known.until > now()) return known.holds
      const plain = await open(ref)
      return believe(ref, plain !== undefined && plain !== '{}')
    },
    bind: async (ref, subject) => {
      await db.system('update vault_record set subject = $3 where district = $1 and ref = $2', [
        db.district,
        ref,
        subject,
      ])
    },
    destroy: async ref => {
      await destroyAll(db, [ref], now())
      believe(ref, false)
    },
    certificate: async ref => (await certificates('ref', ref))[0],
    ofSubject: subject => certificates('subject', subject),
  }
}

/** Wipes key and ciphertext; resolves to how many were still there. */
export const destroyAll = async (db: Database, refs: readonly string[], at: Instant): Promise<number> => {
  const gone = await db.system(
    `update vault_record set wrapped_key = null, sealed = null, key_id = null, deleted_at = $3
     where district = $1 and ref = any($2) and deleted_at is null returning 1`,
    [db.district, refs, at],
  )
  return gone.length
}

type CertificateRow = {
  ref: string
  kind: string
  purpose: string
  legal_basis: string
  keep_until_days: number
  subject: string | null
  made_at: number
  deleted_at: number | null
}

const certificateOf = (r: CertificateRow): Certificate => ({
  ref: r.ref,
  kind: r.kind,
  purpose: r.purpose,
  legalBasis: r.legal_basis,
  keepDays: r.keep_until_days,
  ...(r.subject === null ? {} : { subject: r.subject }),
  madeAt: r.made_at as Instant,
  ...(r.deleted_at === null ? {} : { deletedAt: r.deleted_at as Instant }),
})

/** While one write is under way the next ones gather and go together. */
const together = <T>(write: (rows: readonly T[]) => Promise<void>): ((row: T) => Promise<void>) => {
  let waiting: { row: T; done: () => void; failed: (e: unknown) => void }[] = []
  let writing = false
  const pump = async () => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await write(batch.map(b => b.row)).then(
        () => {
          for (const b of batch) b.done()
        },
        error => {
          for (const b of batch) b.failed(error)
        },
      )
    }
    writing = false
  }
  return row =>
    new Promise((done, failed) => {
      waiting.push({ row, done, failed })
      if (!writing) void pump()
    })
}
