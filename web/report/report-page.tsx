// From phone call to matter while talking: one page, only the words needed. Also what was found on patrol, and what was
// solved on the spot.
import { useState } from 'react'
import { Combo } from '#ui/combo.tsx'
import { PhotoField } from '#ui/photo-field.tsx'
import { type ChosenPlace, placeSaid } from '#ui/place.ts'
import { PlacePicker } from '#ui/place-picker.tsx'
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import type { OfficerReport } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { looksLikeChat, wordsOfChat } from './chat.ts'
import { ContactFields, contactOf, HowItCame, ReportForm, useSending } from './report-form.tsx'
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
  return <ReportIn key={n} onAnother={() => setN(n + 1)} />
}

const ReportIn = ({ onAnother }: { onAnother: () => void }) => {
  const district = useDistrict('officer').data
  const [key] = useState(() => crypto.randomUUID())
  const [how, setHow] = useState<How>('call')
  const [channel, setChannel] = useState<string>()
  const [words, setWords] = useState('')
  const [place, setPlace] = useState<ChosenPlace>()
  const [type, setType] = useState<string>()
  const [urgency, setUrgency] = useState<string>()
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [contact, setContact] = useState({ name: '', phone: '' })
  const [accused, setAccused] = useState<readonly string[]>([])
  const [result, setResult] = useState('')
  const sending = useSending(paths.subjects('matter'))

  const channels = district?.channels ?? []
  const theChannel =
    channel ??
    channels.find(c => c.code === usualChannel[how])?.code ??
    channels[0]?.code ??
    usualChannel[how]

  const send = () => {
    if (words.trim() === '') return sending.refuse(t('needWords'))
    if (how === 'spot' && result.trim() === '') return sending.refuse(t('needResult'))
    const report: OfficerReport = {
      key,
      channel: theChannel,
      words: words.trim(),
      ...(place ? { place: placeSaid(place) } : {}),
      ...(type === undefined ? {} : { type }),
      ...(urgency === undefined ? {} : { urgency }),
      ...(photos.length ? { photos: [...photos] } : {}),
      ...contactOf(contact),
      ...(accused.length ? { accused: [...accused] } : {}),
      ...(how === 'spot' ? { onSpot: { result: result.trim() } } : {}),
    }
    void sending.send(report)
  }

  if (sending.reported)
    return (
      <ReportedNote life="matter" reported={sending.reported} call={how === 'call'} onAnother={onAnother} />
    )
  return (
    <ReportForm
      title={t('reportTitle')}
      help={t('reportHelp')}
      button={t(how === 'spot' ? 'how-spot' : 'report')}
      sending={sending}
      onSend={send}
    >
      <HowItCame
        label={t('how')}
        name="how"
        choices={hows}
        wordOf={h => `how-${h}` as const}
        chosen={how}
        onChoose={setHow}
        channels={channels}
        channel={theChannel}
        onChannel={setChannel}
      />
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
              <ContactFields value={contact} onChange={setContact} />
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
    </ReportForm>
  )
}
