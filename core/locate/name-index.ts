// Names of places found in a text: every piece of territory by its full name, and the names people use for estates,
// markets and roads. Longest match first, so that 河东社区第一网格 is not read as 河东社区.
import type { District, Point } from '../district/district.ts'
import { normalise } from '../kit/text.ts'

type Meaning = { territory: string; point?: Point }
/** A name as written in the text, and every place in the district that bears it. */
export type Mention = { name: string; meanings: readonly Meaning[] }
type Entry = Mention & { shortForm: boolean }

/** `asPlace`: the text was given as a place, so short forms (柳园 for 柳园社区) count too. */
export type NameIndex = (text: string, asPlace: boolean) => readonly Mention[]

// Short forms are also everyday words (人民, 和平, 东方): in free words they would place every message in 人民镇.
const stem = /^(.{2,})(?:街道|社区|镇|乡|村)$/

export const makeNameIndex = (district: District): NameIndex => {
  const entries = new Map<string, { name: string; meanings: Meaning[]; shortForm: boolean }>()
  const add = (name: string, meaning: Meaning, shortForm: boolean) => {
    const key = normalise(name)
    if (key.length < 2) return
    const entry = entries.get(key)
    if (!entry) {
      entries.set(key, { name: key, meanings: [meaning], shortForm })
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
    add(name, point ? { territory, point } : { territory }, name.length < 3)
  }
  const byFirst = new Map<string, Entry[]>()
  for (const entry of entries.values()) {
    const same = byFirst.get(entry.name[0]!)
    if (same) same.push(entry)
    else byFirst.set(entry.name[0]!, [entry])
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.name.length - a.name.length)

  return (text, asPlace) => {
    const plain = normalise(text)
    const found = new Map<string, Mention>()
    for (let i = 0; i < plain.length; i++) {
      const hit = byFirst
        .get(plain[i]!)
        ?.find(e => (asPlace || !e.shortForm) && plain.startsWith(e.name, i) && isWhole(plain, i, e.name))
      if (!hit) continue
      found.set(hit.name, hit)
      i += hit.name.length - 1
    }
    return [...found.values()]
  }
}

/** Latin names match whole words only; Chinese has no word borders to respect. */
const isWhole = (text: string, from: number, name: string): boolean =>
  !/[a-z0-9]$/.test(name) || !/^[a-z0-9]/.test(text.slice(from + name.length, from + name.length + 1))
