// What strangers send as photos: honest ones lose what they should not tell, the others are refused in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { cleanPhoto, formatOf } from './photo-cleaning.ts'
import { isNo } from './session-port.ts'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 140, b: 60 } } })

const gps = await picture(1200, 900)
  .jpeg()
  .withMetadata({ orientation: 6 })
  .withExifMerge({
    IFD0: { Make: 'Phone Maker', ImageDescription: 'taken at home' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '29/1 50/1 0/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '106/1 3/1 0/1',
    },
  })
  .toBuffer()

/** A comment segment right after the start of a JPEG. */
const withComment = (jpeg: Buffer, text: string): Buffer => {
  const comment = Buffer.from(text)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(comment.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xfe), length, comment, jpeg.subarray(2)])
}

/** A PNG of one colour, any size: a few kB that unfold to gigabytes. */
const bomb = (side: number): Buffer => {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(64 * 1024))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const cleaned = async (bytes: Buffer): Promise<Buffer> => {
  const result = await cleanPhoto(bytes)
  assert.ok(!isNo(result), JSON.stringify(result))
  assert.equal(result.mime, 'image/jpeg')
  return result.bytes
}
const refusedAs = async (bytes: Buffer): Promise<string | undefined> => {
  const result = await cleanPhoto(bytes)
  return isNo(result) ? result.no.refused : undefined
}

test('a photo with a place in it comes out without one, and upright', async () => {
  assert.ok(gps.includes('Phone Maker') && (await sharp(gps).metadata()).exif)
  const clean = await cleaned(gps)
  const meta = await sharp(clean).metadata()
  assert.deepEqual([meta.exif, meta.iptc, meta.xmp, meta.icc, meta.orientation], Array(5).fill(undefined))
  assert.ok(!clean.includes('Phone Maker') && !clean.includes('Exif'))
  assert.deepEqual([meta.width, meta.height], [900, 1200], 'orientation 6 is a quarter turn')
})

test('words hidden in a photo, before or behind the picture, stay behind', async () => {
  const page = '<html><script>alert(1)</script></html>'
  const archive = Buffer.concat([gps, Buffer.from(`PK\x03\x04${page}`)])
  for (const polyglot of [withComment(gps, page), archive])
    assert.ok(!(await cleaned(polyglot)).includes('<script>'))
})

test('what it is called does not matter; what it is does', async () => {
  const png = await picture(300, 200).png().toBuffer()
  const webp = await picture(300, 200).webp().toBuffer()
  for (const honest of [png, webp]) assert.equal(formatOf(await cleaned(honest)), 'jpeg')
  const avif = await picture(64, 64).avif().toBuffer()
  const table: readonly [string, Buffer, string][] = [
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'not-a-photo'],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'not-a-photo'],
    ['GIF', await picture(9, 9).gif().toBuffer(), 'not-a-photo'],
    ['TIFF', await picture(9, 9).tiff().toBuffer(), 'not-a-photo'],
    ['AVIF, in the container of HEIC', avif, 'photo-heic'],
    ['nothing', Buffer.alloc(0), 'not-a-photo'],
    ['three bytes', Buffer.of(0xff, 0xd8, 0xff), 'photo-damaged'],
    [
      'HTML behind the first bytes of a JPEG',
      Buffer.concat([gps.subarray(0, 3), Buffer.from('<script>')]),
      'photo-damaged',
    ],
    ['half a JPEG', gps.subarray(0, gps.length / 2), 'photo-damaged'],
    ['half a PNG', png.subarray(0, png.length / 2), 'photo-damaged'],
    ['8 MB and a byte', Buffer.concat([gps, Buffer.alloc(8 * 1024 * 1024)]), 'photo-too-large'],
    ['a PNG that unfolds to 900 megapixels', bomb(30_000), 'photo-too-many-pixels'],
  ]
  for (const [name, bytes, code] of table) assert.equal(await refusedAs(bytes), code, name)
})

test('large photos get smaller, small ones do not grow', async () => {
  const size = async (bytes: Buffer) => {
    const { width, height } = await sharp(await cleaned(bytes)).metadata()
    return [width, height]
  }
  assert.deepEqual(await size(await picture(4000, 3000).jpeg().toBuffer()), [1600, 1200])
  assert.deepEqual(await size(await picture(40, 30).jpeg().toBuffer()), [40, 30])
})

test('a crowd of photos is cleaned in turn, and too large a crowd is asked to wait', async () => {
  const results = await Promise.all(Array.from({ length: 30 }, () => cleanPhoto(gps)))
  const no = results.filter(isNo)
  assert.equal(results.length - no.length, 18)
  assert.ok(no.every(n => n.status === 429 && n.retryAfterSeconds === 3))
})
