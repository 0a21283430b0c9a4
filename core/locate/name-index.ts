// Names of places found in a text: every piece of territory by its full name, and the names people use for estates,
// markets and roads. Longest match first, so that 河东社区第一网格 is not read as 河东社区. What is not written as it
// should be is heard: by its sound, without its last word, or with one wrong character.
import type { District, Point } from '../district/district.ts'
import { normalise } from '../kit/text.ts'
import { soundsOf } from './sound.ts'

type Meaning = { territory: string; point?: Point }
/** A name as it should be written, and every place in the district that bears it. */
export type Mention = {
  name: string
  meanings: readonly Meaning[]
  /** What the text says instead, and why it was taken for the name. */
  said?: { words: string; how: 'sound' | 'typo' }
}
type Entry = { name: string; meanings: Meaning[]; shortForm: boolean; sounds: readonly string[] }

/** `asPlace`: the text was given as a place, so short forms (柳园 for 柳园社区) and wrong characters count too. */
export type NameIndex = (text: string, asPlace: boolean) => readonly Mention[]

// Short forms are also everyday words (人民, 和平, 东方): in free words they would place every message in 人民镇.
const stem = /^(.{2,})(?:街道|社区|镇|乡|村)$/
const estateStem =
  /^(.{2,})(?:小区|花园|家园|公寓|公馆|广场|大厦|市场|菜市|大道|路|街|大桥|桥|水库|中学|小学|学校|医院|车站|公园)$/
/** Two sounds in a row are alike too often; a wrong character in a short name leaves too little of it. */
const leastHeard = 3
const leastWithTypo = 3

export const makeNameIndex = (district: District): NameIndex => {
  const entries = new Map<string, Entry>()
  const add = (name: string, meaning: Meaning, shortForm: boolean) => {
    const key = normalise(name)
    if (key.length < 2) return
    const entry = entries.get(key)
    if (!entry) {
      entries.set(key, { name: key, meanings: [meaning], shortForm, sounds: soundsOf(key) })
      return
    }
    if (!entry.meanings.some(m => m.territory === meaning.territory)) entry.meanings.push(meaning)
    entry.shortForm &&= shortForm
  }
  for (const { code, level, zh, en } of district.territories) {
    if (level === 'district') continue // being inside the district is what everything here has in common
    add(zh, { territory: code }, false)
    add(en, { territory: code }, false)
    const short = stem.exec(zh)?.[1]
    if (short) add(short, { territory: code }, true)
  }
  for (const { name, territory, point } of district.placeNames) {
    const meaning = point ? { territory, point } : { territory }
    add(name, meaning, name.length < 3)
    const short = estateStem.exec(name)?.[1]
    if (short) add(short, meaning, true)
  }
  const all = [...entries.values()]
  const written = byStart(all, e => [...e.name])
  const sounding = byStart(
    all.filter(e => e.name.length >= leastHeard && isHan(e.name)),
    e => e.sounds,
  )
  const wrongs = typosOf(all.filter(e => isHan(e.name) && !e.shortForm))

  return (text, asPlace) => {
    const plain = normalise(text)
    const characters = [...plain]
    const found = new Map<string, Mention>()
    const taken = new Uint8Array(characters.length)
    const take = (from: number, entry: Entry, said?: Mention['said']) => {
      const { name, meanings } = entry
      // Written as it should be says more than heard.
      if (!said || !found.has(name)) found.set(name, { name, meanings, ...(said ? { said } : {}) })
      taken.fill(1, from, from + [...name].length)
    }
    const isFree = (from: number, length: number) => !taken.subarray(from, from + length).includes(1)
    for (let i = 0; i < characters.length; i++) {
      const hit = written
        .at(characters, i)
        .find(e => (asPlace || !e.shortForm) && isWhole(characters, i, e.name))
      if (!hit) continue
      take(i, hit)
      i += [...hit.name].length - 1
    }
    const sounds = soundsOf(plain)
    for (let i = 0; i < sounds.length; i++) {
      const hit = sounding.at(sounds, i).find(e => (asPlace || !e.shortForm) && isFree(i, e.sounds.length))
      if (hit) take(i, hit, { words: characters.slice(i, i + hit.sounds.length).join(''), how: 'sound' })
    }
    if (!asPlace) return [...found.values()]
    for (let i = 0; i < sounds.length; i++) {
      const hit = wrongs(sounds, i).find(e => isFree(i, e.sounds.length))
      if (hit) take(i, hit, { words: characters.slice(i, i + hit.sounds.length).join(''), how: 'typo' })
    }
    return [...found.values()]
  }
}

const isHan = (name: string): boolean => /^\p{Script=Han}+$/u.test(name)

type Starts = { at(parts: readonly string[], from: number): Entry[] }

/** Entries whose parts stand in a list from a place on, longest first. */
const byStart = (entries: readonly Entry[], partsOf: (e: Entry) => readonly string[]): Starts => {
  type Node = { next: Map<string, Node>; ends: Entry[] }
  const top: Node = { next: new Map(), ends: [] }
  for (const entry of entries) {
    let node = top
    for (const part of partsOf(entry)) {
      let next = node.next.get(part)
      if (!next) {
        next = { next: new Map(), ends: [] }
        node.next.set(part, next)
      }
      node = next
    }
    node.ends.push(entry)
  }
  return {
    at: (parts, from) => {
      const found: Entry[] = []
      let node: Node | undefined = top
      for (let i = from; node; i++) {
        if (node.ends.length > 0) found.unshift(...node.ends)
        node = i < parts.length ? node.next.get(parts[i]!) : undefined
      }
      return found
    },
  }
}

/** Names with one wrong character in what is their own (民×社区), asked by the sounds of the others. */
const typosOf = (entries: readonly Entry[]): ((sounds: readonly string[], from: number) => Entry[]) => {
  const byKey = new Map<string, Entry[]>()
  const lengths = new Set<number>()
  for (const entry of entries) {
    const { sounds, name } = entry
    const own = (stem.exec(name) ?? estateStem.exec(name))?.[1]?.length ?? name.length
    if (own < leastWithTypo) continue
    lengths.add(sounds.length)
    for (let wrong = 0; wrong < own; wrong++) {
      const key = keyOf(sounds, 0, sounds.length, wrong)
      byKey.set(key, [...(byKey.get(key) ?? []), entry])
    }
  }
  const longestFirst = [...lengths].sort((a, b) => b - a)
  return (sounds, from) =>
    longestFirst.flatMap(length => {
      if (from + length > sounds.length) return []
      return Array.from({ length }, (_, wrong) => byKey.get(keyOf(sounds, from, length, wrong)) ?? []).flat()
    })
}

const keyOf = (sounds: readonly string[], from: number, length: number, wrong: number): string => {
  let key = ''
  for (let i = 0; i < length; i++) key += i === wrong ? '?|' : `${sounds[from + i]}|`
  return key
}

/** Latin names match whole words only; Chinese has no word borders to respect. */
const isWhole = (characters: readonly string[], from: number, name: string): boolean =>
  !/[a-z0-9]$/.test(name) || !/^[a-z0-9]/.test(characters[from + [...name].length] ?? '')
