// How one record is sealed: AES-256-GCM under a key of its own. The first byte names the cipher, so that records sealed
// by another one (SM4 in a certified module) can lie beside these and be opened by theirs; why AES stands here is told
// in decisions/0006-vault-envelope-encryption.md.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { assert } from '#core/kit/assert.ts'

export const keyBytes = 32
const aes256Gcm = 1
const ivBytes = 12
const tagBytes = 16

/** Cipher byte, nonce, tag, ciphertext. `context` must be given again to open: it ties the bytes to their place. */
export const seal = (key: Buffer, plain: Buffer, context: string): Buffer => {
  assert(key.length === keyBytes, `a vault key of ${key.length} bytes: want ${keyBytes}`)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(aes256Gcm), iv, cipher.getAuthTag(), sealed])
}

/** Dies when the bytes, the key or the context are not the ones sealed. */
export const open = (key: Buffer, sealed: Buffer, context: string): Buffer => {
  assert(sealed[0] === aes256Gcm, `vault cipher ${sealed[0]}: this program knows 1 (AES-256-GCM)`)
  const iv = sealed.subarray(1, 1 + ivBytes)
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()])
}
