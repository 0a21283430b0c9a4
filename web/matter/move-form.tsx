// The form of one move, derived from its needs. Ctrl+Enter sends, Esc leaves. What the screen knows by itself (the
// catalogue row, the other matter's number) is not asked for; a place is picked rather than typed as a code.
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { NeedForm } from '#ui/form.tsx'
import { useNow } from '#ui/now.ts'
import type { ChosenPlace } from '#ui/place.ts'
import { PlacePicker } from '#ui/place-picker.tsx'
import { useDistrict } from '#ui/read.ts'
import { momentWords } from '#ui/time.ts'
import { paths } from '#wire/paths.ts'
import type { Line, OfferView } from '#wire/views.ts'
import { useKeys } from '../desk/use-keys.ts'
import { t } from '../words.ts'
import type { Initial } from './moves.tsx'
import { picksOf } from './ready-wording.ts'

const notAsked = ['row', 'intoNumber', 'place', 'point']

type Props = {
  offer: OfferView
  initial: Initial
  news: readonly Line[]
  onSend: (body: Record<string, unknown>) => Promise<unknown>
  onCancel: () => void
}

export const MoveForm = ({ offer, initial, news, onSend, onCancel }: Props) => {
  const district = useDistrict('officer').data
  const now = useNow(60_000)
  const [place, setPlace] = useState<ChosenPlace>()
  const frame = useRef<HTMLFieldSetElement>(null)
  const asksPlace = offer.needs.some(n => n.kind === 'place')
  const picks = picksOf(offer, initial)
  const [pickedCode, setPickedCode] = useState(picks?.list.find(p => p.chosen)?.code)
  const picked = picks?.list.find(p => p.code === pickedCode)

  // Before anything is painted: whoever types fast must not type past the form.
  useLayoutEffect(() => {
    frame.current?.querySelector<HTMLElement>('input:not([type=file]), textarea, button')?.focus()
    frame.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const send = (body: Record<string, unknown>) =>
    onSend({
      ...body,
      ...(picks && picked ? { [picks.key]: picked.code } : {}),
      ...(typeof body.into === 'string' ? { into: body.into.trim(), intoNumber: body.into.trim() } : {}),
      ...(place?.territory ? { place: place.territory } : {}),
      ...(place?.point ? { point: [...place.point] } : {}),
    })

  useKeys('form', key => {
    const pick = picks?.list[Number(key) - 1]
    if (pick) setPickedCode(pick.code)
    return pick !== undefined
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      frame.current?.querySelector('form')?.requestSubmit()
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation()
      onCancel()
    }
  }

  return (
    <fieldset ref={frame} className="move-form" onKeyDown={onKeyDown} aria-label={offer.words}>
      {picks && (
        <fieldset className="picks" aria-label={picks.words}>
          <legend className="label">{picks.words}</legend>
          {picks.list.map((pick, i) => (
            <button
              key={pick.code}
              type="button"
              className={`chip${pick.code === pickedCode ? ' chip-on' : ''}`}
              aria-pressed={pick.code === pickedCode}
              onClick={() => setPickedCode(pick.code)}
            >
              <kbd>{i + 1}</kbd>
              {pick.label}
            </button>
          ))}
        </fieldset>
      )}
      {asksPlace && (
        <div className="field">
          <label className="label" htmlFor="move-place">
            {t('place')}
          </label>
          <PlacePicker id="move-place" value={place} onChange={setPlace} district={district} />
        </div>
      )}
      {(!picks || picked) && (
        <NeedForm
          key={picked?.code}
          needs={offer.needs.filter(n => !notAsked.includes(n.key) && n.key !== picks?.key)}
          action={offer.words}
          onSend={send}
          onCancel={onCancel}
          initial={{ ...initial, ...(picked ? { words: picked.wording } : {}) }}
          focusFirst={picked !== undefined}
          sources={{ district, photoPath: paths.photos }}
        >
          {news.length > 0 && (
            <div className="note" role="status">
              <strong>{t('changedMeanwhile')}</strong>
              <ul>
                {news.map(line => (
                  <li key={line.seq}>
                    {momentWords(line.at, now)} {line.text}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p className="quiet keys-hint">{t('sendKeys')}</p>
        </NeedForm>
      )}
    </fieldset>
  )
}
