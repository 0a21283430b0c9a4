// The rooms of the house and their floors, as in ARCHITECTURE.md: who may import whom, and in words why not.

export type Wing = 'server' | 'screen'

export type Room = {
  readonly name: string
  /** A room imports from itself and from rooms with a smaller number. */
  readonly floor: number
  readonly wing?: Wing
}

const rooms: readonly Room[] = [
  { name: 'core/kit', floor: 0 },
  { name: 'core/district', floor: 1 },
  { name: 'core/life', floor: 2 },
  { name: 'core/lives', floor: 3 },
  ...['intake', 'locate', 'sort', 'dispatch', 'watch', 'callout'].map(name => ({
    name: `core/${name}`,
    floor: 4,
  })),
  { name: 'core/analyse', floor: 5 },
  { name: 'core/appraise', floor: 5 },
  { name: 'core/path', floor: 6 },
  { name: 'wire', floor: 7 },
  { name: 'desk', floor: 7 },
  { name: 'sim', floor: 8 },
  { name: 'server/store', floor: 9, wing: 'server' },
  { name: 'server/gate', floor: 10, wing: 'server' },
  { name: 'server/http', floor: 10, wing: 'server' },
  { name: 'server/jobs', floor: 10, wing: 'server' },
  { name: 'server/live', floor: 10, wing: 'server' },
  { name: 'server/main', floor: 11, wing: 'server' },
  { name: 'ui', floor: 9, wing: 'screen' },
  { name: 'web', floor: 10, wing: 'screen' },
  { name: 'patrol', floor: 10, wing: 'screen' },
  { name: 'resident', floor: 10, wing: 'screen' },
]

/** Above all floors: tests, tools and benches may look at anything, and nothing may look at them. */
export const onTheRoof = (path: string): boolean =>
  /^(test|tools|bench)\//.test(path) || /\.(test|fixture)\.tsx?$/.test(path) || !path.includes('/')

export const roomOf = (path: string): Room | undefined =>
  rooms.find(room => path.startsWith(`${room.name}/`) || path === `${room.name}.ts`)

export const isCore = (room: Room): boolean => room.name.startsWith('core/')

/** Why `from` may not import `to`; null when it may. */
export function wrongArrow(from: Room, to: Room): string | null {
  if (from === to) return null
  if (from.wing && to.wing && from.wing !== to.wing) {
    return `${from.name} (${from.wing} wing) reaches through the thick wall into ${to.name}: they meet in wire, desk and core`
  }
  if (from.floor === to.floor) {
    return `${from.name} and ${to.name} are neighbours on one floor: they speak through facts, not imports`
  }
  if (from.floor < to.floor) return `${from.name} looks up to ${to.name}: imports look down`
  return null
}

type PackageRule = { readonly of: RegExp; readonly only: (room: Room) => boolean; readonly why: string }

const packageRules: readonly PackageRule[] = [
  {
    of: /./,
    only: room => !isCore(room),
    why: 'core has no packages and no node: modules; let it in through a port',
  },
  {
    of: /^node:/,
    only: room => !/^(wire|desk)$/.test(room.name) && room.wing !== 'screen',
    why: 'this room also runs in a browser, where there is no node:',
  },
  {
    of: /^(pg|pg-.*|kysely)$/,
    only: room => room.name === 'server/store',
    why: 'the database is spoken to in server/store only',
  },
  {
    of: /^(react|react-dom|wouter|maplibre-gl|@tanstack\/react-query)(\/|$)/,
    only: room => room.wing === 'screen',
    why: 'screen packages stay in the screen wing',
  },
  {
    of: /^(fastify|@fastify\/.*)$/,
    only: room => room.wing === 'server' && room.name !== 'server/store',
    why: 'HTTP stays in the server wing, above the store',
  },
]

/** Why `room` may not use the package or node: module; null when it may. */
export const wrongPackage = (room: Room, specifier: string): string | null =>
  packageRules.find(rule => rule.of.test(specifier) && !rule.only(room))?.why ?? null
