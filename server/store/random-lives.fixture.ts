// Drives matters and petitions through random moves by random officers at random times, on a real store: material for tests that
// must hold whatever happened.

import { dayOf, formatDay, plusDays } from '#core/kit/instant.ts'
import { offers } from '#core/life/decide.ts'
import type { Need } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { officer, resident } from '#test/support/story.ts'
import type { Net } from './net.fixture.ts'

/** mulberry32: small, known, the same on every machine. */
export const chance = (seed: number) => {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const seats = [
  'operator',
  'dispatcher',
  'verifier',
  'supervisor',
  'watch',
  'east-dispatcher',
  'east-commander',
]
const doers = ['liuyuan-worker', 'city-handler', 'city-approver', 'police-handler', 'emergency-handler']
/** Moves that end a life early or change little are left out most of the time. */
const dull = new Set([
  'note',
  'supervise',
  'nudge',
  'wall',
  'merge',
  'unmerge',
  'decline',
  'divert',
  'locate',
  'sort',
  'look',
])

const petitionSeats = ['clerk', 'keyholder', 'civil-handler', 'city-handler', 'city-approver', 'leader']

/** What such lives need of a net; the one in memory has it too. */
export type Livable = Pick<Net, 'report' | 'petition' | 'desk' | 'district' | 'now' | 'passMs'>

const reports = [
  '楼下垃圾堆了三天没人清，请尽快处理',
  '夜市占道经营，路都走不动',
  '烧烤店油烟太大，窗户不敢开',
  '邻居楼上漏水，谈了几次不管',
  '消防通道被小车堵死了',
]

/** Makes `count` matters and a quarter as many petitions, and gives each about `steps` moves. Returns their numbers. */
export const liveRandomly = async (
  net: Livable,
  count: number,
  steps: number,
  seed: number,
): Promise<string[]> => {
  const roll = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  const { district } = net
  const valueFor = (need: Need) => {
    switch (need.kind) {
      case 'choice':
        return typeof need.from === 'string' ? pick(district[need.from]).code : pick(need.from ?? ['x'])
      case 'unit':
        return pick(['d-city', 'd-police', 'c-500198001001', 'c-500198'])
      case 'units':
        return [pick(['d-city', 'd-emergency', 'c-500198001'])]
      case 'type':
        return pick(district.types).code
      case 'place':
        return pick(district.territories).code
      case 'point':
        return [106.001 + roll() * 0.05, 29.81]
      case 'day':
        return formatDay(plusDays(dayOf(net.now()), 1 + Math.floor(roll() * 9)))
      case 'number':
        return 1 + Math.floor(roll() * 5)
      case 'yes-no':
        return roll() < 0.5
      case 'photos':
        return []
      case 'subject':
        return pick(subjects)
      case 'text':
        return '已到现场看过，按职责清单办理'
    }
  }
  const subjects: string[] = []
  for (let i = 0; i < count; i++) {
    const point = roll() < 0.5 ? { point: [106.004, 29.808] as const } : {}
    subjects.push(await net.report(pick(reports), { place: { ...point, territory: '50019800100101' } }))
    if (i % 4 === 0)
      subjects.push(
        await net.petition(pick(['request', 'suggestion', 'accusation']), roll() < 0.3 ? ['d-civil'] : []),
      )
  }
  for (let i = 0; i < subjects.length * steps; i++) {
    net.passMs(Math.floor(roll() * 900_000))
    const subject = pick(subjects)
    const loaded = (await net.desk.load(subject))!
    const ref = loaded.standing.doc.reporters[0]
    const isPetition = loaded.life.name === 'petition'
    // Petitions run for weeks where matters run for days.
    if (isPetition) net.passMs(Math.floor(roll() * 8 * 3_600_000))
    const posts = isPetition ? petitionSeats : roll() < 0.5 ? seats : doers
    const actor: Actor = roll() < 0.15 && ref !== undefined ? resident(ref) : officer(pick(posts))
    const open = offers(loaded.life, loaded.standing, actor, net.now(), district).filter(
      o => o.open && (!dull.has(o.move) || roll() < 0.1),
    )
    if (open.length === 0) continue
    const { move } = pick(open)
    const needs = Object.entries(loaded.life.moves[move]!.needs)
    const input = Object.fromEntries(
      needs.filter(([, n]) => n.required || roll() < 0.5).map(([key, n]) => [key, valueFor(n)]),
    )
    const outcome = await net.desk.move(subject, move, actor, input)
    if (isRefusal(outcome)) continue
    if (roll() < 0.2) await net.desk.turn(net.now(), 500)
  }
  return subjects
}
