// The one way a screen speaks to the server. An expected "no" arrives as `Refused`, whose sentence a person can act
// on; no answer at all as `Unreachable`. Addresses come from #wire/paths.ts.
import type { RefusalView } from '#wire/views.ts'
import { currentLang } from './lang.ts'
import { noteServerNow } from './now.ts'
import { t } from './words.ts'

/** The server said no, and why. `code` is from the one list of refusals, or `http-<status>` for a bare error. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly view: RefusalView | undefined
  readonly retryAfterMs: number | undefined
  constructor(status: number, view: RefusalView | undefined, retryAfterMs: number | undefined) {
    super(view?.zh ?? `HTTP ${status}`)
    this.code = view?.refused ?? `http-${status}`
    this.status = status
    this.view = view
    this.retryAfterMs = retryAfterMs
  }
  /** Not about what was asked, but about now: too many at once, or a server that is away for a moment. */
  get passes(): boolean {
    return this.status === 429 || this.status >= 500
  }
  /** In the language of the page at the moment it is shown. */
  get sentence(): string {
    if (this.view) return this.view[currentLang()]
    return this.status === 404 ? t('goneHelp') : t('unreachable')
  }
}

/** No answer: offline, timed out, or something between us and the server failed. */
export class Unreachable extends Error {
  get sentence(): string {
    return typeof navigator !== 'undefined' && navigator.onLine === false ? t('offline') : t('unreachable')
  }
}

export const sentenceOf = (error: unknown): string =>
  error instanceof Refused || error instanceof Unreachable ? error.sentence : t('unreachable')

let csrf: string | undefined
/** From `Me.csrf` after sign-in; sent with every change. */
export const setCsrf = (token: string | undefined): void => {
  csrf = token
}

type Ask = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** Give up after this long. 15 s for reads and changes: longer and a person taps again. */
  timeoutMs?: number
  signal?: AbortSignal
  /** The server recognises a repeat (reports carry a key), so trying again by itself is harmless. */
  repeatable?: boolean
}

const retryAfter = (response: Response): number | undefined => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

const readJson = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreachable('the answer is not JSON')
  }
}

const isRefusalView = (x: unknown): x is RefusalView =>
  typeof x === 'object' && x !== null && 'refused' in x && 'zh' in x && 'en' in x

const noteTime = (response: Response, body: unknown) => {
  const exact = typeof body === 'object' && body !== null && 'now' in body ? body.now : undefined
  if (typeof exact === 'number') return noteServerNow(exact)
  const date = response.headers.get('date')
  // An answer the browser may have kept carries the date of its first coming.
  const kept =
    response.headers.has('age') || /max-age=[1-9]/.test(response.headers.get('cache-control') ?? '')
  if (date && !kept) noteServerNow(Date.parse(date), 1000)
}

const askOnce = async (path: string, ask: Ask): Promise<unknown> => {
  const { method = 'GET', body, timeoutMs = 15_000 } = ask
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLang() }
  if (csrf && method !== 'GET') headers['x-csrf'] = csrf
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  // By hand: AbortSignal.any and .timeout are missing on phones of 2021.
  const stop = new AbortController()
  const giveUp = () => stop.abort()
  const timer = setTimeout(giveUp, timeoutMs)
  ask.signal?.addEventListener('abort', giveUp)
  let response: Response
  let answer: unknown
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: stop.signal,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    answer = await readJson(response)
  } catch (error) {
    if (ask.signal?.aborted) throw error
    throw new Unreachable(`${method} ${path}`, { cause: error })
  } finally {
    clearTimeout(timer)
    ask.signal?.removeEventListener('abort', giveUp)
  }
  noteTime(response, answer)
  if (response.ok) return answer
  const view = isRefusalView(answer) ? answer : undefined
  if (!view && response.status >= 500) throw new Unreachable(`${method} ${path}: ${response.status}`)
  throw new Refused(response.status, view, retryAfter(response))
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Three tries, 1 s and 3 s apart, or as the server asks; only where a repeat is harmless. */
const askUntil = async (path: string, ask: Ask): Promise<unknown> => {
  const waitsMs = ask.repeatable ? [1000, 3000] : []
  for (const waitMs of waitsMs) {
    try {
      return await askOnce(path, ask)
    } catch (error) {
      const busy = error instanceof Refused && error.passes
      if (!busy && !(error instanceof Unreachable)) throw error
      if (navigator.onLine === false) throw error
      await pause(Math.min((busy && error.retryAfterMs) || waitMs, 10_000))
    }
  }
  return askOnce(path, ask)
}

type ReadOptions = Pick<Ask, 'timeoutMs' | 'signal'>
type WriteOptions = Pick<Ask, 'timeoutMs' | 'signal' | 'repeatable'>

export const api = {
  get: <T>(path: string, options: ReadOptions = {}): Promise<T> => askUntil(path, options) as Promise<T>,
  post: <T>(path: string, body: unknown = {}, options: WriteOptions = {}): Promise<T> =>
    askUntil(path, { ...options, method: 'POST', body }) as Promise<T>,
  put: <T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> =>
    askUntil(path, { ...options, method: 'PUT', body }) as Promise<T>,
  delete: <T>(path: string, options: WriteOptions = {}): Promise<T> =>
    askUntil(path, { ...options, method: 'DELETE' }) as Promise<T>,
  /** Sends one photo as multipart field `photo`; answers the id to put into a report or a move. */
  photo: async (path: string, photo: Blob, options: WriteOptions = {}): Promise<string> => {
    const form = new FormData()
    form.append('photo', photo, 'photo.jpg')
    const answer = (await askUntil(path, { timeoutMs: 60_000, ...options, method: 'POST', body: form })) as {
      photo: string
    }
    return answer.photo
  },
}
