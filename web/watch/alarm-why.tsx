// Why an alarm rang: which fence, of whom in a word, how deep and how certain, fix by fix as distances; what late fixes
// corrected; and the open matters close by, each put together with it by one key.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { api } from '#ui/api.ts'
import { RefusedNote } from '#ui/notes.tsx'
import { useNow } from '#ui/now.ts'
import { useRead } from '#ui/read.ts'
import { momentWords } from '#ui/time.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView } from '#wire/views.ts'
import type { AlarmView } from '#wire/watch.ts'
import { useKeys } from '../desk/use-keys.ts'
import { deskAt } from '../where.ts'
import { Distances } from './distances.tsx'
import { w } from './words.ts'

type Props = { view: MatterView; onDone: (move: string, sentence: string) => void }

export const AlarmWhy = ({ view, onDone }: Props) => {
  const { subject, seq } = view.row
  const { data: why, error, refetch } = useRead<AlarmView>(paths.alarmEvidence(subject))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the fence said since is read when the alarm went on
  useEffect(() => void refetch(), [seq, refetch])
  const now = useNow(60_000)
  if (error) return <RefusedNote error={error} onRetry={() => void refetch()} />
  if (!why) return null
  return (
    <section className="alarm-why" aria-label={w('why')}>
      <h2>{w('why')}</h2>
      <dl className="facts">
        <div>
          <dt>{w('fence')}</dt>
          <dd>
            {why.isFenceSeen ? (
              <Link href={deskAt('fence', 'all', why.fence)} className="link">
                {why.fenceWords}
              </Link>
            ) : (
              why.fenceWords
            )}{' '}
            <span className="quiet">{w('version', { n: why.geometryVersion })}</span>
          </dd>
        </div>
        <div>
          <dt>{w('rule')}</dt>
          <dd>{why.kindWords}</dd>
        </div>
        <div>
          <dt>{w('severity')}</dt>
          <dd>
            <strong>{why.severityWords}</strong>
          </dd>
        </div>
        {why.moverWords && (
          <div>
            <dt>{w('who')}</dt>
            <dd>{why.moverWords}</dd>
          </div>
        )}
        <div>
          <dt>{w('since')}</dt>
          <dd>{momentWords(why.startedAt, now)}</dd>
        </div>
        <div>
          <dt>{w('breaches')}</dt>
          <dd>
            {w('times', { n: why.count })} <span className="quiet">{w(why.isOver ? 'isOver' : 'isOn')}</span>
          </dd>
        </div>
        {why.matter && (
          <div>
            <dt>{w('becameMatter')}</dt>
            <dd>
              <Link href={deskAt('matter', 'all', why.matter)} className="link row-number">
                {why.matter}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      {why.readings.length > 0 && <Distances readings={why.readings} factor={why.circleFactor} />}
      {why.corrections.length > 0 && (
        <>
          <h3>{w('corrections')}</h3>
          <ul className="plain">
            {why.corrections.map(line => (
              <li key={line.seq}>{line.text}</li>
            ))}
          </ul>
        </>
      )}
      <NearMatters view={view} why={why} onDone={onDone} />
    </section>
  )
}

const NearMatters = ({ view, why, onDone }: Props & { why: AlarmView }) => {
  const client = useQueryClient()
  const now = useNow(60_000)
  const [error, setError] = useState<unknown>()
  const mayAttach = view.offers.some(o => o.move === 'attach' && o.open)
  const attach = async (matter: string) => {
    setError(undefined)
    try {
      await api.post(paths.move('alarm', view.row.subject, 'attach'), { matter, seq: view.row.seq })
    } catch (no) {
      return setError(no)
    } finally {
      void client.invalidateQueries({ queryKey: [paths.subject('alarm', view.row.subject)] })
      void client.invalidateQueries({ queryKey: ['rows', 'alarm'] })
    }
    onDone('attach', w('attached', { alarm: view.row.subject, matter }))
  }
  useKeys('matter', (key, event) => {
    const near = why.nearMatters[Number(key) - 1]
    if (event.repeat || !mayAttach || !near) return false
    void attach(near.subject)
    return true
  })
  if (!mayAttach) return null
  return (
    <>
      <h3>{w('nearMatters')}</h3>
      {why.nearMatters.length === 0 && <p className="quiet">{w('noMatters')}</p>}
      <ul className="plain near-matters">
        {why.nearMatters.map((m, i) => (
          <li key={m.subject}>
            <button
              type="button"
              className="button button-quiet button-small"
              aria-keyshortcuts={String(i + 1)}
              onClick={() => void attach(m.subject)}
            >
              {w('attachTo', { number: m.subject })}
              <kbd>{i + 1}</kbd>
            </button>{' '}
            {m.headline}{' '}
            <span className="quiet">
              {m.stateWords} · {w('away', { n: m.distanceM })} · {momentWords(m.bornAt, now)}
            </span>
          </li>
        ))}
      </ul>
      {error !== undefined && <RefusedNote error={error} onRetry={() => setError(undefined)} />}
    </>
  )
}
