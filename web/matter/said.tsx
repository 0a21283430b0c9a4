// The reporter's own words, never edited, with the words that decided a suggestion shown where they stand.
import { useNow } from '#ui/now.ts'
import { PhotoStrip } from '#ui/photo-strip.tsx'
import { momentWords } from '#ui/time.ts'
import type { MatterView } from '#wire/views.ts'
import { t } from '../words.ts'
import { pieces } from './marks.ts'

type Props = { view: MatterView; photoUrl: (photo: string) => string }

export const Said = ({ view, photoUrl }: Props) => {
  const now = useNow(60_000)
  const { row, suggestion } = view
  const cut = pieces(view.words, suggestion?.typeWhy.map(w => w.word) ?? [], suggestion?.urgentWords ?? [])
  return (
    <section className="said" aria-label={t('said')}>
      {view.title && <h2>{view.title}</h2>}
      <blockquote>
        {cut.map((piece, i) =>
          piece.mark ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no name but their place
            <mark key={i} className={`mark-${piece.mark}-word`}>
              {piece.text}
            </mark>
          ) : (
            piece.text
          ),
        )}
      </blockquote>
      {view.photos.length > 0 && <PhotoStrip photos={view.photos} photoUrl={photoUrl} />}
      <p className="quiet">
        {t('saidBy', { channel: row.channelWords, when: momentWords(row.bornAt, now) })}
        {view.placeSaid && <> · {t('saidPlace', { place: view.placeSaid })}</>}
      </p>
    </section>
  )
}
