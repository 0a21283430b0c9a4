// A small grammar for saying one thing in many ways. `{a|b|c}` is one of these (they nest), `<2-6>` a number between the
// two: a numeral in speech, digits in writing and before a zero. `{=a|b}` choices are tied: all of a scene fall on the
// same place, so that what is told of a lamp post is answered with a lamp post. `@地` is a slot the caller fills.
import { assert } from '#core/kit/assert.ts'

/** All a line needs of chance: 0 … n-1. */
export type Draw = (n: number) => number

type Part =
  | string
  | { readonly choices: readonly Line[]; readonly tied: boolean }
  | { readonly low: number; readonly high: number; readonly digits: boolean }
  | { readonly slot: string }

export type Line = readonly Part[]

const digits = '零一二三四五六七八九'

/** 1…99 as people say it before a measure word: 两个, 十二个, 三十个. */
export const numeral = (n: number): string => {
  if (n === 2) return '两'
  if (n < 10) return digits[n]!
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`
}

/** Reads one line; a brace or angle left open is a mistake in the text and named. */
export const compile = (text: string): Line => {
  let at = 0
  const parts = (until: string): Line[] => {
    const lines: Part[][] = [[]]
    let plain = ''
    const push = (part?: Part) => {
      const here = lines.at(-1)!
      if (plain !== '') here.push(plain)
      plain = ''
      if (part !== undefined) here.push(part)
    }
    for (;;) {
      const char = text[at]
      assert(char !== undefined || until === '', `"${text}" ends where ${until} was to come`)
      if (char === undefined || char === until) {
        push()
        at++
        return lines
      }
      at++
      if (char === '{') {
        const tied = text[at] === '='
        if (tied) at++
        push({ choices: parts('}'), tied })
      } else if (char === '|' && until === '}') {
        push()
        lines.push([])
      } else if (char === '<') {
        const found = /^(\d+)-(\d+)>/.exec(text.slice(at))
        assert(found !== null, `"${text}": a number is written <2-6>`)
        at += found[0].length
        push({ low: Number(found[1]), high: Number(found[2]), digits: text[at] === '0' })
      } else if (char === '@') push({ slot: text[at++]! })
      else plain += char
    }
  }
  return parts('')[0]!
}

export type Fill = Readonly<Record<string, string | (() => string)>>

/** One way of saying the line. */
export const say = (line: Line, draw: Draw, spoken: boolean, fill: Fill = {}): string => {
  let said = ''
  for (const part of line) {
    if (typeof part === 'string') said += part
    else if ('choices' in part) {
      const of = part.choices.length
      const chosen = part.tied && fill.variant !== undefined ? Number(fill.variant) % of : draw(of)
      said += say(part.choices[chosen]!, draw, spoken, fill)
    } else if ('slot' in part) {
      const value = fill[part.slot]
      said += typeof value === 'function' ? value() : (value ?? '')
    } else {
      const n = part.low + draw(part.high - part.low + 1)
      said += part.digits || !spoken ? String(n) : numeral(n)
    }
  }
  return said
}
