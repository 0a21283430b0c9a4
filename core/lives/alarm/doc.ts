// What is known of one alarm 告警: which fence spoke, how often, whether it is over by itself, what became of it. It holds
// distances to a border and never a position (G-03); of an officer not even the key of the shift.
import type { Point } from '../../district/district.ts'
import type { Instant } from '../../kit/instant.ts'
import type { Fact } from '../../life/fact.ts'
import type { Reach } from '../../life/who.ts'

export type AlarmDoc = Reach & {
  number: string
  channel: string
  /** One line: fence, who in a word, what happened. */
  words: string
  /** Number of the fence, its name and shape when it spoke. */
  fence: string
  fenceName: string
  geometryVersion: number
  kind: string
  severity: string
  urgency: string
  /** A spot that stands for the fence; never where somebody was. */
  point: Point
  moverClass?: string
  /** Breaches in this one alarm. */
  count: number
  startedAt: Instant
  /** What it warned of is over. */
  isOver: boolean
  /** Late fixes showed that it never happened. */
  isRetracted: boolean
  /** Crossings already told, so that a replay after a restart tells nothing twice. */
  told: readonly string[]
  shelvedWords?: string
  matter?: string
}

export const emptyAlarm = (birth: Fact): AlarmDoc => {
  const d = birth.data
  const moverClass = typeof d.moverClass === 'string' ? { moverClass: d.moverClass } : {}
  return {
    lead: String(d.lead),
    co: [],
    place: String(d.place),
    involved: [String(d.lead)],
    accused: [],
    sealed: false,
    reporters: [],
    handlers: [],
    handlerUnits: [],
    number: birth.subject,
    channel: String(d.channel),
    words: String(d.title),
    fence: String(d.fence),
    fenceName: String(d.fenceName),
    geometryVersion: Number(d.geometryVersion),
    kind: String(d.kind),
    severity: String(d.severity),
    urgency: String(d.urgency),
    point: d.point as unknown as Point,
    ...moverClass,
    count: Number(d.count ?? 1),
    startedAt: Number(d.startedAt) as Instant,
    isOver: false,
    isRetracted: false,
    told: [String(d.crossing)],
  }
}
