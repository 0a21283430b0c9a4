// GET requests: lists and single ones.
import { standingOf } from '#core/life/standing.ts'
import { matter } from '#core/lives/matter.ts'
import { historiesOf, open311Subjects } from '#server/store/open311.ts'
import type { Fields } from './fields.ts'
import type { Doc } from './format.ts'
import { isNo, type No, say } from './no.ts'
import { requestView, type Seen } from './request-view.ts'
import { spanOf } from './when.ts'
import type { Open311World } from './world.ts'

/** GeoReport v2: 90 days or the first 1000 requests, whichever is smaller. */
export const mostRequests = 1000

const listed = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map(s => s.trim())
    .filter(Boolean)

/** A whole number within bounds; the default where nothing is said. */
export const countOf = (fields: Fields, name: string, usual: number, most: number): number | No => {
  const text = fields.get(name)
  if (text === undefined) return usual
  const n = Number(text)
  return /^\d{1,7}$/.test(text) && n >= 1 && n <= most
    ? n
    : say(
        400,
        `${name}=${text.slice(0, 40)} 要在 1 与 ${most} 之间。`,
        `${name} must be a number from 1 to ${most}.`,
      )
}

const openOf = (fields: Fields): boolean | undefined | No => {
  const wanted = listed(fields.get('status'))?.map(s => s.toLowerCase())
  const odd = wanted?.find(s => s !== 'open' && s !== 'closed')
  if (odd !== undefined)
    return say(400, `status=${odd.slice(0, 40)} 只能是 open 或 closed。`, 'status is open or closed.')
  if (!wanted || new Set(wanted).size !== 1) return undefined
  return wanted[0] === 'open'
}

export const readSeen = async (world: Open311World, subjects: readonly string[]): Promise<Seen[]> =>
  (await historiesOf(world.db, subjects)).map(facts => ({ facts, standing: standingOf(matter, facts)! }))

/** `source`: whose key was shown; without one only public fields are told. */
export const requestList = async (
  world: Open311World,
  fields: Fields,
  source: string | undefined,
): Promise<Doc | No> => {
  const subjects = listed(fields.get('service_request_id'))
  const born = spanOf(fields, world.now())
  if (isNo(born)) return born
  const open = openOf(fields)
  if (isNo(open)) return open
  const page = countOf(fields, 'page', 1, 1_000_000)
  if (isNo(page)) return page
  const size = countOf(fields, 'page_size', mostRequests, mostRequests)
  if (isNo(size)) return size
  const types = listed(fields.get('service_code'))
  const found = await open311Subjects(world.db, {
    ...(source === undefined ? {} : { source }),
    // Named requests are looked up whatever else is asked.
    ...(subjects
      ? { subjects: subjects.slice(0, mostRequests) }
      : { born, ...(types ? { types } : {}), ...(open === undefined ? {} : { open }) }),
    limit: size,
    offset: (page - 1) * size,
  })
  const reader = {
    district: world.district(),
    now: world.now(),
    own: source !== undefined,
    extensions: fields.get('extensions') === 'true',
  }
  return {
    root: 'service_requests',
    value: (await readSeen(world, found)).map(seen => requestView(seen, reader)),
  }
}

export const unknownRequest = (id: string): No =>
  say(
    404,
    `没有 service_request_id 为 ${id.slice(0, 80)} 的事项。`,
    `service_request_id ${id.slice(0, 80)} was not found.`,
  )

/** Whether this reader finds the matter here. */
export const isShown = async (
  world: Open311World,
  subject: string,
  source: string | undefined,
): Promise<boolean> => {
  const wish = { ...(source === undefined ? {} : { source }), subjects: [subject], limit: 1, offset: 0 }
  return (await open311Subjects(world.db, wish)).length === 1
}

export const oneRequest = async (
  world: Open311World,
  id: string,
  fields: Fields,
  source: string | undefined,
): Promise<Doc | No> => {
  if (!(await isShown(world, id, source))) return unknownRequest(id)
  const [seen] = await readSeen(world, [id])
  const reader = {
    district: world.district(),
    now: world.now(),
    own: source !== undefined,
    extensions: fields.get('extensions') === 'true',
  }
  return { root: 'service_requests', value: [requestView(seen!, reader)] }
}

/** Every service here is realtime and no token is ever given out; a number is its own token. */
export const tokenFor = async (
  world: Open311World,
  token: string,
  source: string | undefined,
): Promise<Doc | No> =>
  (await isShown(world, token, source))
    ? { root: 'service_requests', value: [{ service_request_id: token, token }] }
    : say(404, `没有这个 token：${token.slice(0, 80)}。`, `token ${token.slice(0, 80)} was not found.`)
