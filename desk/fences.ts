// Drawing and changing fences 电子围栏: what somebody wrote is read whole, every mistake named with its field; the net
// gives number, version of the shape and the piece of territory whose command centres see it. Then it is a life like any
// other. A fence watches a place, a facility or an event; there is no way to write one that watches a person (G-07).
import type { District, Point } from '#core/district/district.ts'
import { dayOf, formatDay, type Instant } from '#core/kit/instant.ts'
import type { Json, Payload } from '#core/life/fact.ts'
import { isRefusal, type Refusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { isInside } from '#core/life/who.ts'
import type { FenceDoc } from '#core/lives/fence/doc.ts'
import { type Definition, fenceDrafted } from '#core/lives/fence.ts'
import type { Path } from '#core/path/path.ts'
import { type FenceProblem, readFence } from '#core/watch/check-fence.ts'
import type { Fence, Shape } from '#core/watch/fence.ts'
import type { Desk, Outcome } from './desk.ts'

export type FenceWrong = { problems: readonly FenceProblem[] }
export const isFenceWrong = (x: unknown): x is FenceWrong =>
  typeof x === 'object' && x !== null && 'problems' in x

/** The fence as the watch reads it, out of the doc of its life. */
export const fenceOf = (number: string, doc: Pick<FenceDoc, 'definition' | 'geometryVersion'>): Fence =>
  ({ ...(doc.definition as object), id: number, geometryVersion: doc.geometryVersion }) as Fence

const cornersOf = (shape: Shape): readonly Point[] =>
  shape.kind === 'circle' ? [shape.centre] : shape.kind === 'line' ? shape.points : shape.polygons.flat(2)

/** A spot that stands for it: the middle of a circle or line, the middle of an area's box. */
const spotOf = (shape: Shape): Point => {
  if (shape.kind === 'circle') return shape.centre
  if (shape.kind === 'line') return shape.points[Math.floor(shape.points.length / 2)]!
  const corners = shape.polygons[0]![0]!
  // One after the other: a shape of hundreds of thousands of corners is too long a list of arguments.
  const middle = (k: 0 | 1) => {
    const all = corners.map(c => c[k])
    return (all.reduce((a, b) => Math.min(a, b)) + all.reduce((a, b) => Math.max(a, b))) / 2
  }
  return [middle(0), middle(1)]
}

/** Corners looked at to find the piece of territory; a fence of thousands lies in few pieces. */
const mostAsked = 200

/** The finest piece of territory that holds all of it: the centres over it see the fence and its alarms. */
const placeOf = (shape: Shape, { locate, district }: Path): string | undefined => {
  const corners = cornersOf(shape)
  const step = Math.max(1, Math.floor(corners.length / mostAsked))
  const codes = [spotOf(shape), ...corners.filter((_, i) => i % step === 0)].map(point => {
    const found = locate({ point }, '')
    return found.how === 'point' ? found.territory : undefined
  })
  const inside = codes.filter(c => c !== undefined)
  if (inside.length === 0) return undefined
  let common = district.territory(inside[0]!)
  while (common && !inside.every(c => isInside(c, common!.code)))
    common = common.parent === undefined ? undefined : district.territory(common.parent)
  return common?.code ?? district.code
}

/** Hours without a calendar are counted on the first of the district; only working days need to know which. */
const withCalendar = (schedule: unknown, district: District): unknown =>
  typeof schedule === 'object' &&
  schedule !== null &&
  'kind' in schedule &&
  schedule.kind === 'hours' &&
  !('calendar' in schedule)
    ? { ...schedule, calendar: district.calendars[0]!.id }
    : schedule

const hasCalendar = (district: District, id: string): boolean => district.calendars.some(c => c.id === id)

/** Reads a definition somebody wrote; `number` and `geometryVersion` are not theirs to give. */
export const readDefinition = (plain: unknown, path: Path, territory: string): Definition | FenceWrong => {
  const written = typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain : {}
  const { schedule: hours } = written as { schedule?: unknown }
  const read = readFence({
    ...written,
    ...(hours === undefined ? {} : { schedule: withCalendar(hours, path.district) }),
    id: 'new',
    geometryVersion: 1,
  })
  const given = ['id', 'geometryVersion'].filter(f => f in written)
  const problems: FenceProblem[] = given.map(field => ({
    field,
    found: JSON.stringify((written as Record<string, unknown>)[field]),
    wantZh: '不用填写，由系统编号',
    wantEn: 'nothing: the net gives it',
  }))
  if (!read.ok) return { problems: [...problems, ...read.problems] }
  const { id: _, geometryVersion: __, ...fence } = read.fence
  const { schedule, shape } = fence
  if (schedule.kind === 'hours' && !hasCalendar(path.district, schedule.calendar))
    problems.push({
      field: 'schedule.calendar',
      found: JSON.stringify(schedule.calendar),
      wantZh: `本区的工作日历：${path.district.calendars.map(c => c.id).join('、')}`,
      wantEn: 'a working calendar of this district',
    })
  const place = placeOf(shape, path)
  if (place === undefined || !isInside(place, territory))
    problems.push({
      field: 'shape',
      found: JSON.stringify(spotOf(shape)),
      wantZh: place === undefined ? '本区范围内的图形' : '您所在中心辖区范围内的图形',
      wantEn:
        place === undefined ? 'a shape inside the district' : 'a shape inside the territory of your centre',
    })
  if (problems.length > 0 || place === undefined) return { problems }
  return {
    definition: fence as unknown as Json,
    name: fence.name,
    severity: fence.severity,
    expiresAt: fence.expiresAt,
    point: [...spotOf(shape)],
    place,
  }
}

export const makeFenceDesk = (desk: Desk, path: () => Path, now: () => Instant) => ({
  /** A fence that is not on yet. The same key of the same person is the same fence. */
  draw: async (
    plain: unknown,
    words: string,
    key: string,
    actor: Actor & { kind: 'officer' },
  ): Promise<{ number: string; known: boolean } | FenceWrong> => {
    const read = readDefinition(plain, path(), actor.unit.territory)
    if (isFenceWrong(read)) return read
    const at = now()
    const born = await desk.bear({
      life: 'fence',
      source: `officer:${actor.person}`,
      sourceId: `fence:${key}`,
      dayDigits: formatDay(dayOf(at)).replaceAll('-', ''),
      photos: [],
      actor,
      at,
      news: () => {
        const drafted = fenceDrafted(read, words)
        return [{ ...drafted, data: { ...drafted.data, lead: actor.unit.id } }]
      },
    })
    return { number: born.subject, known: born.known }
  },

  /** A new definition of one that is there; its shape's version goes up when the shape is another. */
  change: async (
    number: string,
    plain: unknown,
    words: string,
    actor: Actor & { kind: 'officer' },
    seen?: number,
  ): Promise<Outcome | Refusal | FenceWrong> => {
    const before = await desk.see(number, actor)
    if (isRefusal(before)) return before
    const read = readDefinition(plain, path(), actor.unit.territory)
    if (isFenceWrong(read)) return read
    const doc = before.standing.doc as FenceDoc
    const shapeOf = (d: Json | undefined) => JSON.stringify((d as { shape?: Json } | null)?.shape)
    const same = shapeOf(doc.definition) === shapeOf(read.definition)
    const input: Payload = {
      ...read,
      geometryVersion: same ? doc.geometryVersion : doc.geometryVersion + 1,
      words,
    }
    return desk.move(number, 'change', actor, input, seen ?? before.standing.seq)
  },
})
