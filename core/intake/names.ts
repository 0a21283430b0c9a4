// Finds the names of persons in running text, said by themselves or by others: "我叫…", "包工头…", "…与…的纠纷". A name is
// a family name and one or two characters more; what tells it from a word is what stands around it, whether its characters
// make words, and whether somebody of that name was named clearly elsewhere in the same text. Each sign adds to or takes
// from a score; the figures were set on labelled messages and are explained where they stand.
import { familyNames, plainFamilies, twoCharacterFamilyNames, wordlikeFamilies } from './family-names.ts'
import {
  afterName,
  beforeName,
  calledBefore,
  fieldBefore,
  givenCharacters,
  neverGiven,
  placeAfter,
  placeEnds,
  publicNames,
  seldomGiven,
  shortTitles,
  titles,
} from './name-signs.ts'
import { commonWords, wordAfterFamily, wordBeforeFamily } from './name-words.ts'

/** `from` up to, not including, `to`. */
export type NameFound = { from: number; to: number }

const families: ReadonlySet<string> = new Set(familyNames)
const plain: ReadonlySet<string> = new Set(plainFamilies)
const twoFirst: ReadonlySet<string> = new Set([...twoCharacterFamilyNames].map(name => name[0]!))
const wordlike: ReadonlySet<string> = new Set(wordlikeFamilies)

/** At and above this a stretch is a name. */
const enough = 1.5
/** A name this sure is covered wherever else it stands in the text. */
const sure = 1.9

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

type Candidate = NameFound & { score: number }
/** `called`: somebody says that this is a name, so hardly anything speaks against it. */
type Left = { score: number; called: boolean; person?: boolean }

/** Below this nothing helps; from here a name beside it in a list does. */
const almost = 0.4

/** Names in the order of the text, none overlapping another. */
export const namesIn = (text: string): readonly NameFound[] => {
  const seen: Candidate[] = []
  for (let at = 0; at < text.length; at++) {
    const first = text[at]!
    if (!families.has(first) && !(twoFirst.has(first) && twoCharacterFamilyNames.has(text.slice(at, at + 2))))
      continue
    const best = bestAt(text, at)
    if (!best) continue
    const last = seen.at(-1)
    if (last && last.to > best.from) {
      if (last.score >= enough || last.score >= best.score) continue
      seen.pop()
    }
    seen.push(best)
  }
  return withRepeats(text, inLists(text, seen))
}

/** "A、B和C": one that is clear makes its neighbours clear, onwards and backwards. */
const inLists = (text: string, seen: readonly Candidate[]): readonly Candidate[] => {
  const scores = seen.map(s => s.score)
  const joined = (i: number): boolean =>
    seen[i + 1] !== undefined && listSigns.has(text.slice(seen[i]!.to, seen[i + 1]!.from))
  for (let i = 0; i + 1 < seen.length; i++) if (scores[i]! >= enough && joined(i)) scores[i + 1]! += beside
  for (let i = seen.length - 2; i >= 0; i--)
    if (scores[i + 1]! >= enough && scores[i]! < enough && joined(i)) scores[i]! += beside
  return seen.map((s, i) => ({ ...s, score: scores[i]! })).filter(s => s.score >= enough)
}

const beside = 1.2
const listSigns: ReadonlySet<string> = new Set([
  '、',
  '，',
  ',',
  '.',
  ' ',
  '和',
  '与',
  '及',
  '、和',
  '以及',
  '和其',
  '/',
])

const bestAt = (text: string, at: number): Candidate | undefined => {
  const family = twoFirst.has(text[at]!) && twoCharacterFamilyNames.has(text.slice(at, at + 2)) ? 2 : 1
  let given = 0
  while (given < 2 && isHan(text.charCodeAt(at + family + given))) given++
  if (given === 0) return undefined
  const first = text[at + family]!
  // A word, unless somebody says it is a name: most of a text is turned away here.
  if (
    (neverGiven.has(first) || (family === 1 && wordAfterFamily.get(text[at]!)?.has(first))) &&
    !called.test(text.slice(Math.max(0, at - 6), at))
  )
    return undefined
  const left = leftScore(text, at)
  let best: Candidate | undefined
  for (let n = given; n >= 1; n--) {
    const to = at + family + n
    const alone = !isHan(text.charCodeAt(at - 1)) && !isHan(text.charCodeAt(to)) ? 0.6 : 0
    const score = left.score + ownScore(text, at, family, to, left) + rightScore(text, to) + alone
    if (score >= almost && (!best || score > best.score)) best = { from: at, to, score }
  }
  return best
}

