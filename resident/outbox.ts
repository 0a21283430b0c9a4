// Reports on their way out. A report leaves the device's keeping only when the server has acknowledged it; until then
// it is sent again whenever there is hope. Its key makes a repeat harmless, photos that have arrived are not sent twice.

import { api, Refused } from '#ui/api.ts'
import { keep, kept } from '#ui/keep.ts'
import { currentLang, type Lang } from '#ui/lang.ts'
import { nowAt } from '#ui/now.ts'
import type { Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { type Draft, freshKey, reportOf } from './draft.ts'
import { firstWords, keepMine, type Mine } from './mine.ts'
import { keepPhotos, photosOf } from './pocket.ts'

/** `lang` stays that of the first try: only an identical repeat is told its link again. */
export type Waiting = { draft: Draft; lang: Lang; sentPhotos: readonly string[] }

const isWaiting = (x: unknown): x is Waiting => typeof x === 'object' && x !== null && 'draft' in x

export const waiting = (): readonly Waiting[] => {
  const stored = kept('outbox')
  return Array.isArray(stored) ? stored.filter(isWaiting) : []
}

const listeners = new Set<() => void>()
/** Told after every change of what waits. */
export const onOutbox = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const put = (next: readonly Waiting[]): boolean => {
  const ok = keep('outbox', next)
  for (const listener of listeners) listener()
  return ok
}
const replace = (one: Waiting) => put(waiting().map(w => (w.draft.key === one.draft.key ? one : w)))
const drop = (key: string) => put(waiting().filter(w => w.draft.key !== key))

export const queue = (draft: Draft): boolean =>
  put([...waiting().filter(w => w.draft.key !== draft.key), { draft, lang: currentLang(), sentPhotos: [] }])

/**
 * Takes it back for editing, under a fresh key: the first try may have arrived although its answer was lost, and under
 * the old key the changed words would be taken for a repeat and dropped.
 */
export const unqueue = async (key: string): Promise<Draft | undefined> => {
  const one = waiting().find(w => w.draft.key === key)
  if (!one) return undefined
  const draft = { ...one.draft, key: freshKey() }
  await keepPhotos(draft.key, await photosOf(key))
  await keepPhotos(key, [])
  drop(key)
  return draft
}

const send = async (one: Waiting, pictures: readonly Blob[]): Promise<Mine> => {
  let { sentPhotos } = one
  for (const picture of pictures.slice(sentPhotos.length)) {
    sentPhotos = [...sentPhotos, await api.photo(paths.publicPhotos, picture, { repeatable: true })]
    replace({ ...one, sentPhotos })
  }
  const body = reportOf(one.draft, sentPhotos, one.lang)
  const done = await api.post<Reported>(paths.publicReports, body, { repeatable: true, timeoutMs: 30_000 })
  const kept: Mine = {
    number: done.number,
    link: done.link ?? '',
    at: nowAt(),
    words: firstWords(one.draft.words),
    next: done.words,
  }
  keepMine(kept)
  return kept
}

let sending: Promise<unknown> = Promise.resolve()

/**
 * Sends one queued report, after those already on their way. Throws Refused when the server will never take it as it
 * is, Unreachable when it stays here and goes out later.
 */
export const sendOne = (key: string): Promise<Mine | undefined> => {
  const run = async () => {
    const one = waiting().find(w => w.draft.key === key)
    if (!one) return undefined
    const sent = await send(one, await photosOf(key))
    drop(key)
    await keepPhotos(key, [])
    return sent
  }
  const next = sending.then(run, run)
  sending = next.catch(() => undefined)
  return next
}

/** Tries all that waits; what cannot go yet stays. A refused one stays too: its page says why and lets it be changed. */
export const sendAll = async (): Promise<void> => {
  for (const { draft } of waiting()) {
    try {
      await sendOne(draft.key)
    } catch (error) {
      if (!(error instanceof Refused) || error.passes) return
    }
  }
}

/** From now on: when the network comes back, when the page is opened again, and every half minute while waiting. */
export const startOutbox = (): void => {
  const attempt = () => {
    if (waiting().length > 0 && navigator.onLine) void sendAll()
  }
  addEventListener('online', attempt)
  setInterval(attempt, 30_000)
  attempt()
}
