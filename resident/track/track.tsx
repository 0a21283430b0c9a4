// The reporter's own page: the same clock and history the officers see, in plain words. Top to bottom: own words, where
// it is now and how long is left, what I can do, what happened, who looked at my data.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { api } from '#ui/api.ts'
import { useLang } from '#ui/lang.ts'
import { useLive } from '#ui/live.ts'
import { Loading, RefusedNote, StaleNote } from '#ui/notes.tsx'
import { useNow } from '#ui/now.ts'
import { PhotoStrip } from '#ui/photo-strip.tsx'
import { readKey, useRead } from '#ui/read.ts'
import { momentWords } from '#ui/time.ts'
import { Timeline } from '#ui/timeline.tsx'
import { listed, t as shared } from '#ui/words.ts'
import { paths } from '#wire/paths.ts'
import type { TrackView } from '#wire/views.ts'
import { Page } from '../page.tsx'
import { t as common } from '../words.ts'
import { Moves } from './moves.tsx'
import { MyData } from './my-data.tsx'
import { Rating } from './rating.tsx'
import { Standing } from './standing.tsx'
import { ThisLink } from './this-link.tsx'
import { t } from './words.ts'

type Props = { token: string; view: TrackView; show: (view: TrackView) => void }

/** Their own words first: whoever wrote “鑫苑花园 3 栋” must find it again, and see where it was understood to be. */
const placeShown = ({ placeSaid, placeWords }: TrackView): string =>
  placeSaid === undefined || placeSaid.includes(placeWords)
    ? (placeSaid ?? placeWords)
    : t('placeBoth', { said: placeSaid, found: placeWords })

const Matter = ({ token, view, show }: Props) => {
  const now = useNow(60_000)
  const place = placeShown(view)
  const photoUrl = (photo: string) => paths.trackPhoto(token, photo)
  const [said, setSaid] = useState('')
  const last = view.timeline.at(-1)
  const openedAt = useRef(last?.at ?? 0)
  const fresh = last !== undefined && last.at > openedAt.current
  const move = async (name: string, words: string, body: Record<string, unknown>) => {
    show(await api.post<TrackView>(paths.trackMove(token, name), body))
    setSaid(t('done', { move: words }))
  }
  return (
    <>
      <section className="own">
        <p className="hint">{t('at', { when: momentWords(view.bornAt, now) })}</p>
        <blockquote className="own-words">{view.words}</blockquote>
        {place && <p className="hint">{t('place', { place })}</p>}
        {view.walledOff && <p className="hint">{t('walledOff', { units: listed(view.walledOff) })}</p>}
        {view.photos.length > 0 && <PhotoStrip photos={view.photos} photoUrl={photoUrl} />}
      </section>
      <p role="status" className={said || fresh ? 'note' : 'unseen'}>
        {said || (fresh ? t('fresh', { text: last.text }) : '')}
      </p>
      <Standing view={view} />
      <Rating view={view} move={move} />
      <Moves view={view} move={move} />
      <section>
        <h2>{t('story')}</h2>
        <Timeline lines={view.timeline} photoUrl={photoUrl} shown={view.photos} newestFirst />
      </section>
      <MyData token={token} view={view} show={show} />
      <ThisLink token={token} view={view} />
    </>
  )
}

export const Track = ({ token }: { token: string }) => {
  const path = paths.track(token)
  const lang = useLang()
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries({ queryKey: [path] })
  const [found, setFound] = useState(false)
  const live = useLive(found ? paths.trackLive(token) : undefined, refresh, refresh)
  // While the line is down, ask now and then: better late than wrong.
  const read = useRead<TrackView>(path, live.connected ? {} : { everyMs: 60_000 })
  useEffect(() => setFound(read.data !== undefined), [read.data])
  const head = read.data
    ? t('head', { number: read.data.number })
    : read.error
      ? t('notFound')
      : common('findHead')
  const stale = live.staleSinceAt ?? (read.isError ? read.dataUpdatedAt : undefined)
  return (
    <Page key={read.data?.number ?? ''} head={head}>
      {read.data && <StaleNote staleSinceAt={stale} />}
      {read.data ? (
        <Matter
          token={token}
          view={read.data}
          show={view => queries.setQueryData(readKey(path, lang), view)}
        />
      ) : read.error ? (
        <>
          <RefusedNote error={read.error} onRetry={refresh} gone={shared('goneHelp')} />
          <p>
            <Link href="/find">{common('findHead')}</Link>
          </p>
        </>
      ) : (
        <Loading lines={6} />
      )}
    </Page>
  )
}
