// The figures of the demo district as published: what the deck is dealt to. They stand here as quotas of a plan and
// nowhere in the facts; ./recount-*.ts count them again from the stories. Source: the specification of the invented
// district, volume, channels and levels, times and quality.
import type { ClosedBy } from '../story.ts'

export const levels: readonly ClosedBy[] = ['on-spot', 'community', 'town', 'department', 'upper']

/** Closed by module: on the spot, community or village, town, department, upper. */
export const closedTable: Readonly<Record<string, readonly number[]>> = {
  GS: [762, 467, 406, 343, 22],
  MD: [528, 1204, 647, 312, 15],
  SP: [495, 396, 572, 515, 22],
  ER: [116, 103, 151, 91, 10],
  CL: [1, 1, 0, 465, 4],
  CM: [6138, 1160, 1174, 920, 20],
  EE: [832, 477, 497, 405, 24],
  EN: [49, 95, 249, 401, 29],
  AS: [340, 1067, 577, 239, 12],
  SC: [151, 677, 268, 80, 0],
}
export const modules: readonly string[] = Object.keys(closedTable)

export const received = 25_117
export const closed = 23_529
export const open = 338
export const merged = 639
export const turnedAway = { declined: 402, diverted: 209 } as const

/** December 2019 … July 2021. */
export const closedByMonth: readonly number[] = [
  249, 295, 159, 415, 615, 860, 1071, 1378, 1433, 1320, 1315, 1271, 1384, 1368, 842, 1494, 1530, 1779, 2081,
  2670,
]

/** Per mille of what is received, by the hour. */
export const hourShares: readonly number[] = [
  6, 4, 3, 3, 4, 10, 22, 48, 82, 98, 92, 68, 42, 48, 76, 82, 78, 62, 48, 40, 34, 24, 16, 10,
]
/** Hundredths, Sunday first. */
export const weekdayFactors: readonly number[] = [82, 112, 106, 105, 104, 105, 86]

/** Of closed matters. The upper level and the departments share one line in the specification. */
export const closedByChannel: Readonly<Record<string, number>> = {
  'officer-app': 12_235,
  'resident-web': 3294,
  'hotline-12345': 3059,
  visit: 2118,
  'police-110': 706,
  video: 588,
  sensor: 471,
  'upper-level': 180,
  department: 290,
  petition: 353,
  volunteer: 235,
}

export const closedByDepartment: Readonly<Record<string, number>> = {
  'D-cg': 1018,
  'D-ga': 754,
  'D-zj': 452,
  'D-sj': 283,
  'D-yj': 264,
  'D-hb': 264,
  'D-rs': 170,
  'D-mz': 151,
  'D-jt': 113,
  'D-sl': 94,
  'D-wj': 75,
  'D-sf': 57,
  'D-jy': 38,
  'D-xf': 38,
}

/** Per cent of the five streets; the 23 towns share the rest by rank (1000 × rank^−0.7, rounded). */
export const streetShares: readonly number[] = [24, 16, 12, 9, 7]
export const townRanks: readonly number[] = [
  1000, 616, 463, 379, 324, 285, 256, 233, 215, 200, 187, 176, 166, 158, 150, 144, 138, 132, 127, 123, 119,
  115, 111,
]

export const returns = { asked: 1127, upheld: 518, pingPong: 20 } as const

export const onTime = {
  /** Of closed matters that were dispatched: late ones by who closed them. Together 93.1 % are in time. */
  late: { community: 318, town: 182, department: 452, upper: 22 },
  /** The worst department, 81 %. */
  worst: { unit: 'D-zj', late: 86 },
} as const

/** Matters, all of them closed. 6.5 %, 1.9 % and 0.15 % of closed. */
export const pressed = { nudged: 1529, supervised: 447, listed: 35, talked: 6 } as const
/** 9 % of what was dispatched. */
export const signedLate = 1301

export const reopened = 800
export const reportedAgain = 965
/** 2.8 % of what was dispatched, 11 days on average. */
export const suspended = { matters: 405, meanDays: 11 } as const
/** Sent back for every thousand results fed back. */
export const reworkPerMille = 56

export const sampling = { onSpot: 471, others: 1412, falseClosures: 17 } as const

export const rated = { answered: 10_588, satisfied: 10_514, solved: 10_271 } as const
export const discontents = {
  'not-solved': 30,
  'too-slow': 18,
  'no-contact': 11,
  attitude: 6,
  contradiction: 9,
} as const
export const phoned = { asked: 600, satisfied: 531 } as const

/** Of the open ones on the last evening, by the light of the promise. */
export const openLights = { green: 274, yellow: 44, red: 17, grey: 3 } as const

export const storm = { matters: 380, merged: 144 } as const

export const petitions = { all: 353, extended: 18, reviewed: 7 } as const

export const mediation = { matters: 700, sessions: 1610, agreed: 616, kept: 579, confirmed: 25 } as const
