// `jiewang sim …`: the make-believe district from the command line. A past told and laid into an empty database, the pace
// of its clock, a storm; all of it only where the pack says that its people are invented.
import { parseArgs } from 'node:util'
import { toIso } from '#core/kit/instant.ts'
import { steadyYears } from '#sim/history/steady-years.ts'
import type { CoreWorld } from './core-world.ts'
import { demoStories } from './demo.ts'
import { deckFor, hasPast, tellPast, usualSeed, wordsFor } from './demo-past.ts'
import { readingOf, setSpeed } from './district-clock.ts'
import { faultsCommand } from './faults-command.ts'
import type { Seeds } from './faults-thread.ts'
import { inWorld } from './in-world.ts'
import { layPast, sayStuck } from './past.ts'
import type { Settings } from './settings.ts'

type Out = (line: string) => void

const usage = [
  '用法 usage:',
  '  jiewang sim history [--seed N] [--days N] [--profile c]  向空库铺开往事 tell and lay a past into an empty database',
  '      --profile c  五年、约一百万件，供压测 five years, about a million matters, for benchmarks',
  '  jiewang sim --faults --seeds N [--from N]  在故障里模拟 N 个星期，核对五条承诺 N weeks under trouble, five promises checked',
  '  jiewang sim speed <N>   时钟快慢，1 为实时 how fast the clock of the district runs, 1 = real time',
  '  jiewang sim storm       现在起一场四十八小时的暴雨 a storm of 48 hours begins now',
]

type Wish =
  | { do: 'history'; seed: number; days?: number; long: boolean }
  | { do: 'speed'; speed: number }
  | { do: 'storm' }
  | ({ do: 'faults' } & Seeds)

export const simCommand = async (args: readonly string[], settings: Settings, out: Out): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  if (wish.do === 'faults') return faultsCommand(wish, settings, out)
  return inWorld(settings, world => {
    if (!world.district().synthetic) {
      out(
        `${world.district().zh}不是合成数据的区：模拟只在标明合成数据的区里运行。 Simulation runs only in a district marked synthetic.`,
      )
      return Promise.resolve(1)
    }
    if (wish.do === 'history') return history(world, settings, wish, out)
    return wish.do === 'speed' ? speed(world, wish.speed, out) : storm(world, out)
  })
}

const history = async (
  world: CoreWorld,
  settings: Settings,
  { seed, days, long }: Wish & { do: 'history' },
  out: Out,
): Promise<number> => {
  if (!hasPast(settings.packDir)) {
    out(
      `区情包 ${settings.packDir} 没有公布数字（figures.yaml），没有往事可铺。 The pack publishes no figures and has no past to tell.`,
    )
    return 1
  }
  const startedMs = performance.now()
  const past = () => {
    const deck = deckFor(world, seed, days)
    const words = wordsFor(world, deck)
    if (long) return { deck: steadyYears(deck), words, forget: true }
    const stories = demoStories(world.district(), settings.packDir)
    return { deck, words, ...(stories ? { lives: { stories } } : {}) }
  }
  const laid = await layPast(world, past, tellPast(process.stderr))
  if (!laid) {
    out(
      '库里已有事项，或另一个回放正在进行：往事只能铺在空库里。 There are matters already, or a replay is running: a past is laid into an empty database only.',
    )
    return 1
  }
  const seconds = (performance.now() - startedMs) / 1000
  out(
    `铺开 ${laid.subjects} 件、${laid.facts} 条事实、${laid.commits} 次提交，用时 ${seconds.toFixed(1)} 秒。` +
      ` / ${laid.subjects} subjects, ${laid.facts} facts, ${laid.commits} commits in ${seconds.toFixed(1)} s.`,
  )
  for (const s of laid.stuck.slice(0, mostSaid)) out(`✗ ${sayStuck(s)}`)
  if (laid.stuck.length > 0)
    out(`${laid.stuck.length} 件没有按计划走完。 / ${laid.stuck.length} stories did not go as planned.`)
  if (laid.presentAt !== undefined)
    out(`本区时间从 ${toIso(laid.presentAt)} 继续。 The district goes on from there.`)
  return laid.stuck.length === 0 ? 0 : 1
}

const mostSaid = 20

const noClock =
  '这个区按机器的时钟生活，没有铺开过往事。 This district lives by the clock of the machine: no past was laid.'

const speed = async ({ clock }: CoreWorld, times: number, out: Out): Promise<number> => {
  if (!(await setSpeed(clock, times))) {
    out(noClock)
    return 1
  }
  out(`本区时钟按 ${times} 倍走，现在是 ${toIso(clock.now())}。 The clock runs ${times} times as fast.`)
  return 0
}

const storm = async ({ clock }: CoreWorld, out: Out): Promise<number> => {
  const row = clock.row()
  if (!row) {
    out(noClock)
    return 1
  }
  const stormAt = readingOf(row, Date.now())
  await clock.set({ ...row, stormAt })
  out(`暴雨自 ${toIso(stormAt)} 起，四十八小时。 A storm begins and lasts 48 hours.`)
  return 0
}

const understood = (args: readonly string[]): Wish | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        days: { type: 'string' },
        profile: { type: 'string' },
        faults: { type: 'boolean' },
        seeds: { type: 'string' },
        from: { type: 'string' },
      },
    })
    const [name, given, ...more] = positionals
    if (values.faults) {
      const [from, seeds] = [whole(values.from ?? '1'), whole(values.seeds ?? '')]
      return name === undefined && from && seeds ? { do: 'faults', from, seeds } : undefined
    }
    if (more.length > 0) return undefined
    const seed = values.seed === undefined ? usualSeed : whole(values.seed)
    const days = values.days === undefined ? undefined : whole(values.days)
    if (seed === undefined || (values.days !== undefined && !days)) return undefined
    if (values.profile !== undefined && values.profile.toLowerCase() !== 'c') return undefined
    if (name === 'history' && given === undefined)
      return { do: 'history', seed, long: values.profile !== undefined, ...(days ? { days } : {}) }
    const times = Number(given)
    if (name === 'speed' && times >= 1 && times <= 3600) return { do: 'speed', speed: times }
    return name === 'storm' && given === undefined ? { do: 'storm' } : undefined
  } catch {
    return undefined
  }
}

const whole = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined)
