// The numbers and links this device keeps for its owner. There is no account: whoever holds the link is the reporter.
import { keep, kept } from '#ui/keep.ts'

export type Mine = {
  number: string
  /** Path of the reporter's own page: /r/<token> */
  link: string
  at: number
  /** First words, to recognise it by. */
  words: string
  /** What the server said happens next. */
  next?: string
}

/** Enough to recognise a report by. */
export const firstWords = (words: string): string => {
  const letters = [...words.trim()]
  return letters.length > 30 ? `${letters.slice(0, 30).join('')}……` : letters.join('')
}

const isMine = (x: unknown): x is Mine =>
  typeof x === 'object' && x !== null && 'number' in x && 'link' in x && 'at' in x && 'words' in x

/** Newest first. */
export const mine = (): readonly Mine[] => {
  const stored = kept('mine')
  return Array.isArray(stored) ? stored.filter(isMine) : []
}

/** A number known already is replaced; its link is never lost to an answer that tells none. */
export const keepMine = (one: Mine): boolean => {
  const before = mine()
  const link = one.link || (before.find(m => m.number === one.number)?.link ?? '')
  return keep('mine', [{ ...one, link }, ...before.filter(m => m.number !== one.number)].slice(0, 50))
}

export const forgetMine = (number: string): boolean =>
  keep(
    'mine',
    mine().filter(m => m.number !== number),
  )

/** The token inside a pasted link or path; undefined when there is none. */
export const tokenIn = (text: string): string | undefined => /\/r\/([A-Za-z0-9_-]+)/.exec(text)?.[1]

/** Numbers look like LX20210731-00042. */
export const looksLikeNumber = (text: string): boolean => /^[A-Z]{1,4}\d{8}-?\d{1,8}$/i.test(text.trim())
