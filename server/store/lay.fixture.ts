// A past told at random in a net in memory, for tests of laying it; run as a program with the address of a database it
// begins to lay one and waits in the middle, to be killed there.
import { type Instant, instant } from '#core/kit/instant.ts'
import { isRefusal, type Refusal } from '#core/life/refusal.ts'
import { makeNet } from '#sim/net/net.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment } from '#test/support/story.ts'
import { type Laying, lay } from './lay.ts'
import { openDatabase } from './pool.ts'
import { liveRandomly } from './random-lives.fixture.ts'
import { keysFromText } from './vault-key.ts'

export const pastKey = '5a'.repeat(32)

/** Ways out of the telling, as the laying takes them. */
type Told = Pick<Laying, 'kept' | 'vault' | 'settle'> & { seed: number; rounds: number }

/** Matters and petitions lived at random, a round of some dozen at a time; resolves to when it ended. */
export const tellRandomly = async ({ seed, rounds, kept, vault, settle }: Told): Promise<Instant> => {
  const district = smallDistrict()
  const net = makeNet({ path: district, at: moment('2026-06-03 09:00'), seed: `past-${seed}`, kept, vault })
  let reports = 0
  const numberOf = async (born: Promise<{ number: string } | Refusal>): Promise<string> => {
    const r = await born
    if (isRefusal(r)) throw new Error(`a report was refused: ${JSON.stringify(r)}`)
    return r.number
  }
  const came = (id: string) => ({ source: 'past', sourceId: id, photos: [], lang: 'zh' as const })
  const actor = { kind: 'gate', source: 'past' } as const
  const contact = { name: '王某', phone: '100-0000-0001' }
  for (let round = 0; round < rounds; round++) {
    const livable = {
      desk: net.desk,
      district,
      now: net.now,
      passMs: (ms: number) => net.setNow(instant(net.now() + ms)),
      report: (words = '楼下垃圾堆了三天没人清', more = {}) => {
        const id = String(++reports)
        const report = { ...came(id), channel: 'resident-web', at: net.now(), words, ...more }
        const linkHash = id.padStart(64, '0')
        return numberOf(net.receive({ report, actor, contact, linkHash }))
      },
      petition: (kind: 'request' | 'suggestion' | 'accusation', accused: readonly string[] = []) => {
        const words = '征地补偿标准一直没有公开，请答复'
        const report = { ...came(`p${++reports}`), channel: 'visit', kind, words, accused }
        return numberOf(net.receivePetition({ report, actor, contact }))
      },
    }
    await liveRandomly(livable as never, 20, 15, seed + round)
    await settle()
  }
  return net.now()
}

if (import.meta.main) {
  const db = await openDatabase(process.argv[2]!, smallDistrict().code)
  let rounds = 0
  await lay(db, keysFromText(pastKey), async laying => {
    const settle = async () => {
      await laying.settle()
      if (++rounds < 2) return
      process.stdout.write('half\n')
      await new Promise(() => setInterval(() => {}, 1000))
    }
    await tellRandomly({ seed: 5, rounds: 3, ...laying, settle })
  })
}
