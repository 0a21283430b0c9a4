// The reader's language. Chinese unless asked otherwise; the choice is kept on this device, and `?lang=en` in an
// address chooses it for whoever opens the link.
import { useSyncExternalStore } from 'react'
import { keep, kept } from './keep.ts'

export type Lang = 'zh' | 'en'

const isLang = (x: unknown): x is Lang => x === 'zh' || x === 'en'

const firstLang = (): Lang => {
  const asked = typeof location === 'undefined' ? undefined : new URLSearchParams(location.search).get('lang')
  if (isLang(asked)) {
    keep('lang', asked)
    return asked
  }
  const stored = kept('lang')
  return isLang(stored) ? stored : 'zh'
}

let lang: Lang = firstLang()
const listeners = new Set<() => void>()

const tellDocument = () => {
  if (typeof document !== 'undefined') document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
}
tellDocument()

export const currentLang = (): Lang => lang

export const setLang = (next: Lang): void => {
  lang = next
  keep('lang', next)
  tellDocument()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Call it once at the top of a page: everything below is drawn again when the language changes. */
export const useLang = (): Lang => useSyncExternalStore(subscribe, currentLang, currentLang)
