// Class cases 类案: the messages of a time gathered into groups that are one problem – one property company over four
// estates, one drain whenever it rains, one unpaid site – named, weighed and ranked. Read this first in this room.
import type { Instant } from '#core/kit/instant.ts'
import { gather } from './gather.ts'
import { filedTogether } from './kinds.ts'
import { type Likeness, likenessOf } from './likeness.ts'
import { type Message, plainWords } from './message.ts'
import { nameOf } from './name.ts'
import { scoreOf, type Terms, termsOf } from './score.ts'
import { cosine } from './themes.ts'

export type ClassGroup = {
  readonly rank: number
  readonly name: string
  readonly score: number
  readonly terms: Terms
  /** Earliest first. */
  readonly ids: readonly string[]
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly place?: string
  /** The name in the messages that holds the group together, such as an estate or a company. */
  readonly shared?: string
}

/** `now` is the moment growth is measured at. Groups of fewer than `fewest` messages are left out. */
export const classesOf = (messages: readonly Message[], now: Instant, fewest = 2): readonly ClassGroup[] => {
  const { folded, said } = foldCopies(messages)
  if (folded.length === 0) return []
  const likeness = likenessOf(said)
  const spread = new Map<string, number>()
  for (const found of likeness.names)
    for (const name of found.keys()) spread.set(name, (spread.get(name) ?? 0) + 1)
  const inGroup = new Set<number>()
  const groups: Omit<ClassGroup, 'rank'>[] = []
  const add = (members: readonly number[], isFiled = false): void => {
    const all = members.flatMap(i => folded[i]!).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    if (all.length < fewest) return
    const shared = sharedName(members, likeness, spread)
    const certainty = isFiled ? sureOfFiled : (shared?.weight ?? unnamed) ** 2 * tightness(members, likeness)
    const terms = termsOf(all, now, certainty)
    const place = mostlyAt(all)
    groups.push({
      name: nameOf(folded[middleOf(members, likeness, shared?.name)]![0]!, shared?.name, place),
      score: scoreOf(terms),
      terms,
      ids: all.map(({ id }) => id),
      firstAt: all[0]!.at,
      lastAt: all[all.length - 1]!.at,
      ...(place === undefined ? {} : { place }),
      ...(shared === undefined ? {} : { shared: shared.name }),
    })
  }
  const together = filedTogether(
    folded.map(([first]) => first!),
    likeness.names,
  )
  for (const { members, isFiled } of gather(likeness, together)) {
    for (const i of members) inGroup.add(i)
    add(members, isFiled)
  }
  // What was sent again word for word is one problem, too, if nobody else speaks of it.
  for (const [i, copies] of folded.entries()) if (!inGroup.has(i) && copies.length > 1) add([i])
  return groups
    .sort((a, b) => b.score - a.score || (a.ids[0]! < b.ids[0]! ? -1 : 1))
    .map((group, i) => ({ rank: i + 1, ...group }))
}

/** A group this tight (theme⁴ × words) is surely one problem. */
const certain = 0.14
/** Likeness of theme: below, an estate with all its troubles; above, one of them. */
const vague = 0.64
const plain = 0.84
/** What a group without a name of its own is taken for. */
const unnamed = 0.5
/** One type, one name, one spot: as sure as a good group of words. */
const sureOfFiled = 0.8

/** Messages with the very same body are read once and counted each. */
const foldCopies = (messages: readonly Message[]) => {
  const byBody = new Map<string, Message[]>()
  const said: { title: string; body: string }[] = []
  const folded: Message[][] = []
  for (const message of messages) {
    const title = plainWords([message.title, message.organisation].filter(Boolean).join(' '))
    const body = plainWords([message.body, message.place].filter(Boolean).join(' '))
    const copies = byBody.get(body || title)
    if (copies) {
      copies.push(message)
      continue
    }
    const own = [message]
    byBody.set(body || title, own)
    folded.push(own)
    said.push({ title, body })
  }
  return { folded, said }
}

/** The name that most of the group have and few others: the best mean of both shares, and of equals the longest. */
const sharedName = (
  members: readonly number[],
  { names }: Likeness,
  spread: ReadonlyMap<string, number>,
): { name: string; weight: number } | undefined => {
  const counts = new Map<string, number>()
  for (const i of members) for (const name of names[i]!.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  let best: { name: string; weight: number } | undefined
  for (const [name, count] of counts) {
    if (count < members.length / 2) continue
    const weight = (2 * count) / (members.length + spread.get(name)!)
    if (!best || weight > best.weight || (weight === best.weight && name.length > best.name.length)) {
      best = { name, weight }
    }
  }
  return best
}

/** 0…1 from how much two of the group are about one theme and how many telling words they share. */
const tightness = (members: readonly number[], { links, themes }: Likeness): number => {
  if (members.length < 2) return 1
  let [theme, words, pairs] = [0, 0, 0]
  for (const [i, a] of members.entries()) {
    for (const b of members.slice(0, i)) {
      theme += cosine(themes[a]!, themes[b]!)
      words += links[a]!.get(b) ?? 0
      pairs++
    }
  }
  const clear = Math.min(1, Math.max(0.1, (theme / pairs - vague) / (plain - vague)))
  return clear * Math.min(1, ((theme / pairs) ** 4 * (words / pairs)) / certain)
}

/** The message most like all others, of those that have the shared name if any has. */
const middleOf = (
  members: readonly number[],
  { links, names }: Likeness,
  shared: string | undefined,
): number => {
  let [best, most] = [members[0]!, -1]
  for (const a of members) {
    let sum = shared !== undefined && names[a]!.has(shared) ? members.length : 0
    for (const b of members) sum += links[a]!.get(b) ?? 0
    if (sum > most) [best, most] = [a, sum]
  }
  return best
}

const mostlyAt = (messages: readonly Message[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const { place } of messages) if (place) counts.set(place, (counts.get(place) ?? 0) + 1)
  for (const [place, count] of counts) if (count * 2 > messages.length) return place
  return undefined
}
