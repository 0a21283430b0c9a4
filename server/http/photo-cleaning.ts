// A photo from a stranger becomes a picture and nothing else: judged by what it is and not by its name, decoded, turned
// upright, made smaller and written anew. Where it was taken, with which phone, and whatever was hidden in it stays behind.
import sharp from 'sharp'
import type { Instant } from '#core/kit/instant.ts'
import { keepPhoto } from '#server/store/photos.ts'
import type { Database } from '#server/store/pool.ts'
import { noesOf } from './no.ts'
import { isNo, type SessionNo } from './session-port.ts'
import { doorNo } from './status.ts'
import type { PhotosPort } from './world.ts'

export const mostBytes = 8 * 1024 * 1024
/** 40 megapixels: more than any phone sends in 8 MB, less than a small file can unfold to. */
const mostPixels = 40_000_000
/** Enough to read a number plate of a bin and a house number; about 300 kB. */
const longestSide = 1600
const quality = 78
const longestSeconds = 10

/** Pictures decoded at once (each may take 160 MB), and those that may wait. */
const atOnce = 2
const mostWaiting = 16

// Only these three decoders exist for us: the others are doors nobody watches.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

type Format = 'jpeg' | 'png' | 'webp'

/** What the first bytes say; `heic` is recognised to be refused with a sentence of its own. */
export const formatOf = (bytes: Buffer): Format | 'heic' | undefined => {
  const at = (offset: number, text: string) =>
    bytes.subarray(offset, offset + text.length).equals(Buffer.from(text, 'latin1'))
  if (at(0, '\xff\xd8\xff')) return 'jpeg'
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp'
  if (at(4, 'ftyp') && /^(hei[cfmsx]|hev[cx]|mif1|msf1|avif|avis)/.test(bytes.toString('latin1', 8, 12)))
    return 'heic'
  return undefined
}

const photoNo = noesOf({
  'not-a-photo': [
    415,
    '这不是照片：只接受 JPEG、PNG 和 WebP 图片。',
    'This is not a photo: JPEG, PNG and WebP pictures are taken.',
  ],
  'photo-heic': [
    415,
    '暂不支持 HEIC、AVIF 照片：请在手机“设置—相机—格式”选“兼容性最佳”，或转成 JPEG 再传。',
    'HEIC and AVIF photos are not taken: choose “most compatible” in the camera settings, or send it as JPEG.',
  ],
  'photo-too-many-pixels': [
    422,
    '照片尺寸太大：最多 4000 万像素。',
    'The photo has too many pixels: at most 40 million.',
  ],
  'photo-damaged': [
    422,
    '照片不完整或已损坏，请重新拍摄或重新上传。',
    'The photo is incomplete or damaged; please take it or send it again.',
  ],
  'photos-crowded': [
    429,
    '现在上传的照片多，请几秒后再试；您填的内容还在。',
    'Many photos are arriving; try again in a few seconds.',
  ],
})

export type CleanPhoto = { mime: 'image/jpeg'; bytes: Buffer }

const waiting: (() => void)[] = []
let busy = 0

/** A new JPEG of at most 1,600 pixels a side without any metadata, or why not. */
export const cleanPhoto = async (bytes: Buffer): Promise<CleanPhoto | SessionNo> => {
  if (bytes.length > mostBytes) return doorNo('photo-too-large')
  const format = formatOf(bytes)
  if (format === undefined) return photoNo('not-a-photo')
  if (format === 'heic') return photoNo('photo-heic')
  if (busy >= atOnce) {
    if (waiting.length >= mostWaiting) return photoNo('photos-crowded', {}, 3)
    await new Promise<void>(resolve => waiting.push(resolve))
  } else busy++
  try {
    return await writeAnew(bytes, format)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

const writeAnew = async (bytes: Buffer, format: Format): Promise<CleanPhoto | SessionNo> => {
  // `error`: cut-off files fail; mere warnings, which many phones cause, do not.
  const input = { limitInputPixels: false, failOn: 'error', pages: 1 } as const
  try {
    const head = await sharp(bytes, input).metadata()
    if (head.format !== format) return photoNo('not-a-photo')
    if (head.width * head.height > mostPixels) return photoNo('photo-too-many-pixels')
    const clean = await sharp(bytes, { ...input, limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .timeout({ seconds: longestSeconds })
      .toBuffer()
    return { mime: 'image/jpeg', bytes: clean }
  } catch {
    // The decoder's own words name its insides; a person is helped by "damaged".
    return photoNo('photo-damaged')
  }
}

/** The doors' way to keep a photo: cleaned first, always. */
export const makePhotos = (db: Database, now: () => Instant): PhotosPort => ({
  keep: async bytes => {
    const clean = await cleanPhoto(bytes)
    return isNo(clean) ? clean : { photo: await keepPhoto(db, clean, now()) }
  },
})
