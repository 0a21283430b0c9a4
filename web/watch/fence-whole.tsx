// One fence: what it says in words, where it lies, what a trial over last month found, and every version it had.

import { skipToken, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api } from '#ui/api.ts'
import { Loading, RefusedNote } from '#ui/notes.tsx'
import { useNow } from '#ui/now.ts'
import { useRead } from '#ui/read.ts'
import { momentWords } from '#ui/time.ts'
import { listed } from '#ui/words.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView } from '#wire/views.ts'
import type { FenceView, TrialView } from '#wire/watch.ts'
import { useKeys } from '../desk/use-keys.ts'
import { useMe } from '../session/session.ts'
import { type Inside, insideKey } from '../shell/live.tsx'
import { w, wCode } from './words.ts'
import { ruleWords, scheduleWords, type Written } from './written.ts'

const FenceMap = lazy(() => import('./fence-map.tsx'))
const askEveryMs = 1000

export const FenceWhole = ({ view }: { view: MatterView }) => {
  const { subject, seq, state } = view.row
  const me = useMe()
  const now = useNow(60_000)
  const [, navigate] = useLocation()
  const { data: fence, error, refetch } = useRead<FenceView>(paths.fenceDefinition(subject))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed fence is read again
  useEffect(() => void refetch(), [seq, refetch])
  const mayChange = me.may.includes('draw') && state !== 'ended'
  const edit = `/draw/${encodeURIComponent(subject)}`
  useKeys('matter', key => {
    if (key !== 'e' || !mayChange) return false
    navigate(edit)
    return true
  })
  if (error) return <RefusedNote error={error} onRetry={() => void refetch()} />
  if (!fence) return <Loading lines={3} />
  const written = fence.definition as Written
  return (
    <section className="fence-whole" aria-label={w('fence')}>
      <dl className="facts">
        <div>
          <dt>{w('rule')}</dt>
          <dd>
            <strong>{ruleWords(written.rule)}</strong>
          </dd>
        </div>
        <div>
          <dt>{w('watches')}</dt>
          <dd>{listed(written.watches.map(wCode))}</dd>
        </div>
        <div>
          <dt>{w('severity')}</dt>
          <dd>{wCode(written.severity)}</dd>
        </div>
        <div>
          <dt>{w('hours')}</dt>
          <dd>{scheduleWords(written.schedule)}</dd>
        </div>
        <div>
          <dt>{w('until')}</dt>
          <dd>{momentWords(written.expiresAt, now)}</dd>
        </div>
        {written.rule.kind === 'capacity' && <InsideNow fence={subject} />}
        <div>
          <dt>{w('openAlarms')}</dt>
          <dd>{fence.alarms}</dd>
        </div>
      </dl>
      <Suspense fallback={<Loading />}>
        <FenceMap shape={written.shape} />
      </Suspense>
      {mayChange && (
        <p>
          <Link href={edit} className="button button-quiet button-small">
            {w('change')}
            <kbd>e</kbd>
          </Link>
        </p>
      )}
      <Trial subject={subject} trial={fence.trial} mayTry={mayChange} onDone={() => void refetch()} />
      {fence.versions.length > 1 && (
        <details>
          <summary>
            {w('versions')} {fence.versions.length}
          </summary>
          <ul className="plain">
            {fence.versions.map(v => (
              <li key={v.seq}>
                <span className="quiet">{momentWords(v.at, now)}</span> {v.text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Told by the live stream every few seconds. */
const InsideNow = ({ fence }: { fence: string }) => {
  const { data } = useQuery<Inside>({ queryKey: insideKey(fence), queryFn: skipToken })
  return (
    <div>
      <dt>{w('insideNow')}</dt>
      <dd>{data === undefined ? '—' : data.inside === undefined ? w('few') : data.inside}</dd>
    </div>
  )
}

const onItsWay = (state: string): boolean => ['waiting', 'reading', 'reckoning'].includes(state)

type TrialProps = { subject: string; trial: TrialView; mayTry: boolean; onDone: () => void }

const Trial = ({ subject, trial: read, mayTry, onDone }: TrialProps) => {
  const [asked, setAsked] = useState<TrialView>()
  const [error, setError] = useState<unknown>()
  const trial = asked ?? read
  const busy = onItsWay(trial.state)
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => {
      api.get<TrialView>(paths.fenceTrial(subject)).then(
        next => {
          setAsked(onItsWay(next.state) ? next : undefined)
          if (!onItsWay(next.state)) onDone()
        },
        () => undefined,
      )
    }, askEveryMs)
    return () => clearInterval(timer)
  }, [busy, subject, onDone])
  const begin = () => {
    setError(undefined)
    api.post<TrialView>(paths.fenceTrial(subject)).then(setAsked, setError)
  }
  const { result } = trial
  return (
    <div className="trial" aria-live="polite">
      {trial.state === 'waiting' && <p>{w('trialWaiting')}</p>}
      {trial.state === 'reading' && <p>{w('trialReading', { done: trial.done ?? 0, of: trial.of ?? 0 })}</p>}
      {trial.state === 'reckoning' && <p>{w('trialReckoning', { of: trial.of ?? 0 })}</p>}
      {trial.state === 'failed' && <p className="note">{w('trialFailed')}</p>}
      {busy && (
        <progress max={trial.of || 1} value={trial.state === 'reading' ? (trial.done ?? 0) : undefined} />
      )}
      {!busy && result && (
        <div className="note">
          <p>{result.fixes === 0 ? w('trialNothing') : w('trialResult', { ...counted(result) })}</p>
          {result.doubts > 0 && <p>{w('trialDoubts', { n: result.doubts })}</p>}
          {!result.isOfThisVersion && <p>{w('trialOld')}</p>}
        </div>
      )}
      {mayTry && !busy && (
        <p>
          <button type="button" className="button button-quiet button-small" onClick={begin}>
            {w(result ? 'tryAgain' : 'tryIt')}
          </button>{' '}
          {!result && <span className="quiet">{w('tryHelp')}</span>}
        </p>
      )}
      {error !== undefined && <RefusedNote error={error} onRetry={begin} />}
    </div>
  )
}

const counted = ({ days, fixes, alarms, breaches, visits }: NonNullable<TrialView['result']>) => ({
  days,
  fixes,
  alarms,
  breaches,
  visits,
})
