// What happened, in sentences the server wrote, oldest first, with the proof beside each sentence.
import type { Line } from '#wire/views.ts'
import { useNow } from './now.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { momentWords } from './time.ts'
import { t } from './words.ts'

type Props = {
  lines: readonly Line[]
  photoUrl: (photo: string) => string
  /** Photos that stand elsewhere on the page already, and are not shown again. */
  shown?: readonly string[]
  /** Newest first, for those who look for what changed; the default reads as a story. */
  newestFirst?: boolean
}

export const Timeline = ({ lines, photoUrl, shown = [], newestFirst = false }: Props) => {
  const now = useNow(60_000)
  if (lines.length === 0) return <p className="empty">{t('noTimeline')}</p>
  const ordered = newestFirst ? [...lines].reverse() : lines
  return (
    <ol className="timeline" aria-label={t('timeline')}>
      {ordered.map(line => {
        const photos = line.photos.filter(photo => !shown.includes(photo))
        // A merged matter's lines come from two histories: numbers may repeat, moments within one number do not.
        return (
          <li key={`${line.seq} ${line.at}`} data-fact={line.type}>
            <time dateTime={new Date(line.at).toISOString()}>{momentWords(line.at, now)}</time>
            <span className="timeline-text">{line.text}</span>
            {photos.length > 0 && <PhotoStrip photos={photos} photoUrl={photoUrl} />}
          </li>
        )
      })}
    </ol>
  )
}
