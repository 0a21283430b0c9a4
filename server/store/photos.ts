// Photos as kept: cleaned before they come here, bound to a matter by the fact that names them, gone after a day when
// none does. Who sees the matter sees its photos; the database asks.
import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '#core/kit/instant.ts'
import type { Database, Who } from './pool.ts'

export type Photo = { mime: string; bytes: Buffer }

/** Keeps a photo bound to nothing yet; resolves to its id. */
export const keepPhoto = async (db: Database, photo: Photo, now: Instant): Promise<string> => {
  // Unguessable: until it is bound the id is all that is asked for.
  const id = `ph-${randomBytes(16).toString('base64url')}`
  await db.system(
    'insert into photo (district, id, mime, bytes, sha256, made_at) values ($1, $2, $3, $4, $5, $6)',
    [db.district, id, photo.mime, photo.bytes, createHash('sha256').update(photo.bytes).digest('hex'), now],
  )
  return id
}

/** A photo of this matter as this reader sees it. */
export const openPhoto = async (
  db: Database,
  who: Who,
  subject: string,
  id: string,
): Promise<Photo | undefined> => {
  const [row] = await db.as(who)<Photo>(
    'select mime, bytes from photo where district = $1 and id = $2 and subject = $3',
    [db.district, id, subject],
  )
  return row
}
