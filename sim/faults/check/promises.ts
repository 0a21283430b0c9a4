// What must hold after every step, whatever went wrong: the five promises of the house, taken apart into what can be
// looked at. A violation names one of these.
export const promises = {
  'reported-once': 'every acknowledged report is a matter, and one report is one matter',
  acknowledged: 'what was acknowledged is there, as it was acknowledged',
  history: 'facts of a subject follow each other without a gap, in one chain, and never change',
  'one-lead': 'every open matter has exactly one lead, and it can act',
  'one-clock': 'every open matter has a clock, and every co-handler a part of its own',
  'clock-once': 'a clock starts once; sorting and sending again never start it anew',
  'clock-pauses': 'a clock stands still exactly where the table says',
  'light-once': 'a light turns once, at its own instant',
  'told-once': 'whoever must be told stands in the outbox exactly once',
  'told-at-last': 'every message of the outbox arrives',
  'other-eyes': 'nobody checks what they handled',
  'accused-blind': 'a unit complained about neither sees, nor acts, nor is told',
  rebuilt: 'what facts yield equals what is kept',
  live: 'what a screen was told equals what it would read',
  sums: 'the sum of parts equals the whole',
  'nothing-personal': 'no personal data in a fact',
  'both-or-neither': 'a merge stands in both matters or in neither',
  'no-due-left': 'when all is quiet no turn is due',
  impossible: 'nothing happens that the rules call impossible',
} as const

export type PromiseName = keyof typeof promises

export type Violation = { promise: PromiseName; subject?: string; why: string }
