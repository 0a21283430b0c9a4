// Finds numbers that lead to a person: identity cards, bank cards, telephones, plates, and addresses of mail, WeChat and
// QQ. People write them with gaps, dashes, full-width or Chinese digits and letters that look like digits; every reading
// here keeps one sign one sign, so positions stay those of the text.
import type { Found, PersonalKind } from './mask.ts'

/** Full-width digits and letters are one unit long either way, so positions do not move. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

const lookalikes: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  o: '0',
  O: '0',
  一: '1',
  壹: '1',
  幺: '1',
  l: '1',
  I: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}
const lookalike = /[零〇oO一壹幺lI二贰三叁四肆五伍六陆七柒八捌九玖]/g
/** Seven signs in a row that could be digits, some of which are none: anything shorter is a count or a date. */
const writtenOut =
  /[零〇oO一壹幺lI二贰三叁四肆五伍六陆七柒八捌九玖0-9][-— ]?(?:[零〇oO一壹幺lI二贰三叁四肆五伍六陆七柒八捌九玖0-9][-— ]?){9,}/g

/** "一三八…" and "l38…" as digits, where a telephone number could stand; the rest of the text as it is. */
const spelled = (text: string): string =>
  text.replace(writtenOut, run => run.replace(lookalike, sign => lookalikes[sign]!))

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
  isOne: (match: string, before: string, after: string) => boolean = () => true,
): Finder =>
  function* (text) {
    if (!sign.test(text)) return
    for (const match of text.matchAll(pattern)) {
      const [from, to] = match.indices![1] ?? match.indices![0]!
      const before = text.slice(Math.max(0, from - 12), from)
      if (isOne(text.slice(from, to), before, text.slice(to, to + 8))) yield { kind, from, to }
    }
  }

const digitsOf = (text: string): string => text.replace(/[^0-9Xx]/g, '')

/** Provinces of GB/T 2260, the first two digits of every identity number. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|9[01])/

const isCalledANumber = (before: string): boolean =>
  /(?:单号|订单|编号|流水号|流水|合同号|案号|号码牌|批次|货号|工单|信用代码|文号|证书号)[是为]?[:\s]*$/.test(
    before,
  )

// GB 11643: weights modulo 11; X stands for ten. A number with the province and the birthday of one is covered even when a
// digit was mistyped, unless it is called an order or a contract.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const isIdentity = (match: string, before: string): boolean => {
  const text = digitsOf(match)
  if (!provinces.test(text)) return false
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase() || !isCalledANumber(before)
}

/** Luhn, as every bank card carries it. */
const isLuhn = (text: string): boolean => {
  const sum = [...digitsOf(text)].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return sum % 10 === 0
}

const ofBank =
  /银行|卡号|账号|帐号|账户|帐户|户头|打款|汇款|转账|存折|工行|农行|建行|中行|农商行|邮储|信用社|一卡通/

// How people part eleven digits: not at all, 3-4-4, 3-3-5, 3-8, 4-3-4, 4-4-3, 5-6, or one by one.
const gap = '[-—.·_ ]'
const mobileShapes = [
  '1[3-9]\\d{9}',
  `1[3-9]\\d${gap}{1,2}\\d{4}${gap}{1,2}\\d{4}`,
  `1[3-9]\\d${gap}{1,2}\\d{3}${gap}{1,2}\\d{5}`,
  '1[3-9]\\d[-— ]{1,2}\\d{8}',
  `1[3-9]\\d{2}${gap}{1,2}\\d{3,4}${gap}{1,2}\\d{3,4}`,
  `1[3-9]\\d{5}${gap}{1,2}\\d{4}`,
  `1[3-9]\\d{3}${gap}{1,2}\\d{6}`,
  `1${gap}[3-9](?:${gap}\\d){9}`,
  // 100-0000-xxxx is no network's prefix; demo districts use it, and are to look like real ones.
  `100${gap}?0000${gap}?\\d{4}`,
].join('|')

const mobiles = finder(
  'mobile',
  digit,
  new RegExp(`(?<![0-9A-Za-z.])(?:\\+?86[ -]?)?(${mobileShapes})(?![0-9A-Za-z])`, 'dg'),
  (_, before) => !isCalledANumber(before),
)

