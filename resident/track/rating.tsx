// “Solved? Satisfied?” – two questions, asked when there is an answer. Earlier ratings stay visible.

import { NeedForm } from '#ui/form.tsx'
import type { NeedView, TrackView } from '#wire/views.ts'
import { t } from './words.ts'

export type DoMove = (move: string, words: string, body: Record<string, unknown>) => Promise<void>

const grades = ['very', 'yes', 'fair', 'no', 'very-no'] as const
const isGrade = (x: string): x is (typeof grades)[number] => (grades as readonly string[]).includes(x)

/** “Solved: not solved” reads better than “yes: no”. */
const asQuestion = (need: NeedView): NeedView =>
  need.key === 'solved'
    ? {
        ...need,
        choices: [['true', t('solved')] as [string, string], ['false', t('unsolved')] as [string, string]],
      }
    : need

export const Rating = ({ view, move }: { view: TrackView; move: DoMove }) => {
  const offer = view.offers.find(o => o.move === 'rate' && o.open)
  if (!offer && view.ratings.length === 0) return null
  return (
    <section className="rating" aria-labelledby="rating-head">
      <h2 id="rating-head">{t(offer ? 'rateHead' : 'rated')}</h2>
      {view.ratings.map(rating => (
        <p key={rating.round}>
          {t('ratedOne', {
            n: rating.round + 1,
            solved: t(rating.solved ? 'solved' : 'unsolved'),
            satisfied: isGrade(rating.satisfied) ? t(rating.satisfied) : rating.satisfied,
          })}
        </p>
      ))}
      {offer && (
        <>
          <p className="hint">{t('rateWhy')}</p>
          <NeedForm
            key={view.ratings.length}
            needs={offer.needs.map(asQuestion)}
            action={t('rateSend')}
            onSend={body => move('rate', offer.words, body)}
          />
        </>
      )}
    </section>
  )
}
