// A report being written: kept on the device with every letter, so that a lost signal, a phone call or an empty battery
// loses nothing. Its key is made once and makes a resend harmless.

import { keep, kept } from '#ui/keep.ts'
import type { Lang } from '#ui/lang.ts'
import { type ChosenPlace, placeSaid } from '#ui/place.ts'
import type { ResidentReport } from '#wire/commands.ts'

export const steps = ['words', 'place', 'photos', 'contact', 'check'] as const
export type Step = (typeof steps)[number]
export const isStep = (x: unknown): x is Step => steps.includes(x as Step)

export type Draft = {
  key: string
  words: string
  /** Whether it is about an office itself; the choice is kept while the list of offices is still empty. */
  aboutOffice: boolean
  accused: readonly string[]
  place?: ChosenPlace
  /** 3 栋 2 单元, 北门: added to the place's words. */
  placeDetail?: string
  name: string
  phone: string
}

/** 128 random bits as text. Not randomUUID: browsers offer that over HTTPS only, and a village may start without. */
export const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

export const newDraft = (key: string): Draft => ({
  key,
  words: '',
  aboutOffice: false,
  accused: [],
  name: '',
  phone: '',
})

const isDraft = (x: unknown): x is Draft =>
  typeof x === 'object' && x !== null && 'key' in x && 'words' in x && 'accused' in x

export const keptDraft = (): Draft | undefined => {
  const stored = kept('draft')
  return isDraft(stored) ? stored : undefined
}

export const keepDraft = (draft: Draft | undefined): boolean => keep('draft', draft)

/** Something in it that would be missed. */
export const isBegun = (draft: Draft): boolean =>
  draft.words.trim() !== '' || draft.place !== undefined || draft.name !== '' || draft.phone !== ''

/** The first step that still lacks what it needs; a link into the middle leads back to it. */
export const firstGap = (draft: Draft): Step | undefined =>
  draft.words.trim() === '' ? 'words' : draft.place === undefined ? 'place' : undefined

const detailed = (place: ChosenPlace, detail = ''): ChosenPlace =>
  detail.trim() ? { ...place, words: `${place.words ?? place.shown} ${detail.trim()}` } : place

/** `photos`: ids the server gave. */
export const reportOf = (draft: Draft, photos: readonly string[], lang: Lang): ResidentReport => {
  const name = draft.name.trim()
  const phone = draft.phone.trim()
  return {
    key: draft.key,
    words: draft.words.trim(),
    lang,
    ...(draft.place ? { place: placeSaid(detailed(draft.place, draft.placeDetail)) } : {}),
    ...(photos.length > 0 ? { photos: [...photos] } : {}),
    ...(draft.aboutOffice && draft.accused.length > 0 ? { accused: [...draft.accused] } : {}),
    ...(name || phone ? { contact: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } } : {}),
  }
}

export const phoneLooksRight = (phone: string): boolean => /^[\d\s+()（）-]{0,30}$/.test(phone.trim())
