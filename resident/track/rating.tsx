// “Solved? Satisfied?” – two questions, asked when there is an answer. Earlier ratings stay visible.

import { NeedForm } from '#ui/form.tsx'
import type { TrackView } from '#wire/views.ts'
import { t } from './words.ts'

export type DoMove = (move: string, words: string, body: Record<string, unknown>) => Promise<void>

export const Rating = ({ view, move }: { view: TrackView; move: DoMove }) => {
  const offer = view.offers.find(o => o.move === 'rate' && o.open)
  const satisfiedNeed = view.offers.find(o => o.move === 'rate')?.needs.find(n => n.key === 'satisfied')
  const wordsFor = (value: string) => satisfiedNeed?.choices?.find(([v]) => v === value)?.[1] ?? value
  if (!offer && view.ratings.length === 0) return null
  return (
    <section className="rating" aria-labelledby="rating-head">
      <h2 id="rating-head">{t(offer ? 'rateHead' : 'rated')}</h2>
      {view.ratings.map(rating => (
        <p key={rating.round}>
          {t('ratedOne', {
            n: rating.round + 1,
            solved: t(rating.solved ? 'solved' : 'unsolved'),
            satisfied: wordsFor(rating.satisfied),
          })}
        </p>
      ))}
      {offer && (
        <>
          <p className="hint">{t('rateWhy')}</p>
          <NeedForm
            key={view.ratings.length}
            needs={offer.needs}
            action={t('rateSend')}
            onSend={body => move('rate', offer.words, body)}
          />
        </>
      )}
    </section>
  )
}
