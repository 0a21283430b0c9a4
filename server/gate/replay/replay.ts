// Replays past messages through the ordinary door: the same receiving, the same rules, the same store; only time is
// theirs. Each message is received at its hour, sorted and dispatched as suggested, and ended by its real reply. A
// second replay finds everything known and doubles nothing; one that was cut goes on where it stopped.
import type { District, Role } from '#core/district/district.ts'
import { maskPersonal } from '#core/intake/mask.ts'
import { type Instant, instant, msPerMinute } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal, type Refusal, sayRefusal } from '#core/life/refusal.ts'
import type { Standing } from '#core/life/standing.ts'
import type { Actor } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { deskRoles } from '#core/lives/matter/here.ts'
import type { Path } from '#core/path/path.ts'
import type { Desk } from '#desk/desk.ts'
import type { Received, ReportRequest } from '#desk/receive.ts'
import type { Neighbour, Store } from '#desk/store-port.ts'
import { asSuggested, suggestFor } from '#desk/suggest.ts'
import { momentNow, within } from '../moment.ts'
import type { Message, Unreadable } from './messages.ts'

export type ReplayGround = {
  desk: Desk
  store: Store
  path: () => Path
  receive: (request: ReportRequest) => Promise<Received | Refusal>
  /** Turns every light due by now. */
  turnLights: (now: Instant) => Promise<void>
}

export type Told = {
  message: Message | Unreadable
  subject?: string
  known: boolean
  refused?: string
  /** Why the matter could not be sent on as suggested; it then waits at its desk. */
  stuck?: string
}

const deskDelayMs = 10 * msPerMinute // how long a desk takes to sort and send; median triage of the demo district is 6 min
/** Steps taken together when nobody asked for a pace. */
const widest = 256

/**
 * `aliases`: names in the messages → territory codes of this district. `pace`: seconds of life a real second holds;
 * undefined = as fast as possible. `progress` hears how many of how many are done.
 */
export const replay = async (
  ground: ReplayGround,
  source: string,
  messages: readonly (Message | Unreadable)[],
  options: {
    aliases: ReadonlyMap<string, string>
    pace?: number
    progress?: (done: number, of: number) => void
  },
): Promise<Told[]> => {
  const told = new Map<number, Told>()
  const steps: Step[] = []
  for (const message of messages) {
    if ('why' in message) {
      told.set(message.line, { message, known: false, refused: message.why })
      continue
    }
    const tell: Told = { message, known: false }
    told.set(message.line, tell)
    const sentAt = instant(message.at + deskDelayMs)
    steps.push({
      at: message.at,
      line: message.line,
      first: true,
      run: () => receiveOne(ground, source, message, options.aliases, tell),
    })
    steps.push({ at: sentAt, line: message.line, first: false, run: () => sendOne(ground, tell) })
    if (message.reply !== undefined && message.replyAt !== undefined) {
      const replyAt = message.replyAt > sentAt ? message.replyAt : instant(sentAt + deskDelayMs)
      steps.push({
        at: replyAt,
        line: message.line,
        first: false,
        run: () => endOne(ground, tell, message.reply!),
      })
    }
  }
  // By time; steps of one message keep their order.
  steps.sort((a, b) => a.at - b.at || a.line - b.line)
  await inOrder(steps, options, at => within(at, () => ground.turnLights(at)))
  return messages.map(m => told.get(m.line)!)
}

/** `first`: the receiving of a message; everything else comes after it. */
type Step = { at: Instant; line: number; first: boolean; run: () => Promise<void> }

const inOrder = async (
  steps: readonly Step[],
  options: { pace?: number; progress?: (done: number, of: number) => void },
  turn: (at: Instant) => Promise<void>,
): Promise<void> => {
  const started = Date.now()
  const firstAt = steps[0]?.at ?? 0
  // At a pace somebody watches; every step then comes at its own moment.
  const window = options.pace === undefined ? widest : 1
  for (let i = 0; i < steps.length; i += window) {
    const part = steps.slice(i, i + window)
    if (options.pace !== undefined) {
      const dueInMs = (part[0]!.at - firstAt) / options.pace - (Date.now() - started)
      if (dueInMs > 0) await new Promise(r => setTimeout(r, dueInMs))
    }
    // Everything told in the window is there before anybody sorts it; then each message goes its way in order of time,
    // beside the others.
    await Promise.all(part.filter(s => s.first).map(s => within(s.at, s.run)))
    const ways = Map.groupBy(
      part.filter(s => !s.first),
      s => s.line,
    )
    await Promise.all(
      [...ways.values()].map(async way => {
        for (const s of way) await within(s.at, s.run)
      }),
    )
    await turn(part.at(-1)!.at)
    options.progress?.(Math.min(i + window, steps.length), steps.length)
  }
  const last = steps.at(-1)
  if (last) await turn(instant(last.at + msPerMinute))
}

