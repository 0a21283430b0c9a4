// Finds personal data in what people write and covers it, before words become a fact that is kept for ever. Every
// cover is as long as what it hides, so places in the text stay where they were and masking twice changes nothing.
// It errs towards covering where somebody says "my name is", and towards leaving words alone everywhere else: an
// order number eaten by the mask cannot be traced, and a street with a hole cannot be found.
import { familyNames, givenNameEnds, notNames, twoCharacterFamilyNames } from './family-names.ts'

export type PersonalKind = 'identity' | 'bank' | 'mobile' | 'landline' | 'plate' | 'email' | 'name'
/** `from` up to, not including, `to`: positions in the text given and, alike, in the masked one. */
export type Found = { kind: PersonalKind; from: number; to: number }

/** A text in which nothing is found comes back as the very same text. */
export const maskPersonal = (text: string): { masked: string; found: readonly Found[] } => {
  const plain = halfWidth(text)
  const found: Found[] = []
  for (const find of finders) {
    for (const one of find(plain)) {
      if (!found.some(f => one.from < f.to && f.from < one.to)) found.push(one)
    }
  }
  if (found.length === 0) return { masked: text, found }
  found.sort((a, b) => a.from - b.from)
  let masked = ''
  let doneTo = 0
  for (const { kind, from, to } of found) {
    masked += text.slice(doneTo, from) + cover(kind, text.slice(from, to))
    doneTo = to
  }
  return { masked: masked + text.slice(doneTo), found }
}

/** How many characters stay readable at either end: enough to tell two apart, too little to call or trace. */
const open: Readonly<Record<PersonalKind, readonly [head: number, tail: number]>> = {
  identity: [3, 1],
  bank: [4, 4],
  mobile: [3, 4],
  landline: [0, 3],
  plate: [2, 1],
  email: [1, 0],
  name: [1, 0],
}

const cover = (kind: PersonalKind, secret: string): string => {
  const [usualHead, tail] = open[kind]
  const head = kind === 'name' && twoCharacterFamilyNames.has(secret.slice(0, 2)) ? 2 : usualHead
  const end = kind === 'email' ? secret.indexOf('@') : secret.length - tail
  return secret.slice(0, head) + '*'.repeat(Math.max(0, end - head)) + secret.slice(Math.max(head, end))
}

// Full-width digits and letters are one unit long either way, so positions do not move.
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

type Finder = (text: string) => Iterable<Found>

const digit = /\d/

/**
 * Every match of group 1, or of the whole where there is no group, that passes the test. No text without its `sign` has a
 * match: most texts have none of the signs, and are not searched.
 */
const finder = (
  kind: PersonalKind,
  sign: RegExp,
  pattern: RegExp,
  isOne: (match: string, before: string) => boolean = () => true,
): Finder =>
  function* (text) {
    if (!sign.test(text)) return
    for (const match of text.matchAll(pattern)) {
      const [from, to] = match.indices![1] ?? match.indices![0]!
      const before = text.slice(Math.max(0, from - 8), from)
      if (isOne(text.slice(from, to), before)) yield { kind, from, to }
    }
  }

const digitsOf = (text: string): string => text.replace(/[^0-9Xx]/g, '')

// GB 11643: weights modulo 11; X stands for ten.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const isIdentity = (text: string, before: string): boolean => {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  // A number called one's identity number is covered even when a digit was mistyped.
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase() || /身份证/.test(before)
}

/** Luhn, as every bank card carries it. */
const isLuhn = (text: string): boolean => {
  const sum = [...digitsOf(text)].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return sum % 10 === 0
}

const isCalledANumber = (before: string): boolean =>
  /(?:单号|编号|流水号|合同号|案号|号码牌|批次|货号)[是为]?[:\s]*$/.test(before)

const families = [...twoCharacterFamilyNames, `[${familyNames}]`].join('|')
const given = '\\p{Script=Han}'
const notName = (name: string): boolean =>
  twoCharacterFamilyNames.has(name) || notNames.some(word => name.startsWith(word))

const finders: readonly Finder[] = [
  finder(
    'identity',
    digit,
    /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/dg,
    isIdentity,
  ),
  // Prefixes of cards issued here: UnionPay 62, and older Visa, Mastercard, JCB and 9558 cards.
  finder(
    'bank',
    digit,
    /(?<![0-9])(?:62|4\d|5[1-5]|35|95(?=58))\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9])/dg,
    isLuhn,
  ),
  // 100-0000-xxxx is no network's prefix; demo districts use it, and are to look like real ones.
  finder(
    'mobile',
    digit,
    /(?<![0-9A-Za-z.])(?:\+?86[ -]?)?((?:1[3-9]\d[ -]?\d{4}|100[ -]?0000)[ -]?\d{4})(?![0-9A-Za-z])/dg,
    (_, before) => !isCalledANumber(before),
  ),
  finder(
    'landline',
    digit,
    /(?<![0-9A-Za-z])\(?(?:010|02\d|0[3-9]\d{2})\)?[ -]?([2-8]\d{6,7})(?![0-9A-Za-z])/dg,
  ),
  finder(
    'landline',
    digit,
    /(?:电话|座机|固话|致电|拨打|联系方式)[号码是为:\s]{0,4}([2-8]\d{6,7})(?![0-9A-Za-z])/dg,
  ),
  finder(
    'plate',
    digit,
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][·•. -]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![0-9A-Za-z])/dg,
    plate => plate.replace(/\D/g, '').length >= 2,
  ),
  finder('email', /@/, /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/dg),
  // "My name is": covered even without an end in sight.
  finder(
    'name',
    /[叫名]/,
    new RegExp(
      `(?:我叫|名叫|名字叫|名字是)做?[:\\s]*((?:${families})(?:${given}(?=${givenNameEnds})|${given}{1,2})|${given}{1,8}[·•]${given}{1,9})`,
      'dgu',
    ),
    name => !notName(name),
  ),
  // A field with a name in it.
  finder(
    'name',
    /[名人主落]/,
    new RegExp(
      `(?:姓名|联系人|投诉人|反映人|举报人|申请人|求助人|报警人|户主|签名|落款)[是为]?[:\\s]+((?:${families})(?:${given}(?=${givenNameEnds})|${given}{1,2})|${given}{1,8}[·•]${given}{1,9})`,
      'dgu',
    ),
    name => !notName(name),
  ),
  // "I, Zhang San," only where punctuation ends the name: 本人 and 我是 begin many other sentences.
  finder(
    'name',
    /本人|我[是系]/,
    new RegExp(
      `(?:本人|我是|我系)[:\\s]*((?:${families})${given}{1,2})(?=[\\s,，。;；:：.、()（）0-9]|$)`,
      'dgu',
    ),
    name => !notName(name) && !/[人的县市省村镇乡区户了过们员组街路]$/.test(name),
  ),
  // A full name before a form of address; a family name alone (张女士) already says as little as the mask would.
  finder(
    'name',
    /先生|女士|小姐|师傅|大爷|阿姨/,
    new RegExp(`((?:${families})${given}{1,2}?)(?=先生|女士|小姐|师傅|大爷|阿姨)`, 'dgu'),
    name => !notName(name) && !new RegExp(`^[向和于从与].?[${familyNames}]$`).test(name),
  ),
]
