// POST requests: a report through the one door behind all doors. Who reported goes to the vault. Nothing outside is
// fetched: a picture comes in as an upload or a data URL, and any other media_url is left behind.
import { createHash } from 'node:crypto'
import type { Point } from '#core/district/district.ts'
import { msPerHour } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { unitName } from '#core/life/timeline.ts'
import type { Contact } from '#desk/receive.ts'
import { knownSubject } from '#server/store/keeper.ts'
import type { Fields } from './fields.ts'
import type { Doc } from './format.ts'
import { isNo, type No, noOf, say } from './no.ts'
import { unknownService } from './services.ts'
import type { Open311World } from './world.ts'

export const channel = 'open311'
const mostTitle = 200
const mostContact = 200

const numberIn = (text: string | undefined, most: number): number | undefined => {
  const n = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(n) && Math.abs(n) <= most ? n : undefined
}

type Place = { point?: Point; words?: string; territory?: string }

const placeOf = (fields: Fields, world: Open311World): Place | No => {
  const lat = fields.get('lat')
  const long = fields.get('long')
  const words = fields.get('address_string')
  const id = fields.get('address_id')
  if (lat === undefined && long === undefined && words === undefined && id === undefined)
    return say(
      400,
      '缺少位置：请给 lat 和 long，或 address_string，或 address_id。',
      'A location is required: lat and long, or address_string, or address_id.',
    )
  if ((lat === undefined) !== (long === undefined))
    return say(400, 'lat 和 long 要同时给。', 'lat and long must be given together.')
  const y = numberIn(lat, 90)
  const x = numberIn(long, 180)
  if (lat !== undefined && (y === undefined || x === undefined))
    return say(
      400,
      `lat=${lat.slice(0, 40)} long=${long!.slice(0, 40)} 不是 WGS-84 经纬度。`,
      'lat and long must be WGS-84 degrees.',
    )
  const known = id !== undefined && world.district().territory(id) !== undefined
  if (id !== undefined && !known && lat === undefined && words === undefined)
    return say(
      400,
      `address_id ${id.slice(0, 40)} 不是本区的地域编号。`,
      'address_id is no territory code of ours.',
    )
  return {
    ...(x === undefined || y === undefined ? {} : { point: [x, y] as const }),
    ...(words === undefined ? {} : { words }),
    ...(known ? { territory: id } : {}),
  }
}

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

const contactOf = (fields: Fields): Contact | No => {
  const first = fields.get('first_name') ?? ''
  const last = fields.get('last_name') ?? ''
  const name = hasHan(last + first) ? last + first : `${first} ${last}`.trim()
  const phone = fields.get('phone')
  const email = fields.get('email')
  for (const [field, text] of Object.entries({ first_name: first, last_name: last, phone, email }))
    if (text !== undefined && text.length > mostContact)
      return say(
        400,
        `${field} 最多 ${mostContact} 个字符。`,
        `${field} has at most ${mostContact} characters.`,
      )
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
}

/** Pictures are cleaned a few at a time; others wait. */
const crowdedSeconds = 3

const dataUrl = /^data:image\/[a-z.+-]{1,20};base64,([A-Za-z0-9+/=\s]+)$/

const photosOf = async (fields: Fields, world: Open311World): Promise<string[] | No> => {
  const inline = dataUrl.exec(fields.get('media_url') ?? '')?.[1]
  const pictures = [...fields.files, ...(inline === undefined ? [] : [Buffer.from(inline, 'base64')])]
  const photos: string[] = []
  for (const bytes of pictures) {
    const kept = await world.photos.keep(bytes)
    if ('no' in kept) {
      const no = say(kept.status === 429 ? 503 : 400, kept.no.zh, kept.no.en)
      return no.status === 503 ? { ...no, retryAfterSeconds: crowdedSeconds } : no
    }
    photos.push(kept.photo)
  }
  return photos
}

/** Fields of the way, not of what was said. */
const notSaid = new Set(['api_key', 'jurisdiction_id'])

/**
 * A report is the same report when the client names it the same (`request_id`, or the id FixMyStreet and others put
 * into an attribute). A client that names nothing is recognised by saying the same once more within one to two hours:
 * a retry is caught, while the same rubbish a week later is a new report.
 */
const idsOf = (fields: Fields, world: Open311World): readonly string[] => {
  const named =
    fields.get('request_id') ?? fields.attribute('fixmystreet_id') ?? fields.attribute('external_id')
  if (named !== undefined) return [`id:${named}`]
  const said = fields.all().filter(([name, text]) => !notSaid.has(name) && text !== '')
  const print = createHash('sha256').update(JSON.stringify(said))
  for (const file of fields.files) print.update(file)
  const digest = print.digest('base64url')
  const hour = Math.floor(world.now() / msPerHour)
  return [`body:${hour}:${digest}`, `body:${hour - 1}:${digest}`]
}

export const takeRequest = async (world: Open311World, fields: Fields, source: string): Promise<Doc | No> => {
  const district = world.district()
  const code = fields.get('service_code')
  if (code === undefined) return say(400, '缺少 service_code。', 'service_code was not provided.')
  const type = district.type(code)
  if (!type) return unknownService(code.slice(0, 40))
  const place = placeOf(fields, world)
  if (isNo(place)) return place
  const contact = contactOf(fields)
  if (isNo(contact)) return contact
  const [sourceId, earlier] = idsOf(fields, world)
  if (earlier !== undefined) {
    const known = await knownSubject(world.db, source, earlier)
    if (known !== undefined) return accepted(world, known)
  }
  const photos = await photosOf(fields, world)
  if (isNo(photos)) return photos
  const words = fields.get('description') ?? type.zh
  const title = fields.attribute('title')?.slice(0, mostTitle)
  const received = await world.receive({
    report: {
      source,
      sourceId: sourceId!,
      channel,
      at: world.now(),
      words,
      ...(title === undefined ? {} : { title }),
      place,
      type: code,
      photos,
      lang: hasHan(words) ? 'zh' : 'en',
    },
    actor: { kind: 'gate', source },
    contact,
  })
  return isRefusal(received) ? noOf(received) : accepted(world, received.number)
}

const accepted = async (world: Open311World, number: string): Promise<Doc> => {
  const lead = (await world.desk.load(number))?.standing.doc.lead
  const district = world.district()
  const unit = (lang: 'zh' | 'en') => (lead === undefined ? '' : unitName(lead, district, lang, 'reporter'))
  return {
    root: 'service_requests',
    value: [
      {
        service_request_id: number,
        service_notice: `已收到，由${unit('zh')}受理分派。Received by ${unit('en')}.`,
        account_id: null,
      },
    ],
  }
}
