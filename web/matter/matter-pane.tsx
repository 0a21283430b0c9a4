// One matter, from top to bottom: the reporter's own words; where it is now, who has it, how long is left; what I can
// do; how it ended; what happened. Beside it the context.
import { useEffect, useMemo, useState } from 'react'
import { Refused } from '#ui/api.ts'
import { Light } from '#ui/light.tsx'
import { Loading, RefusedNote } from '#ui/notes.tsx'
import { useRead } from '#ui/read.ts'
import { Timeline } from '#ui/timeline.tsx'
import { paths } from '#wire/paths.ts'
import type { MatterView } from '#wire/views.ts'
import { AlarmWhy } from '../watch/alarm-why.tsx'
import { FenceWhole } from '../watch/fence-whole.tsx'
import { t } from '../words.ts'
import { Context } from './context.tsx'
import { Endings } from './endings.tsx'
import { focusMatter } from './focus.ts'
import { Moves } from './moves.tsx'
import { Said } from './said.tsx'
import { NowStanding } from './standing.tsx'
import { isTriage } from './triage.ts'

const linesAtOnce = 12

type Props = {
  life: string
  subject: string
  focuses: boolean
  /** A move went through: its name, and one sentence about it. */
  onDone: (move: string, sentence: string) => void
  onOpen: (subject: string) => void
  onBack: () => void
}

export const MatterPane = ({ life, subject, focuses, onDone, onOpen, onBack }: Props) => {
  const { data: view, error, isPending, refetch } = useRead<MatterView>(paths.subject(life, subject))
  const loaded = view !== undefined
  useEffect(() => {
    if (loaded && focuses) focusMatter()
  }, [loaded, focuses])

  // A refusal outweighs what was read before: a wall may have gone up meanwhile.
  if (error instanceof Refused && (error.status === 404 || error.status === 403))
    return (
      <main id="matter" className="matter" tabIndex={-1}>
        <BackButton onBack={onBack} />
        <div className="note note-strong" role="alert">
          <strong>{t('goneTitle')}</strong>
          <p>{t('goneHelp')}</p>
        </div>
      </main>
    )
  if (!view)
    return (
      <main id="matter" className="matter" tabIndex={-1}>
        <BackButton onBack={onBack} />
        {isPending ? <Loading lines={6} /> : <RefusedNote error={error} onRetry={() => void refetch()} />}
      </main>
    )
  return <Opened life={life} view={view} onDone={onDone} onOpen={onOpen} onBack={onBack} />
}

const BackButton = ({ onBack }: { onBack: () => void }) => (
  <button type="button" className="link-button back" onClick={onBack}>
    ← {t('backToList')}
  </button>
)

type OpenedProps = Omit<Props, 'subject' | 'focuses'> & { view: MatterView }

const Opened = ({ life, view, onDone, onOpen, onBack }: OpenedProps) => {
  const { row } = view
  const photoUrl = (photo: string) => paths.photo(life, row.subject, photo)
  const [whole, setWhole] = useState(false)
  const lines = useMemo(
    () => (whole ? view.timeline : view.timeline.slice(-linesAtOnce)),
    [view.timeline, whole],
  )
  const promise = view.clocks.find(c => c.promise)
  return (
    <div className="opened">
      <main id="matter" className="matter" tabIndex={-1} aria-label={`${row.subject} ${row.headline}`}>
        <header className="matter-head">
          <BackButton onBack={onBack} />
          <span className="row-number">{row.subject}</span>
          <strong className="state">{row.stateWords}</strong>
          {(row.urgency === 'flash' || row.urgency === 'urgent') && (
            <span className="mark-urgent">{row.urgencyWords}</span>
          )}
          <span className="matter-light">
            {promise ? (
              <Light clock={promise} name={promise.words} large />
            ) : (
              row.clock && <Light clock={row.clock} name={row.clock.words} large />
            )}
          </span>
        </header>
        {life === 'fence' ? <h2>{view.words}</h2> : <Said view={view} photoUrl={photoUrl} />}
        {life === 'alarm' && <AlarmWhy view={view} onDone={onDone} />}
        {life === 'fence' && <FenceWhole view={view} />}
        <NowStanding view={view} triaging={isTriage(view)} onOpen={onOpen} />
        <Moves life={life} view={view} onDone={onDone} />
        <Endings view={view} onOpen={onOpen} />
        <section aria-label={t('timelineTitle')}>
          <h2>{t('timelineTitle')}</h2>
          <Timeline lines={lines} photoUrl={photoUrl} shown={view.photos} newestFirst />
          {!whole && view.timeline.length > linesAtOnce && (
            <button type="button" className="link-button" onClick={() => setWhole(true)}>
              {t('showAll', { n: view.timeline.length })}
            </button>
          )}
        </section>
      </main>
      <Context life={life} view={view} onOpen={onOpen} />
    </div>
  )
}
