// From phone call to matter while talking: one page, only the words needed. Also what was found on patrol, and what was
// solved on the spot.
import { type KeyboardEvent, useRef, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { Combo } from '#ui/combo.tsx'
import { PhotoField } from '#ui/photo-field.tsx'
import { type ChosenPlace, placeSaid } from '#ui/place.ts'
import { PlacePicker } from '#ui/place-picker.tsx'
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import type { OfficerReport, Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { looksLikeChat, wordsOfChat } from './chat.ts'
import { ReportedNote } from './reported-note.tsx'

const hows = ['call', 'patrol', 'spot'] as const
type How = (typeof hows)[number]
/** The channel each way usually is, where the district has it. */
const usualChannel: Readonly<Record<How, string>> = {
  call: 'visit',
  patrol: 'officer-app',
  spot: 'officer-app',
}
const urgencies = ['flash', 'urgent', 'normal', 'complex'] as const

export const ReportPage = () => {
  const [n, setN] = useState(0)
  // Each report is a fresh page with a key of its own: a resend is harmless, a second report is another one.
  return <ReportForm key={n} onAnother={() => setN(n + 1)} />
}

const ReportForm = ({ onAnother }: { onAnother: () => void }) => {
  const district = useDistrict('officer').data
  const [key] = useState(() => crypto.randomUUID())
  const [how, setHow] = useState<How>('call')
  const [channel, setChannel] = useState<string>()
  const [words, setWords] = useState('')
  const [place, setPlace] = useState<ChosenPlace>()
  const [type, setType] = useState<string>()
  const [urgency, setUrgency] = useState<string>()
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [accused, setAccused] = useState<readonly string[]>([])
  const [result, setResult] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [reported, setReported] = useState<Reported>()
  const form = useRef<HTMLFormElement>(null)

  const channels = district?.channels ?? []
  const theChannel =
    channel ??
    channels.find(c => c.code === usualChannel[how])?.code ??
    channels[0]?.code ??
    usualChannel[how]

  const send = async () => {
    if (busy) return
    if (words.trim() === '') return setError(t('needWords'))
    if (how === 'spot' && result.trim() === '') return setError(t('needResult'))
    setBusy(true)
    setError(undefined)
    const report: OfficerReport = {
      key,
      channel: theChannel,
      words: words.trim(),
      ...(place ? { place: placeSaid(place) } : {}),
      ...(type === undefined ? {} : { type }),
      ...(urgency === undefined ? {} : { urgency }),
      ...(photos.length ? { photos: [...photos] } : {}),
      ...(name.trim() || phone.trim()
        ? {
            contact: {
              ...(name.trim() ? { name: name.trim() } : {}),
              ...(phone.trim() ? { phone: phone.trim() } : {}),
            },
          }
        : {}),
      ...(accused.length ? { accused: [...accused] } : {}),
      ...(how === 'spot' ? { onSpot: { result: result.trim() } } : {}),
    }
    try {
      setReported(await api.post<Reported>(paths.subjects('matter'), report, { repeatable: true }))
    } catch (e) {
      setError(sentenceOf(e))
    } finally {
      setBusy(false)
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }

  if (reported)
    return <ReportedNote life="matter" reported={reported} call={how === 'call'} onAnother={onAnother} />
  return (
    <main className="page">
      <form
        ref={form}
        className="report"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={e => {
          e.preventDefault()
          void send()
        }}
      >
        <h1>{t('reportTitle')}</h1>
        <p className="quiet">{t('reportHelp')}</p>
        {error !== undefined && (
          <p className="note note-strong" role="alert">
            {error}
          </p>
        )}
        <div className="report-how">
          <div className="segments" role="radiogroup" aria-label={t('how')}>
            {hows.map(h => (
              <label key={h} className={`chip${h === how ? ' chip-on' : ''}`}>
                <input
                  type="radio"
                  className="unseen"
                  name="how"
                  checked={h === how}
                  onChange={() => setHow(h)}
                />
                {t(`how-${h}`)}
              </label>
            ))}
          </div>
          <select
            className="input input-small"
            aria-label={t('how')}
            value={theChannel}
            onChange={e => setChannel(e.target.value)}
          >
            {channels.map(c => (
              <option key={c.code} value={c.code}>
                {c.words}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label className="label" htmlFor="report-words">
            {t('what')}
          </label>
          <textarea
            id="report-words"
            className="input"
            rows={5}
            maxLength={5000}
            // biome-ignore lint/a11y/noAutofocus: the officer is on the phone and types at once
            autoFocus
            placeholder={t('whatHelp')}
            value={words}
            onChange={e => setWords(e.target.value)}
          />
          {looksLikeChat(words) && (
            <p className="quiet" role="status">
              <button type="button" className="link-button" onClick={() => setWords(wordsOfChat(words))}>
                {t('cleanChat')}
              </button>
            </p>
          )}
        </div>
        {how === 'spot' && (
          <div className="field">
            <label className="label" htmlFor="report-result">
              {t('spotResult')}
            </label>
            <textarea
              id="report-result"
              className="input"
              rows={2}
              maxLength={500}
              value={result}
              onChange={e => setResult(e.target.value)}
            />
          </div>
        )}
        <div className="report-columns">
          <div>
            <div className="field">
              <label className="label" htmlFor="report-place">
                {t('where')}
              </label>
              <PlacePicker id="report-place" value={place} onChange={setPlace} district={district} />
            </div>
            <div className="field">
              <span className="label">{t('photos')}</span>
              <PhotoField id="report-photos" path={paths.photos} photos={photos} onChange={setPhotos} />
            </div>
          </div>
          <div>
            {how !== 'patrol' && (
              <fieldset className="field">
                <legend className="label">{t('who')}</legend>
                <p className="quiet">{t('whoHelp')}</p>
                <div className="two">
                  <input
                    className="input"
                    aria-label={t('contactName')}
                    placeholder={t('contactName')}
                    maxLength={40}
                    autoComplete="off"
                    value={name}
                    onChange={e => setName(e.target.value)}
                  />
                  <input
                    className="input"
                    aria-label={t('contactPhone')}
                    placeholder={t('contactPhone')}
                    inputMode="tel"
                    maxLength={30}
                    autoComplete="off"
                    value={phone}
                    onChange={e => setPhone(e.target.value)}
                  />
                </div>
              </fieldset>
            )}
            <div className="field">
              <label className="label" htmlFor="report-type">
                {t('typeOptional')}
              </label>
              <Combo
                id="report-type"
                options={district?.types.map(x => [x.code, x.words, x.code] as const) ?? []}
                value={type}
                onChange={setType}
              />
            </div>
            <div className="field">
              <span className="label">{t('urgencyOptional')}</span>
              <fieldset className="segments" aria-label={t('urgency')}>
                {urgencies.map(u => (
                  <button
                    key={u}
                    type="button"
                    className={`chip${u === urgency ? ' chip-on' : ''}`}
                    aria-pressed={u === urgency}
                    onClick={() => setUrgency(u === urgency ? undefined : u)}
                  >
                    {t(u)}
                  </button>
                ))}
              </fieldset>
            </div>
            <div className="field">
              <label className="label" htmlFor="report-accused">
                {t('accused')}
              </label>
              <Several
                id="report-accused"
                options={district?.units.map(u => [u.id, u.words, u.id] as const) ?? []}
                values={accused}
                onChange={setAccused}
              />
            </div>
          </div>
        </div>
        <div className="form-actions">
          <button type="submit" className="button" disabled={busy} aria-busy={busy}>
            {t(how === 'spot' ? 'how-spot' : 'report')}
          </button>
          <span className="quiet keys-hint">{t('reportKeys')}</span>
        </div>
      </form>
    </main>
  )
}
