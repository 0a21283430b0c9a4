// The words of one report: the scene its event is, put together by who speaks and through which door, with a slip here
// and there. The same story always gets the same words; an event told again gets others.
import type { District } from '#core/district/district.ts'
import { dayOf, msPerHour, msPerMinute, startOfDay } from '#core/kit/instant.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { HistoryStory } from '../history/story.ts'
import {
  anyDevice,
  devices,
  frames,
  greetings,
  since,
  sinceToday,
  stormWords,
  writtenHarm,
  writtenWish,
} from './frames.ts'
import { compile, type Draw, type Line, say } from './grammar.ts'
import { lexicon, type Scene, type TypeWords } from './lexicon.ts'
import { placeTold } from './place-words.ts'
import { slipped, thumbed, transcribed } from './slips.ts'

export type Words = {
  title?: string
  words: string
  /** The field for the place, where one was filled in. */
  placeWords?: string
  /** Which list, frame, scene and sentence: two neighbours never share it. */
  template: string
}

const lists = Object.fromEntries(Object.entries(frames).map(([name, list]) => [name, list.map(compile)]))
const deviceLines = Object.fromEntries(Object.entries(devices).map(([type, text]) => [type, compile(text)]))
const sinceLines = Object.fromEntries(
  Object.entries(since).map(([span, s]) => [
    span,
    { long: compile(s.long), from: compile(s.from), written: compile(s.written) },
  ]),
)
const anyDeviceLine = compile(anyDevice)
const greetingLine = compile(greetings)
const stormLines = Object.fromEntries(
  Object.entries(stormWords).map(([how, { before, after }]) => [
    how,
    { before: compile(before), after: compile(after) },
  ]),
)
const harmLines = { place: compile(writtenHarm.place), people: compile(writtenHarm.people) }
const wishLines = { place: compile(writtenWish.place), people: compile(writtenWish.people) }
const today = Object.fromEntries(Object.entries(sinceToday).map(([part, text]) => [part, compile(text)]))
const partOfDay = (hour: number): string =>
  hour < 5 || hour > 21 ? 'night' : hour < 10 ? 'morning' : hour < 17 ? 'day' : 'evening'

/** Which list of frames speaks: the door decides, and for people who write themselves their temper. */
const listFor = (story: HistoryStory): string => {
  const byDoor: Readonly<Record<string, string>> = {
    'hotline-12345': 'hotline',
    'police-110': 'police',
    video: 'video',
    sensor: 'sensor',
    'upper-level': 'upper',
    department: 'department',
    petition: 'letter',
    volunteer: 'volunteer',
    visit: 'visit',
    'officer-app': story.outcome === 'on-spot' ? 'spot' : 'officer',
  }
  if (story.voice === 'enterprise') return 'enterprise'
  const door = byDoor[story.channel]
  // A voice message is the person's own, whoever writes down the rest.
  if (story.spoken && door !== undefined && /^(hotline|police|visit|volunteer)$/.test(door))
    return story.voice in frames && !inOffice.has(story.voice) ? story.voice : 'plain'
  if (story.spoken && (door === 'spot' || door === 'officer')) return 'officer_voice'
  if (door !== undefined) return door
  return story.voice in frames ? story.voice : 'plain'
}

const byHand = new Set(['plain', 'angry', 'polite', 'rambling', 'volunteer', 'enterprise'])
const inOffice = new Set([
  'officer',
  'spot',
  'hotline',
  'police',
  'video',
  'sensor',
  'upper',
  'department',
  'visit',
])

/** What is said of the type, by the page of the planted pattern where there is one. */
export const wordsFor = (story: HistoryStory): TypeWords =>
  (story.pattern === undefined ? undefined : lexicon.get(story.pattern)) ??
  lexicon.get(story.type) ??
  lexicon.get('CM10')!

/** What several reports of one event have in common: the report it joins, or the very place and type. */
const eventOf = (story: HistoryStory): string => {
  const merge = story.steps.find(step => step.move === 'merge')
  if (merge?.move === 'merge' && story.outcome === 'merged') return merge.into
  return `${story.type} ${story.place.point.join(' ')}`
}

export type Setting = {
  district: District
  seed: number
  /** Finds the story another one joins. */
  storyOf?: (id: string) => HistoryStory | undefined
}

/** Divisible by the lengths of tied choices, so that each comes up as often as the others. */
const variants = 12

