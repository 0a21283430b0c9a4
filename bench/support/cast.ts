// Who plays the life-cycles of a bench: for every town a few places, a type of matter, the unit that gets it, and real
// holders of real posts of the pack for every step. Words are made up from the catalogue, never the same twice.
import type { District, MatterType, Role, Territory } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Actor } from '#core/life/who.ts'

export type Officer = Actor & { kind: 'officer' }

export type Scene = {
  place: Territory
  type: MatterType
  lead: string
  reporter: Officer
  dispatcher: Officer
  handler: Officer
  checker: Officer
}

const channel = 'hotline-12345'

/** As many scenes as asked for, one town after the other. Throws on a pack that lacks a post the cycle needs. */
export const castOf = (district: District, now: Instant, count: number): Scene[] => {
  const towns = district.territories.filter(t => t.level === 'town')
  const inside = new Map(
    towns.map(t => [
      t.code,
      district.territories.filter(c => c.level === 'community' && c.parent === t.code),
    ]),
  )
  const types = district.types.filter(t => t.communityRole === 'lead' && t.urgency !== 'flash' && !t.locked)
  const departments = district.units.filter(u => u.kind === 'department' && !u.referralOnly)
  const top = district.centreOver(district.code, 'district').id
  const seat = (unit: string, roles: readonly Role[], nth: number): Officer => {
    for (const role of roles) {
      const holders = district
        .postsIn(unit, role)
        .flatMap(post => district.holdersOf(post.id, now).map(person => ({ post, person })))
      const taken = holders[nth % holders.length]
      if (taken)
        return { kind: 'officer', person: taken.person.id, post: taken.post, unit: district.unit(unit)! }
    }
    throw new Error(`${unit} has no holder of ${roles.join(' or ')} today`)
  }
  return Array.from({ length: count }, (_, i) => {
    const town = towns[i % towns.length]!
    const places = inside.get(town.code)!
    const nth = Math.floor(i / towns.length)
    const place = places[nth % places.length]!
    // Half go to a bureau, half to the centre of the town, as in the catalogue.
    const lead =
      i % 2 === 0 ? departments[nth % departments.length]!.id : district.centreOver(place.code, 'town').id
    return {
      place,
      type: types[i % types.length]!,
      lead,
      reporter: seat(top, ['operator'], i),
      dispatcher: seat(top, ['dispatcher'], i),
      handler: seat(lead, ['dept_handler', 'town_dispatcher'], nth),
      checker: seat(top, ['verifier'], i),
    }
  })
}

/** What words are made of; plain enough to cross into another process. */
export type Told = {
  place: Pick<Territory, 'code' | 'zh'>
  type: Pick<MatterType, 'code' | 'zh' | 'keywords'>
}

const troubles = [
  '影响大家出行',
  '夜里特别严重',
  '多次反映没有结果',
  '老人和小孩很不方便',
  '希望尽快处理',
  '已经好几天了',
]
const seen = ['发现', '有居民来电反映', '请看一下', '想问问', '又出现了']

/** Words of the `n`-th report at a scene; the house number makes them findable again. */
export const wordsOf = (scene: Told, n: number): string => {
  const { keywords, zh } = scene.type
  return (
    `${seen[n % seen.length]}${scene.place.zh}${keywords[n % Math.max(1, keywords.length)] ?? zh}的问题，` +
    `${troubles[n % troubles.length]}，在${houseOf(n)}号旁边`
  )
}

/** Multiplication by an odd number visits all of 0…99,999 before it comes round. */
export const houseOf = (n: number): number => (n * 36_877) % 100_000

export const reportOf = (scene: Told, n: number) => ({
  channel,
  words: wordsOf(scene, n),
  place: { territory: scene.place.code },
  photos: [] as string[],
  lang: 'zh' as const,
})
