// What can be told of each type, read from the pages in ./words. A page is lines of text that open with a mark:
//   == CM02 street days   a type (or a planted pattern): where such things are, and how long they usually last
//   -- {…}                one scene; its words are the title. Everything up to the next scene belongs to it
//   说 in people's mouths   写 as officers and call takers write   办 what was done   场 what was done on the spot
//   苦 what it does to people   盼 what they wish – these two for the whole type
// The notation inside a line is told in ./grammar.ts. A scene is one event: whoever tells it again has other words for it.
import { assert } from '#core/kit/assert.ts'
import { compile, type Line } from './grammar.ts'
import { as } from './words/as.ts'
import { cl } from './words/cl.ts'
import { cm } from './words/cm.ts'
import { ee } from './words/ee.ts'
import { en } from './words/en.ts'
import { er } from './words/er.ts'
import { gs } from './words/gs.ts'
import { md } from './words/md.ts'
import { patterns } from './words/patterns.ts'
import { sc } from './words/sc.ts'
import { sp } from './words/sp.ts'

const spots = ['estate', 'street', 'village', 'home', 'shop', 'site', 'water', 'firm'] as const
export type Spot = (typeof spots)[number]
const spans = ['now', 'days', 'weeks', 'months'] as const
export type Span = (typeof spans)[number]

export type Scene = {
  title: Line
  said: readonly Line[]
  written: readonly Line[]
  done: readonly Line[]
  /** Falls back on `done` where a type is not settled on the spot. */
  onSpot: readonly Line[]
}

export type TypeWords = {
  key: string
  spot: Spot
  span: Span
  scenes: readonly Scene[]
  harm: readonly Line[]
  wish: readonly Line[]
}

type Open = { title: Line; 说: Line[]; 写: Line[]; 办: Line[]; 场: Line[] }

const closed = (key: string, s: Open): Scene => {
  assert(
    s.说.length + s.写.length > 0 && s.办.length + s.场.length > 0,
    `${key}: a scene without words or end`,
  )
  return {
    title: s.title,
    said: s.说.length > 0 ? s.说 : s.写,
    written: s.写.length > 0 ? s.写 : s.说,
    done: s.办.length > 0 ? s.办 : s.场,
    onSpot: s.场.length > 0 ? s.场 : s.办,
  }
}

const readPage = (page: string): TypeWords[] => {
  const types: TypeWords[] = []
  for (const block of page.split(/^== /m).slice(1)) {
    const [head, ...lines] = block.trim().split('\n')
    const [key, spot, span] = head!.split(' ') as [string, Spot, Span]
    assert(spots.includes(spot) && spans.includes(span), `== ${head}: a spot and a span`)
    const scenes: Open[] = []
    const harm: Line[] = []
    const wish: Line[] = []
    for (const line of lines) {
      const mark = line[0]!
      const text = line.slice(line.indexOf(' ') + 1)
      if (mark === '-') scenes.push({ title: compile(text), 说: [], 写: [], 办: [], 场: [] })
      else if (mark === '苦') harm.push(compile(text))
      else if (mark === '盼') wish.push(compile(text))
      else {
        const scene = scenes.at(-1)
        assert(
          scene !== undefined && /^[说写办场]$/.test(mark),
          `${key}: "${line}" opens with no mark of ours`,
        )
        scene[mark as '说'].push(compile(text))
      }
    }
    assert(scenes.length > 0 && wish.length > 0, `${key}: no scene or no wish`)
    types.push({ key, spot, span, scenes: scenes.map(s => closed(key, s)), harm, wish })
  }
  return types
}

/** By type code, and by the name of a planted pattern. */
export const lexicon: ReadonlyMap<string, TypeWords> = new Map(
  [gs, md, sp, er, cl, cm, ee, en, as, sc, patterns].flatMap(readPage).map(t => [t.key, t] as const),
)
