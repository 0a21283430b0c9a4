// Opening the vault at start, and changing the district's key under it. Both answer with one clear sentence rather than
// begin with a key that does not fit: a new key beside old records would look like all personal data were lost.
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from './pool.ts'
import { contextOf } from './vault.ts'
import {
  type KeyHolder,
  keysFromFile,
  keysFromText,
  newKeyText,
  VaultKeyError,
  writeKeyFile,
  wrongKey,
} from './vault-key.ts'

/** Names of the keys that records lie under now. */
const keysInUse = async (db: Database): Promise<string[]> => {
  const rows = await db.system<{ key_id: string }>(
    'select distinct key_id from vault_record where district = $1 and wrapped_key is not null',
    [db.district],
  )
  return rows.map(r => r.key_id)
}

/**
 * `path` is the key file beside the data, made on the first start; `fromEnv` (JIEWANG_VAULT_KEY) wins over it.
 * Throws VaultKeyError when the key is missing, unreadable by its owner alone, or another one than the records need.
 */
export const openVaultKeys = async (
  db: Database,
  path: string,
  fromEnv: string | undefined,
): Promise<KeyHolder> => {
  const inUse = await keysInUse(db)
  const keys = fromEnv ? keysFromText(fromEnv) : keysBeside(path, inUse)
  const missing = inUse.filter(id => !keys.has(id))
  if (missing.length > 0) throw new VaultKeyError(wrongKey(missing, keys.currentId()))
  return keys
}

const keysBeside = (path: string, inUse: readonly string[]): KeyHolder => {
  if (!existsSync(path)) {
    if (inUse.length > 0)
      throw new VaultKeyError(
        `找不到保险库密钥 ${path}，而数据库里有用它（${inUse.join('、')}）加密的个人信息；请从备份放回，不要新建。` +
          ` / The vault key ${path} is missing while records lie under it: put it back from your backup.`,
      )
    // Two processes may start together: whoever comes second takes the key of the first.
    const mine = `${path}.${process.pid}.first`
    writeKeyFile(mine, [newKeyText()])
    try {
      linkSync(mine, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(mine, { force: true })
    }
  }
  return keysFromFile(path)
}

/** Wraps every record anew under the present key; resolves to how many it were. Safe to repeat and to interrupt. */
export const rewrapAll = async (db: Database, keys: KeyHolder): Promise<number> => {
  for (let done = 0; ; ) {
    const rows = await db.system<{ ref: string; kind: string; key_id: string; wrapped_key: Buffer }>(
      `select ref, kind, key_id, wrapped_key from vault_record
       where district = $1 and wrapped_key is not null and key_id <> $2 limit 500`,
      [db.district, keys.currentId()],
    )
    if (rows.length === 0) return done
    const fresh = await Promise.all(
      rows.map(async r => {
        const context = contextOf(db.district, r.ref, r.kind)
        const dataKey = await keys.unwrap({ keyId: r.key_id, wrapped: r.wrapped_key }, context)
        const { keyId, wrapped } = await keys.wrap(dataKey, context)
        dataKey.fill(0)
        return { ref: r.ref, old: r.key_id, key_id: keyId, wrapped: wrapped.toString('base64') }
      }),
    )
    // A record destroyed in between has no key any more and must not get one back.
    await db.system(
      `update vault_record v set wrapped_key = decode(r.wrapped, 'base64'), key_id = r.key_id
       from json_to_recordset($2::json) as r(ref text, old text, key_id text, wrapped text)
       where v.district = $1 and v.ref = r.ref and v.key_id = r.old and v.wrapped_key is not null`,
      [db.district, JSON.stringify(fresh)],
    )
    done += rows.length
  }
}

/**
 * Changes the district's key: the new one is written above the old, every record is wrapped anew, then the old one
 * leaves the file. Other processes see the changed file with their next record; `settleMs` waits for what they had
 * begun before. Interrupted, it goes on from where it was when called again.
 */
export const changeVaultKey = async (db: Database, path: string, settleMs = 2000): Promise<number> => {
  const lines = readFileSync(path, 'utf8').split(/\s+/).filter(Boolean)
  if (lines.length === 1) writeKeyFile(path, [newKeyText(), ...lines])
  const keys = keysFromFile(path)
  let done = await rewrapAll(db, keys)
  await pause(settleMs)
  done += await rewrapAll(db, keys)
  const [fresh] = readFileSync(path, 'utf8').split(/\s+/)
  writeKeyFile(path, [fresh!])
  return done
}
