// Who of the 1,385 officers is on shift on a day: 421 in three shifts, and in every grid somebody by day and by evening.
// The order goes round the grids and on from day to day, so that everybody's turn comes about every third or fourth day.
import type { District, Post } from '#core/district/district.ts'

/** Hours in China time; the night shift ends the next morning. */
export const shiftKinds = [
  { zh: '早', from: 6, until: 14, seats: 196 },
  { zh: '中', from: 14, until: 22, seats: 165 },
  { zh: '夜', from: 22, until: 6, seats: 60 },
] as const

export type Officer = { person: string; post: Post }
export type OnShift = Officer & { shift: (typeof shiftKinds)[number]['zh'] }

/** Officers one grid after the other, one of each grid before the second of any. */
const inTurn = (district: District): Officer[] => {
  const posts = district.posts.filter(p => p.role === 'peace_officer')
  const onGrids = posts.filter(p => district.territory(p.territory)?.level === 'grid')
  const others = posts.filter(p => !onGrids.includes(p))
  const holders = new Map<string, string[]>()
  for (const h of district.holdings)
    if (h.insteadOf === undefined) holders.set(h.post, [...(holders.get(h.post) ?? []), h.person])
  const round: Officer[] = []
  for (let k = 0; ; k++) {
    const row = onGrids.flatMap(post => {
      const person = holders.get(post.id)?.[k]
      return person === undefined ? [] : [{ person, post }]
    })
    if (row.length === 0) break
    round.push(...row)
  }
  return [...round, ...others.flatMap(post => (holders.get(post.id) ?? []).map(person => ({ person, post })))]
}

/** `day`: days since 1970 in China time. */
export const shiftsOn = (district: District, day: number): OnShift[] => {
  const officers = inTurn(district)
  const perDay = shiftKinds.reduce((sum, s) => sum + s.seats, 0)
  if (officers.length < perDay) return officers.map(o => ({ ...o, shift: '早' }))
  const start = ((day * perDay) % officers.length) + officers.length
  return shiftKinds.flatMap(({ zh, seats }, s) => {
    const before = shiftKinds.slice(0, s).reduce((sum, k) => sum + k.seats, 0)
    return Array.from({ length: seats }, (_, i) => ({
      ...officers[(start + before + i) % officers.length]!,
      shift: zh,
    }))
  })
}

/** The liaison seat of each department, and who holds it. */
export const liaisonSeats = (district: District): { department: string; person: string }[] =>
  district.units
    .filter(u => u.kind === 'department')
    .flatMap(u =>
      district.posts
        .filter(p => p.unit === u.id && p.role === 'dept_liaison')
        .flatMap(p =>
          district.holdings
            .filter(h => h.post === p.id && h.insteadOf === undefined)
            .map(h => ({ department: u.id, person: h.person })),
        ),
    )
