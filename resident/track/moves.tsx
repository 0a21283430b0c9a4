// What the reporter can do besides rating: nudge, ask to reopen, object. What cannot be done now says why.
import { useState } from 'react'
import { sentenceOf } from '#ui/api.ts'
import { NeedForm } from '#ui/form.tsx'
import type { OfferView, TrackView } from '#wire/views.ts'
import type { DoMove } from './rating.tsx'
import { t } from './words.ts'

const Offer = ({ offer, move }: { offer: OfferView; move: DoMove }) => {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  if (!offer.open)
    return (
      <li>
        <button
          type="button"
          className="button button-quiet"
          aria-disabled="true"
          aria-describedby={`why-${offer.move}`}
        >
          {offer.words}
        </button>
        <p id={`why-${offer.move}`} className="hint">
          {offer.why}
        </p>
      </li>
    )
  const act = async () => {
    if (offer.needs.length > 0) return setOpen(true)
    try {
      await move(offer.move, offer.words, {})
    } catch (error) {
      setRefusal(sentenceOf(error))
    }
  }
  return (
    <li>
      {open ? (
        <NeedForm
          needs={offer.needs}
          action={offer.words}
          focusFirst
          onCancel={() => setOpen(false)}
          onSend={async body => {
            await move(offer.move, offer.words, body)
            setOpen(false)
          }}
        />
      ) : (
        <button type="button" className="button button-quiet" onClick={() => void act()}>
          {offer.words}
        </button>
      )}
      <div role="alert">{refusal && <p className="note">{refusal}</p>}</div>
    </li>
  )
}

export const Moves = ({ view, move }: { view: TrackView; move: DoMove }) => {
  // A closed move is shown, with its reason, where a reporter would look for it: nudging while it is open, reopening once
  // it is over. Elsewhere “not now” would only be noise.
  const expected = view.phase === 'open' ? 'nudge' : 'reopen'
  const shown = view.offers.filter(offer => offer.move !== 'rate' && (offer.open || offer.move === expected))
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="moves-head">
      <h2 id="moves-head">{t('can')}</h2>
      <ul className="moves">
        {shown.map(offer => (
          <Offer key={offer.move} offer={offer} move={move} />
        ))}
      </ul>
    </section>
  )
}
