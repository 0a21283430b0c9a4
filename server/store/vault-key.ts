// The district's own keys: they wrap the key of every vault record and never touch the database. They stand in a file
// only its owner reads, or come from the environment; while keys are changed there are two, the new one first.
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { keyBytes, open, seal } from './vault-cipher.ts'

export type Wrapped = { keyId: string; wrapped: Buffer }

/** What the vault asks of whatever holds the district's keys: this file here, a key service or a module elsewhere. */
export type KeyHolder = {
  /** The key new records are wrapped with. */
  currentId(): string
  /** Whether records under this key can be opened. */
  has(keyId: string): boolean
  wrap(dataKey: Buffer, context: string): Wrapped | Promise<Wrapped>
  unwrap(of: Wrapped, context: string): Buffer | Promise<Buffer>
}

export class VaultKeyError extends Error {}

type Key = { id: string; key: Buffer }

/** Reads 64 hex digits or 44 characters of base64. `where` is told when it is neither. */
const parseKey = (text: string, where: string): Key => {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== keyBytes || !/^([0-9a-f]{64}|[A-Za-z0-9+/]{43}=?)$/i.test(text))
    throw new VaultKeyError(
      `${where} 里的密钥格式不对：应为 64 位十六进制或 44 位 base64（32 字节）。` +
        ` / The vault key in ${where} must be 64 hex digits or 44 characters of base64.`,
    )
  // A name for the key that tells nothing about it; short, because a person compares it by eye.
  return { id: createHash('sha256').update('jiewang:vault-key:').update(key).digest('hex').slice(0, 12), key }
}

const holderOf = (keys: () => readonly Key[]): KeyHolder => ({
  currentId: () => keys()[0]!.id,
  has: keyId => keys().some(k => k.id === keyId),
  wrap: (dataKey, context) => {
    const { id, key } = keys()[0]!
    return { keyId: id, wrapped: seal(key, dataKey, `${context}|${id}`) }
  },
  unwrap: ({ keyId, wrapped }, context) => {
    const found = keys().find(k => k.id === keyId)
    if (!found) throw new VaultKeyError(wrongKey([keyId], keys()[0]!.id))
    return open(found.key, wrapped, `${context}|${keyId}`)
  },
})

export const wrongKey = (wanted: readonly string[], given: string): string =>
  `保险库密钥不对：个人信息由密钥 ${wanted.join('、')} 加密，现在给的是 ${given}；请放回原来的 vault.key（或 JIEWANG_VAULT_KEY）。` +
  ` / Wrong vault key: records lie under ${wanted.join(', ')}, the key given is ${given}.`

/** Keys as `JIEWANG_VAULT_KEY` has them: one, or the new one and the old one with a comma between. */
export const keysFromText = (text: string, where = 'JIEWANG_VAULT_KEY'): KeyHolder => {
  const keys = text
    .split(/[\s,]+/)
    .filter(part => part !== '')
    .map(part => parseKey(part, where))
  if (keys.length === 0) throw new VaultKeyError(`${where} 是空的。 / ${where} is empty.`)
  return holderOf(() => keys)
}

export const newKeyText = (): string => randomBytes(keyBytes).toString('hex')

/** Keys in a file, one a line, the present one first. The file is looked at again whenever it has changed. */
export const keysFromFile = (path: string): KeyHolder => {
  let read: { keys: readonly Key[]; stamp: string } | undefined
  const keys = (): readonly Key[] => {
    const { mtimeMs, size, ino, mode } = statSync(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new VaultKeyError(
        `${path} 能被其他账户读取，请执行 chmod 600 ${path}。 / Others can read the vault key: run chmod 600 ${path}.`,
      )
    const stamp = `${mtimeMs}:${size}:${ino}`
    if (read?.stamp !== stamp) {
      const lines = readFileSync(path, 'utf8').split(/\s+/).filter(Boolean)
      if (lines.length === 0)
        throw new VaultKeyError(`${path} 是空的。 / The vault key file ${path} is empty.`)
      read = { keys: lines.map(line => parseKey(line, path)), stamp }
    }
    return read.keys
  }
  keys()
  return holderOf(keys)
}

/** Writes the keys so that a crash leaves the old file or the new one, never half of one. */
export const writeKeyFile = (path: string, lines: readonly string[]): void => {
  const fresh = `${path}.${process.pid}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    // Changed by root for a service: the service must still be able to read it.
    if (process.getuid?.() === 0 && existsSync(path)) {
      const { uid, gid } = statSync(path)
      fchownSync(file, uid, gid)
    }
    writeSync(file, `${lines.join('\n')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, path)
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
