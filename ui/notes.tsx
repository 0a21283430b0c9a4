// The states every screen has besides its content: loading, empty, offline, stale, refused, gone.
import { type ReactNode, useEffect, useState } from 'react'
import { Refused, sentenceOf } from './api.ts'
import { nowAt } from './now.ts'
import { useOnline } from './online.ts'
import { momentWords } from './time.ts'
import { t } from './words.ts'

/** Grey lines after 300 ms: a fast answer never flickers. */
export const Loading = ({ lines = 4 }: { lines?: number }) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return <div className="loading" aria-busy="true" />
  return (
    <div className="loading" role="status" aria-busy="true">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={i} className="skeleton" />
      ))}
    </div>
  )
}

export const Empty = ({ children }: { children: ReactNode }) => <p className="empty">{children}</p>

type RefusedProps = {
  error: unknown
  onRetry?: () => void
  /** Says it better than the server can when nothing was found, e.g. that it was a link and not a number. */
  gone?: string
}

/** A "no" with its reason, or silence with what to do; `onRetry` where trying again can help. */
export const RefusedNote = ({ error, onRetry, gone: goneWords }: RefusedProps) => {
  // A link cut short is refused as malformed; to its reader that is the same as one that opens nothing.
  const gone = error instanceof Refused && (error.status === 404 || (error.status === 422 && !!goneWords))
  return (
    <div className="note note-strong" role="alert">
      {gone && <strong>{t('gone')}</strong>}
      <p>{gone && goneWords ? goneWords : sentenceOf(error)}</p>
      {!gone && onRetry && (
        <button type="button" className="button button-quiet" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

/** Says so when what is on the screen may be old, and how old. Nothing while all is well. */
export const StaleNote = ({ staleSinceAt }: { staleSinceAt: number | undefined }) => {
  const online = useOnline()
  if (online && staleSinceAt === undefined) return null
  const when = momentWords(staleSinceAt ?? nowAt(), nowAt())
  return (
    <p className="note" role="status">
      {t(online ? 'staleSince' : 'offlineReading', { when })}
    </p>
  )
}

export const OfflineNote = () =>
  useOnline() ? null : (
    <p className="note" role="status">
      {t('offline')}
    </p>
  )

export const SyntheticBanner = ({ synthetic }: { synthetic: boolean | undefined }) =>
  synthetic ? <aside className="synthetic">{t('synthetic')}</aside> : null
