// What goes with what: which kinds of matter end at which level and department, come in by which door and at which hour.
// Only the proportions count; the sums are the published ones.
import type { ClosedBy } from '../story.ts'

/** Weights of the types of each module, per cent, from 01 on. */
export const typeWeights: Readonly<Record<string, readonly number[]>> = {
  GS: [26, 20, 9, 10, 6, 11, 8, 10],
  MD: [24, 25, 12, 12, 13, 5, 5, 4],
  SP: [28, 20, 6, 18, 5, 6, 12, 5],
  ER: [30, 14, 14, 10, 20, 9, 3],
  CL: [40, 25, 6, 12, 17],
  CM: [22, 17, 14, 9, 10, 5, 6, 5, 6, 6],
  EE: [20, 18, 18, 14, 18, 9, 3],
  EN: [22, 20, 18, 12, 16, 12],
  AS: [22, 24, 16, 12, 18, 8],
  SC: [25, 30, 15, 10, 20],
}

/** Departments a module may end at, where a type has no closer one. */
export const departmentsOf: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GS: { 'D-ga': 5, 'D-sj': 2, 'D-zj': 1, 'D-yj': 2, 'D-cg': 1, 'D-jt': 1, 'D-sl': 1, 'D-jy': 1 },
  MD: { 'D-zj': 4, 'D-rs': 3, 'D-sj': 2, 'D-sf': 2, 'D-xf': 3, 'D-ga': 1, 'D-mz': 0.3, 'D-wj': 0.3 },
  SP: { 'D-yj': 5, 'D-zj': 4, 'D-sj': 3, 'D-jt': 2, 'D-ga': 1, 'D-sl': 0.5, 'D-jy': 0.5 },
  ER: { 'D-yj': 4, 'D-sl': 3, 'D-zj': 2, 'D-cg': 1, 'D-jt': 1 },
  CL: { 'D-ga': 1 },
  CM: { 'D-cg': 30, 'D-ga': 2, 'D-jt': 2, 'D-zj': 2 },
  EE: { 'D-hb': 8, 'D-cg': 3, 'D-zj': 3, 'D-sl': 2, 'D-ga': 0.5 },
  EN: { 'D-rs': 3, 'D-sj': 4, 'D-zj': 3, 'D-cg': 1, 'D-hb': 1, 'D-jt': 1, 'D-sl': 1, 'D-yj': 1, 'D-wj': 0.5 },
  AS: { 'D-mz': 8, 'D-rs': 3, 'D-wj': 2, 'D-jy': 1, 'D-xf': 0.3 },
  SC: { 'D-sf': 4, 'D-wj': 4, 'D-ga': 2, 'D-mz': 1, 'D-jy': 0.5 },
}

/** Departments a type belongs to more than its module says. */
export const departmentsOfType: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GS01: { 'D-ga': 4, 'D-yj': 4 },
  GS04: { 'D-sj': 20 },
  GS05: { 'D-ga': 10 },
  GS07: { 'D-sl': 8 },
  MD02: { 'D-zj': 10, 'D-xf': 2 },
  MD04: { 'D-rs': 12 },
  MD06: { 'D-zj': 6, 'D-xf': 4 },
  MD07: { 'D-sj': 12 },
  MD01: { 'D-sf': 5, 'D-ga': 4 },
  MD03: { 'D-sf': 4, 'D-ga': 4, 'D-mz': 2 },
  SP01: { 'D-sj': 8, 'D-yj': 4 },
  SP02: { 'D-zj': 12 },
  SP07: { 'D-zj': 10 },
  SP06: { 'D-jt': 5, 'D-sl': 3, 'D-yj': 3 },
  ER01: { 'D-sl': 4, 'D-cg': 3 },
  ER02: { 'D-sl': 10 },
  ER05: { 'D-zj': 8 },
  CM03: { 'D-ga': 8, 'D-cg': 10 },
  CM05: { 'D-jt': 6, 'D-zj': 4, 'D-cg': 20 },
  EE03: { 'D-sl': 6, 'D-hb': 8 },
  EE04: { 'D-zj': 12, 'D-hb': 5 },
  EE02: { 'D-cg': 8, 'D-hb': 5 },
  EN01: { 'D-rs': 12 },
  EN05: { 'D-sj': 8 },
  EN02: { 'D-zj': 6, 'D-sl': 4 },
  AS05: { 'D-rs': 8, 'D-wj': 3 },
  AS04: { 'D-jy': 4, 'D-mz': 5 },
  SC02: { 'D-wj': 10 },
  SC03: { 'D-sf': 10 },
  SC01: { 'D-ga': 6, 'D-sf': 2 },
}