/** Which scene of its page the story tells, and which of its variants. */
export const sceneOf = (
  story: HistoryStory,
  { seed, storyOf }: Setting,
): { page: TypeWords; index: number; scene: Scene; variant: string } => {
  const page = wordsFor(story)
  const event = eventOf(story)
  const first = storyOf?.(event)
  const key = first === undefined || first === story ? event : eventOf(first)
  const chance = chanceOf(seed, `event ${key}`)
  const index = chance.below(page.scenes.length)
  return { page, index, scene: page.scenes[index]!, variant: String(chance.below(variants)) }
}

const numberOf = (id: string): number => Number(/\d+$/.exec(id)?.[0] ?? 0)

/** A number that walks through a list without meeting itself twice in a row. */
const walk = (n: number, length: number): number => (n * (length % 7 === 0 ? 5 : 7)) % length

export const wordsOf = (story: HistoryStory, setting: Setting): Words => {
  const chance: Chance = chanceOf(setting.seed, `words ${story.id}`)
  const draw: Draw = n => chance.below(n)
  const list = listFor(story)
  const { page, index, scene, variant } = sceneOf(story, setting)
  const n = numberOf(story.id)
  const frameAt = walk(n, lists[list]!.length)
  const frame = lists[list]![frameAt]!
  const place = placeTold(story, page.spot, setting.district, inOffice.has(list), draw)
  const one = (lines: readonly Line[], spoken: boolean) =>
    say(lines[draw(lines.length)]!, draw, spoken, { variant })
  const span = sinceLines[page.span]!
  const office = inOffice.has(list)
  const sinceMidnightMs = story.reportedAt - startOfDay(dayOf(story.reportedAt))
  const two = (x: number) => String(Math.floor(x)).padStart(2, '0')
  const title = (): string => say(scene.title, draw, false, { variant })
  const saidAt = draw(scene.said.length)
  const about = page.spot === 'home' || page.spot === 'firm' ? 'people' : 'place'
  const plain = tidy(
    say(frame, draw, !office, {
      地: place.words,
      说: () => say(scene.said[saidAt]!, draw, true, { variant }),
      写: () => (list === 'sensor' ? '' : one(scene.written, false)),
      久: () => say(office ? span.written : span.long, draw, !office),
      从: () =>
        say(page.span === 'now' ? today[partOfDay(sinceMidnightMs / msPerHour)]! : span.from, draw, true),
      苦: () => (page.harm.length === 0 ? one(page.wish, true) : one(page.harm, true)),
      盼: () => one(page.wish, true),
      求: () => say(wishLines[about], draw, false),
      患: () => say(harmLines[about], draw, false),
      题: title,
      时: `${two(sinceMidnightMs / msPerHour)}:${two((sinceMidnightMs % msPerHour) / msPerMinute)}`,
      分: String(2 + draw(28)),
      称: () => say(greetingLine, draw, true),
      器: () => say(deviceLines[story.type] ?? anyDeviceLine, draw, false, { 题: title }),
    }),
  )
  const text = story.storm ? inTheStorm(plain, office, draw) : plain
  const titled =
    /^(hotline|upper|department|letter|enterprise)$/.test(list) || (byHand.has(list) && draw(4) === 0)
  const spoken = story.spoken && !/^(sensor|video|letter|upper|department)$/.test(list)
  const slippy = byHand.has(list) && !spoken
  const slip = slippy && draw(8) === 0 ? slipped(text, draw) : text
  const words = spoken ? transcribed(text, draw) : slippy ? thumbed(slip, draw) : slip
  return {
    ...(titled && list !== 'sensor'
      ? {
          title: `${draw(2) === 0 ? (setting.district.territory(story.place.territory.slice(0, 9))?.zh ?? '') : ''}${title()}`,
        }
      : {}),
    words,
    ...(place.named === undefined ? {} : { placeWords: place.named }),
    template: `${list} ${frameAt} ${page.key} ${index} ${saidAt}`,
  }
}

const inTheStorm = (text: string, office: boolean, draw: Draw): string => {
  const { before, after } = stormLines[office ? 'written' : 'spoken']!
  if (draw(2) === 0) return `${say(before, draw, !office)}${text}`
  const end = /[。！？；]$/.exec(text)?.[0] ?? ''
  return `${text.slice(0, text.length - end.length)}${say(after, draw, !office)}${end}`
}

/** Commas that met where a slot stayed empty. */
const tidy = (text: string): string =>
  text
    .replace(/^[，。：\s]+/, '')
    // The corner of a place and what is said of it may begin with the same word.
    .replace(/(屋头|隔壁|楼上|楼下|门口|河边|路口|街上|我们社|村组内|旁边)\1/g, '$1')
    .replace(/[，、]+([。！？；，])/g, '$1')
    .replace(/([。！？])[，。]+/g, '$1')
    .replace(/：，/g, '：')
    .trim()
