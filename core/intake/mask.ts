// Finds personal data in what people write and covers it, before words become a fact that is kept for ever. Every
// cover is as long as what it hides, so places in the text stay where they were and masking twice changes nothing.
// It covers the names of others too, whom nobody asked; it leaves order numbers, streets and estates alone: a number
// eaten by the mask cannot be traced, and a street with a hole cannot be found.
import { twoCharacterFamilyNames } from './family-names.ts'
import { namesIn } from './names.ts'
import { halfWidth, numbersIn } from './numbers.ts'

export type PersonalKind =
  | 'identity'
  | 'bank'
  | 'mobile'
  | 'landline'
  | 'plate'
  | 'email'
  | 'account'
  | 'name'
  | 'door'
/** `from` up to, not including, `to`: positions in the text given and, alike, in the masked one. */
export type Found = { kind: PersonalKind; from: number; to: number }

/** A text in which nothing is found comes back as the very same text. */
export const maskPersonal = (text: string): { masked: string; found: readonly Found[] } => {
  const plain = halfWidth(text)
  const found: Found[] = [...numbersIn(plain)]
  addTo(found, foreignNames(plain))
  addTo(found, namesOf(plain))
  if (found.length === 0) return { masked: text, found }
  addTo(found, doorsIn(plain, found))
  let masked = covered(text, found)
  // A cover is an end a name can stand beside, so what is left is looked at again until no name comes out.
  for (let round = 0; round < mostRounds; round++) {
    const more = namesOf(masked)
    if (more.length === 0) break
    const doors = [...more]
    addTo(doors, doorsIn(masked, more))
    found.push(...doors)
    masked = covered(masked, doors)
  }
  return { masked, found: found.sort((a, b) => a.from - b.from) }
}

/** No message of twenty thousand took more than a few; a text made of nothing but family names must not take for ever. */
const mostRounds = 8

const namesOf = (text: string): readonly Found[] => namesIn(text).map(name => ({ kind: 'name', ...name }))

/** Adds what overlaps nothing found before. */
const addTo = (found: Found[], more: Iterable<Found>): void => {
  for (const one of more) if (!found.some(f => one.from < f.to && f.from < one.to)) found.push(one)
}

const covered = (text: string, found: readonly Found[]): string => {
  let masked = ''
  let doneTo = 0
  for (const { kind, from, to } of found.toSorted((a, b) => a.from - b.from)) {
    masked += text.slice(doneTo, from) + cover(kind, text.slice(from, to))
    doneTo = to
  }
  return masked + text.slice(doneTo)
}

/** How many characters stay readable at either end: enough to tell two apart, too little to call or trace. */
const open: Readonly<Record<PersonalKind, readonly [head: number, tail: number]>> = {
  identity: [3, 1],
  bank: [4, 4],
  mobile: [3, 4],
  landline: [0, 3],
  plate: [2, 1],
  email: [1, 0],
  account: [1, 0],
  name: [1, 0],
  door: [0, 0],
}

const cover = (kind: PersonalKind, secret: string): string => {
  const [usualHead, tail] = open[kind]
  const head = kind === 'name' && twoCharacterFamilyNames.has(secret.slice(0, 2)) ? 2 : usualHead
  const end = kind === 'email' ? secret.indexOf('@') : secret.length - tail
  if (end <= head) return '*'.repeat(Math.max(1, end)) + secret.slice(Math.max(1, end))
  return secret.slice(0, head) + '*'.repeat(Math.max(0, end - head)) + secret.slice(Math.max(head, end))
}

/** Names with a point in them, as the Uyghur and others write them: "买买提·艾合买提". */
const foreignNames = (text: string): readonly Found[] => {
  if (!/[·•]/.test(text)) return []
  return [
    ...text.matchAll(
      /(?:我叫|名叫|姓名|联系人|业主|村民|居民|本人|我是)[:\s]{0,2}(\p{Script=Han}{1,8}[·•]\p{Script=Han}{1,9})/dgu,
    ),
  ].map(match => ({ kind: 'name', from: match.indices![1]![0], to: match.indices![1]![1] }))
}

const doorNear = 24
const door =
  /(?:单元|栋|幢|座|号楼|[组村社路街巷弄苑园])\s*((?:\d{1,4}[-—])?\d{1,4})(?=号(?![楼线栋院])|室|房(?![间子])|户)|(?:单元|栋|幢|座|号楼)\s*(\d{3,4})(?![\d年月元栋])/dg

/** The door of somebody named nearby, in the same sentence; the house and the street stay, for the way there. */
function* doorsIn(text: string, found: readonly Found[]): Iterable<Found> {
  const names = found.filter(f => f.kind === 'name')
  if (names.length === 0) return
  for (const match of text.matchAll(door)) {
    const [from, to] = match.indices![1] ?? match.indices![2]!
    const isNear = names.some(({ from: nameFrom, to: nameTo }) => {
      const between = nameTo <= from ? text.slice(nameTo, from) : text.slice(to, nameFrom)
      return between.length <= doorNear && !/[。！？!?；;\n]/.test(between)
    })
    if (isNear) yield { kind: 'door', from, to }
  }
}