const doors: Readonly<Record<ClosedBy, Readonly<Record<string, number>>>> = {
  'on-spot': { 'officer-app': 20, visit: 2 },
  community: {
    'officer-app': 10,
    'resident-web': 9,
    visit: 9,
    volunteer: 1,
    'hotline-12345': 5,
    'police-110': 2,
    video: 1.5,
    sensor: 0.5,
    department: 0.4,
    petition: 0.2,
  },
  town: {
    'officer-app': 9,
    'resident-web': 8,
    visit: 3,
    volunteer: 0.4,
    'hotline-12345': 8,
    'police-110': 2,
    video: 1.5,
    sensor: 2,
    'upper-level': 0.6,
    department: 1,
    petition: 0.8,
  },
  department: {
    'officer-app': 7,
    'resident-web': 7,
    visit: 1.5,
    'hotline-12345': 9,
    'police-110': 2,
    video: 2,
    sensor: 1.5,
    'upper-level': 1,
    department: 1,
    petition: 1.4,
  },
  upper: { 'resident-web': 2, visit: 1, 'hotline-12345': 4, 'upper-level': 6, department: 2, petition: 4 },
}

/** Where a module's people knock otherwise than the level says: factors, 0 closes a door. */
const knocks: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GS: { petition: 0 },
  SP: { petition: 0, 'police-110': 0.3, visit: 0.3 },
  ER: { petition: 0, sensor: 8, 'police-110': 2, visit: 0.2, department: 0.2 },
  CL: { petition: 0, sensor: 0, video: 1, 'police-110': 5, visit: 0.5, 'hotline-12345': 0.5 },
  CM: { sensor: 0, petition: 0.3, video: 2 },
  EE: { sensor: 5 },
  EN: { sensor: 0, video: 0, 'police-110': 0, 'officer-app': 0.4, volunteer: 0, department: 4, visit: 3 },
  AS: { sensor: 0, video: 0, 'police-110': 0.2, visit: 3, 'officer-app': 1.2 },
  SC: {
    sensor: 0,
    video: 0,
    'police-110': 0.5,
    visit: 3,
    volunteer: 0.2,
    'resident-web': 0.3,
    petition: 0.3,
  },
  MD: { sensor: 0, video: 0, 'police-110': 3, petition: 5, visit: 1.5, volunteer: 0.1 },
}

export const doorOf = (module: string, level: ClosedBy, channel: string): number =>
  (doors[level][channel] ?? 0) * (level === 'on-spot' ? 1 : (knocks[module]?.[channel] ?? 1))

/** Factors on the hours of the day, 0 … 23. */
const at = (hours: readonly number[], factor: number): readonly number[] =>
  Array.from({ length: 24 }, (_, h) => (hours.includes(h) ? factor : 1))

export const rhythms = {
  any: at([], 1),
  noise: at([19, 20, 21, 22, 23, 0, 1], 9),
  fireLane: at([18, 19, 20, 21, 22], 3),
  thermal: at([15, 16, 17, 18, 19], 5),
  hawkers: at([6, 7, 8, 17, 18, 19, 20], 2.5),
  school: at([7, 8, 16, 17], 8),
  office: Array.from({ length: 24 }, (_, h) => (h >= 8 && h < 18 ? 1.2 : 0.08)),
} as const
export type Rhythm = keyof typeof rhythms

export const rhythmOf = (type: string, channel: string): Rhythm => {
  if (['visit', 'upper-level', 'department', 'petition'].includes(channel)) return 'office'
  if (type === 'CM09' || type === 'EE05' || type === 'MD01') return 'noise'
  if (type === 'GS01') return 'fireLane'
  if (channel === 'sensor' || type === 'EE01') return 'thermal'
  if (type === 'CM01') return 'hawkers'
  return /^(EN|AS)/.test(type) ? 'office' : 'any'
}
