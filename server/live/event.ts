// Events as text/event-stream. Only the last event of a batch carries the position, so that a reader cut off in the
// middle of a batch is sent the whole of it again and never misses its rest.

export type Event = { type: string; data: unknown; id?: number }

/** JSON holds no line breaks of its own, so one data line is enough. */
export const eventText = ({ type, data, id }: Event): string =>
  `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`

/** Position out of Last-Event-ID; undefined when it is none of ours. */
export const positionOf = (id: string | undefined): number | undefined => {
  if (id === undefined || !/^\d{1,16}$/.test(id)) return undefined
  const n = Number(id)
  return Number.isSafeInteger(n) ? n : undefined
}