const called = /[叫名人者主方告系][\s:：为是“"（(，,]{0,3}$/

/** What stands before: "我叫" nearly proves a name, "村民" speaks for it, the middle of a sentence against it. */
const leftScore = (text: string, at: number): Left => {
  const before = text[at - 1]
  if (before === undefined) return { score: 0.4, called: false }
  if (endsWith(calledBefore, text, lookedThrough(text, at, /[\s:：;；为是“"（(，,]/), 5, 2))
    return { score: 3, called: true }
  const signs = lookedThrough(text, at, /[\s:：;；为是（(]/)
  if (signs < at && endsWith(fieldBefore, text, signs, 5, 2)) return { score: 3, called: true }
  if (wordBeforeFamily.get(text[at]!)?.has(before)) return { score: -3, called: false }
  const ended = lookedThrough(text, at, /[\s:：“"（(]/)
  if (endsWith(beforeName, text, ended, 4, 2)) return { score: 1.6, called: false, person: true }
  if (beforeName.has(text[ended - 1] ?? '')) return { score: 1.3, called: false }
  if (!isHan(text.charCodeAt(at - 1))) return { score: before === '、' ? 0.7 : 0.4, called: false }
  if (placeEnds.has(before) || '的中办而但且因还就'.includes(before)) return { score: 0, called: false }
  if (commonWords.has(text.slice(at - 2, at))) return { score: -0.3, called: false }
  return { score: -0.8, called: false }
}

/** Signs and gaps between the word and the name, as in "姓名：", are looked through. */
const lookedThrough = (text: string, at: number, sign: RegExp): number => {
  let end = at
  while (end > 0 && at - end < 3 && sign.test(text[end - 1]!)) end--
  return end
}

const endsWith = (
  words: ReadonlySet<string>,
  text: string,
  end: number,
  most: number,
  least: number,
): boolean => {
  for (let n = most; n >= least; n--) if (end >= n && words.has(text.slice(end - n, end))) return true
  return false
}

const ownScore = (text: string, at: number, family: number, to: number, left: Left): number => {
  const called = left.called || left.person === true
  const name = text.slice(at, to)
  if (publicNames.has(name) || publicNames.has(name.slice(0, 3))) return -9
  const first = text[at + family]!
  const second = to - at - family === 2 ? text[to - 1]! : undefined
  let score = family === 2 ? 1.5 : wordlike.has(text[at]!) ? -0.5 : plain.has(text[at]!) ? 1 : 0.6
  if (family === 1 && wordAfterFamily.get(text[at]!)?.has(first))
    score -= left.called ? 1.5 : first === '家' && second !== undefined ? 1 : 4
  if (shortTitles.has(first) && (first === '某' || second === undefined)) return -9
  if (titles.has(text.slice(at + family, at + family + 2))) return -9
  for (const character of second === undefined ? [first] : [first, second]) {
    // "和" joins two, so before a sign it can only be the end of a name.
    if (character === '和' && second === '和' && !isHan(text.charCodeAt(to))) score += 0.1
    else if (neverGiven.has(character)) score -= called ? 1.5 : 3
    else if (placeEnds.has(character)) score -= left.called ? 0.8 : called ? 1.4 : 2
    else if (seldomGiven.has(character)) score -= 0.8
    else score += givenCharacters.has(character) ? 0.6 : 0.1
  }
  // 向 and 于 are prepositions ten times as often as they are families.
  if ((name[0] === '向' || name[0] === '于') && left.score < 1.3) score -= 0.8
  // "祝曾书记", "向唐女士": a small word and somebody else's family name.
  if (
    second === undefined &&
    wordlike.has(text[at]!) &&
    families.has(first) &&
    titles.has(text.slice(to, to + 2))
  )
    score -= 3
  if (commonWords.has(text.slice(to - 1, to + 1)) && !titles.has(text.slice(to, to + 2))) score -= 1
  if (second !== undefined && placeAfter.test(first + second)) score -= 3
  if (second !== undefined && placeEnds.has(second)) score -= left.called ? 0 : 1.5
  if (second === undefined) score -= 0.2
  else if (first === second) score += 0.4
  else if (commonWords.has(first + second)) score -= called ? 0.5 : 2
  else score += 0.3
  return score
}

/** "，男，", "，今年五十岁", " 电话": only persons go on like this. */
const personAfter =
  /^[\s，,、:：；;（(]{1,2}(?:男|女|今年|现年|年龄|电话|手机|联系|身份证|汉族|19\d\d|\d\d岁|系.{1,2}村)/

/** What stands after: a sign, a form of address, "，男，" or a verb; a village or a road after it makes it a place. */
const rightScore = (text: string, to: number): number => {
  const next = text[to]
  if (next === undefined) return 0.6
  if (!isHan(text.charCodeAt(to)))
    return personAfter.test(text.slice(to, to + 6)) ? 1.8 : next === '、' ? 0.8 : 0.6
  if (titles.has(text.slice(to, to + 2))) return 1.8
  if (placeAfter.test(text.slice(to, to + 4)) || placeAfter.test(text.slice(to - 1, to + 3))) return -3
  for (let n = 3; n >= 1; n--) {
    const sign = afterName.get(text.slice(to, to + n))
    if (sign !== undefined) return sign
  }
  if (placeEnds.has(next)) return -3
  const after = text[to + 1]
  if (after !== undefined && placeEnds.has(after)) return -1.5
  return commonWords.has(text.slice(to, to + 2)) ? 0.2 : -0.5
}

/** Whoever is named clearly once is covered everywhere in the text; what is a village anywhere is a village everywhere. */
const withRepeats = (text: string, found: readonly Candidate[]): readonly NameFound[] => {
  if (found.length === 0) return []
  // Once a name, however often it stands in the text.
  const places = new Map(found.map(f => [text.slice(f.from, f.to), false]))
  for (const name of places.keys()) places.set(name, isPlace(text, name))
  const persons = found.filter(f => f.score >= certain || !places.get(text.slice(f.from, f.to)))
  const ends = new Map(persons.map(f => [f.from, f.to]))
  for (const name of new Set(persons.filter(f => f.score >= sure).map(f => text.slice(f.from, f.to))))
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      ends.set(at, Math.max(ends.get(at) ?? 0, at + name.length))
  const all: NameFound[] = []
  for (const [from, to] of [...ends].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last === undefined || last.to <= from) all.push({ from, to })
    else if (to > last.to) last.to = to
  }
  return all
}

/** From here not even a village of that name unsettles it. */
const certain = 3.5

const isPlace = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (placeAfter.test(text.slice(at + name.length, at + name.length + 4))) return true
  return false
}
