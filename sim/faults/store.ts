// The desk's port of one simulated process: every call is a statement on its line to the database.
import type { Store } from '#desk/store-port.ts'
import type { Durable } from './durable.ts'
import type { Keeper } from './keeper.ts'
import type { Line } from './line.ts'

/** A read of the store underneath is there at once; only the line takes time. */
const atOnce = <T>(line: Line, read: () => Promise<T>): Promise<T> => line.ask(read).then(value => value)

export const makeStore = ({ read }: Durable, line: Line, keeper: Keeper): Store => ({
  ...keeper,
  factsOf: subject => atOnce(line, () => read.factsOf(subject)),
  known: (source, sourceId) => atOnce(line, () => read.known(source, sourceId)),
  neighbours: (life, place, since, most) => atOnce(line, () => read.neighbours(life, place, since, most)),
  alike: sought => atOnce(line, () => read.alike(sought)),
  dueBy: (now, most) => atOnce(line, () => read.dueBy(now, most)),
  reschedule: (subject, after, at) => atOnce(line, () => read.reschedule(subject, after, at)),
  byLink: hash => atOnce(line, () => read.byLink(hash)),
})