const finders: readonly Finder[] = [
  finder(
    'identity',
    digit,
    /(?<![0-9A-Za-z])([1-9]\d{5}[ -]?(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[0-9Xx])(?![0-9A-Za-z])/dg,
    isIdentity,
  ),
  // Fifteen digits, as issued until 1999: only the birthday speaks for it, so the word is asked for beside it.
  finder(
    'identity',
    digit,
    /(?<![0-9A-Za-z])([1-9]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![0-9A-Za-z])/dg,
    (match, before, after) =>
      provinces.test(match) && (/身份证|证件|证号/.test(before) || /^.{0,3}身份证/.test(after)),
  ),
  // Whatever is called an identity number, however it is written.
  finder('identity', /身份证/, /身份证(?:号码|号|件号)?[是为:\s]{0,4}([1-9][\dXx]{14,17})(?![0-9A-Za-z])/dg),
  // Prefixes of cards issued here: UnionPay 62, and older Visa, Mastercard, JCB and 9558 cards.
  finder(
    'bank',
    digit,
    /(?<![0-9])(?:62|4\d|5[1-5]|35|95(?=58))\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9])/dg,
    (match, before) => isLuhn(match) || (ofBank.test(before) && !isCalledANumber(before)),
  ),
  finder(
    'bank',
    digit,
    /(?<![0-9])(\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![0-9])/dg,
    (_, before) => /(?:银行|卡号|账号|帐号|账户|帐户|工行|农行|建行|邮储|信用社)[^\d]{0,6}$/.test(before),
  ),
  mobiles,
  text => {
    const read = spelled(text)
    return read === text ? [] : mobiles(read)
  },
  finder(
    'landline',
    digit,
    /(?<![0-9A-Za-z])\(?(?:010|02\d|0[3-9]\d{2})\)?[-— ]{0,2}([2-8]\d{2,3}[ -]?\d{4})(?![0-9A-Za-z])/dg,
  ),
  finder(
    'landline',
    digit,
    /(?:电话|座机|固话|致电|拨打|联系方式|TEL|tel|Tel)[号码是为:.\s]{0,4}([2-8]\d{2,3}[ -]?\d{4})(?![0-9A-Za-z])/dg,
  ),
  // O and I stand on no plate; cameras and people write them for 0 and 1 all the same.
  finder(
    'plate',
    digit,
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·•. -]?[A-Za-z0-9]{4,5}[A-Za-z0-9挂学警港澳](?![0-9A-Za-z])/dg,
    plate => plate.replace(/\D/g, '').length >= 2,
  ),
  finder('email', /@/, /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/dg),
  // An account of QQ or WeChat; the number of a group is nobody's own.
  finder(
    'account',
    /[Qq扣企]/,
    /(?:[Qq]{2}|扣扣|企鹅)(?:号码?|:|：)?[是为:\s]{0,3}([1-9]\d{4,10})(?![0-9A-Za-z群])/dg,
  ),
  finder(
    'account',
    /[微薇威Vv][信Xx]|[Ww](?:e[Cc]hat|[Xx])|[加+][VvWw]/,
    /(?:微信|薇信|威信|[Vv]信|[Vv][Xx]|[Ww][Xx]|[Ww]e[Cc]hat|[加+][VvWw])(?:号码?|id|ID)?[是为:\s]{0,3}([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9]\d{5,11})(?![0-9A-Za-z])/dg,
  ),
]

/** Every number of a person; `text` in half width. An earlier kind stands over a later one in the same place. */
export const numbersIn = (text: string): readonly Found[] => {
  const found: Found[] = []
  if (
    !/[\d@]|[零〇一壹幺][零〇一壹幺二两三四五六七八九叁肆伍陆柒捌玖]|[微薇威Vv][信Xx]|[加+][VvWw]/.test(text)
  )
    return found
  for (const find of finders)
    for (const one of find(text)) if (!found.some(f => one.from < f.to && f.from < one.to)) found.push(one)
  return found
}