const receiveOne = async (
  ground: ReplayGround,
  source: string,
  message: Message,
  aliases: ReadonlyMap<string, string>,
  tell: Told,
): Promise<void> => {
  const text = `${message.title ?? ''} ${message.body}`
  const alias = [...aliases].find(([name]) => text.includes(name))
  const received = await ground.receive({
    report: {
      source,
      sourceId: message.id,
      channel: 'replay',
      at: message.at,
      words: message.body,
      ...(message.title === undefined ? {} : { title: message.title.slice(0, 200) }),
      ...(alias ? { place: { territory: alias[1] } } : {}),
      photos: [],
      lang: 'zh',
    },
    actor: { kind: 'gate', source },
  })
  if (isRefusal(received)) {
    tell.refused = sayRefusal(received)
    return
  }
  tell.subject = received.number
  tell.known = received.known
}

/** Sorting and sending as a desk would that takes every suggestion: merge, exit or dispatch. */
const sendOne = async (ground: ReplayGround, tell: Told): Promise<void> => {
  if (tell.subject === undefined) return
  const loaded = await ground.desk.load(tell.subject)
  if (loaded?.standing.state !== 'reported') return
  const now = momentNow()
  const operator = officerOf(loaded.standing.doc.lead, 'replay', ground.path().district)
  if (!operator) return
  const { advice, duplicates } = await suggestFor(loaded, ground.path(), ground.store, now)
  const move = (name: string, input: Input) => ground.desk.move(tell.subject!, name, operator, input)
  // What stands earlier and reads the same word for word is merged; anything less alike a person would have to read.
  const doc = loaded.standing.doc as MatterDoc
  const same = duplicates.find(d => d.neighbour.words === doc.words && isBefore(d.neighbour, loaded.standing))
  if (same && !isRefusal(await move('merge', { into: same.subject, words: '文字相同' }))) return
  if (advice.exit && advice.exit.exit !== 'emergency') {
    const left = await move('divert', { exit: advice.exit.exit, words: advice.exit.why.zh })
    if (!isRefusal(left)) return
  }
  const sent = await move('dispatch', asSuggested(advice))
  // The same id twice in one file is sent by whoever comes first.
  if (isRefusal(sent) && sent.refused !== 'not-now') tell.stuck = sayRefusal(sent)
}

const endOne = async (ground: ReplayGround, tell: Told, reply: string): Promise<void> => {
  if (tell.subject === undefined) return
  const loaded = await ground.desk.load(tell.subject)
  if (!loaded) return
  const district = ground.path().district
  const lead = officerOf(loaded.standing.doc.lead, 'replay', district)
  const centre = district.centreOver(loaded.standing.doc.place, 'district').id
  const checker = officerOf(centre, 'replay-checker', district, ['verifier'])
  if (!lead || !checker) return
  const words = maskPersonal(reply).masked.slice(0, 2000)
  const move = (name: string, actor: Actor, input = {}) => ground.desk.move(tell.subject!, name, actor, input)
  await move('sign', lead)
  for (const unit of loaded.standing.doc.co) {
    const helper = officerOf(unit, 'replay', district)
    if (helper) await move('finish-part', helper, { result: '随主办单位一并答复' })
  }
  await move('feedback', lead, { result: words })
  await move('verify', checker, { outcome: 'pass', words: '回放：以当年的答复为准' })
  await move('close', checker, { answer: words })
}

const isBefore = (n: Neighbour, s: Standing): boolean =>
  n.at < s.bornAt || (n.at === s.bornAt && n.subject < s.subject)

/** Somebody who can act for a unit in a replay: one of its posts, without pretending to be one of its people. */
const officerOf = (
  unitId: string,
  person: string,
  district: District,
  roles: readonly Role[] = [...deskRoles, 'dept_handler'],
): (Actor & { kind: 'officer' }) | undefined => {
  const unit = district.unit(unitId)
  const post = roles.map(role => district.postsIn(unitId, role)[0]).find(p => p !== undefined)
  return unit && post ? { kind: 'officer', person, post, unit } : undefined
}
