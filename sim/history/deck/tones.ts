// How each report is told: by voice or written, with photos or none, by whom, and how well the place is said.
import { msPerDay } from '#core/kit/instant.ts'
import type { Chance } from '../../chance.ts'
import type { PlaceSaid, Voice } from '../story.ts'
import { cardsOf, sharedOut, shuffled } from './cards.ts'
import type { Draft } from './draft.ts'
import { dealt, spotMinutes } from './spread.ts'

const voices: Readonly<Record<string, readonly (readonly [number, Voice])[]>> = {
  'officer-app': [[1, 'officer']],
  video: [[1, 'officer']],
  visit: [
    [3, 'officer'],
    [2, 'plain'],
    [1, 'rambling'],
  ],
  'hotline-12345': [[1, 'operator']],
  'police-110': [[1, 'operator']],
  sensor: [[1, 'machine']],
  'upper-level': [[1, 'letter']],
  department: [[1, 'letter']],
  petition: [[1, 'letter']],
}
const residentVoices: readonly (readonly [number, Voice])[] = [
  [5, 'plain'],
  [3, 'angry'],
  [2, 'polite'],
  [2, 'rambling'],
]
const talks = ['officer-app', 'resident-web', 'visit', 'volunteer']

export const giveTones = (sorted: readonly Draft[], chance: Chance) => {
  const n = sorted.length
  const bare = shuffled(cardsOf([0, 1, 2, 3], sharedOut(n, [30, 42, 19, 9])), chance)
  const talkers = sorted.filter(d => talks.includes(d.channel))
  const spoken = new Set(shuffled(talkers, chance).slice(0, Math.round(n * 0.18)))
  const spots = sorted.filter(d => d.outcome === 'on-spot')
  const minutes = shuffled(dealt(spotMinutes, spots.length), chance)
  for (const d of spots) d.spotMinutes = Math.max(1, Math.round(minutes.pop()!))
  for (const d of sorted) {
    d.photos = bare.pop()!
    d.spoken = spoken.has(d)
    d.voice =
      d.module === 'EN' && d.channel === 'resident-web'
        ? 'enterprise'
        : chance.weighted(voices[d.channel] ?? residentVoices)
    d.said = saidOf(d, chance)
  }
  pointTwins(sorted)
}

const twinMs = 30 * msPerDay

/**
 * Two who only name the same place would be taken for one trouble reported again. The second of them points at the map,
 * and so do both of those who really report the same.
 */
const pointTwins = (sorted: readonly Draft[]) => {
  for (const d of sorted)
    if (d.again) {
      d.said = 'point'
      d.again.said = 'point'
    }
  const named = new Map<string, Draft[]>()
  for (const d of sorted) {
    if (d.said === 'point' || d.said === 'none' || d.outcome === 'merged') continue
    const key = `${d.type} ${d.name ?? d.territory}`
    const before = named.get(key) ?? []
    if (before.some(b => b.closedAt !== undefined && d.reportedAt < b.closedAt + twinMs)) d.said = 'point'
    else named.set(key, [...before, d])
  }
}

const saidOf = (d: Draft, chance: Chance): PlaceSaid => {
  if (d.trap === 'grid-border' || ['officer-app', 'video', 'sensor'].includes(d.channel)) return 'point'
  return chance.weighted([
    [22, 'point'],
    [44, 'name'],
    [20, 'nickname'],
    [6, 'wrong'],
    [8, 'none'],
  ])
}
