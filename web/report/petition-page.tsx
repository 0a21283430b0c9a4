// Writing down a petition that came by letter, by visit or by phone; the petitioner gets a number and a link on paper.
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import type { Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { ReportedNote } from './reported-note.tsx'

const kinds = ['request', 'suggestion', 'accusation'] as const

export const PetitionPage = () => {
  const [n, setN] = useState(0)
  return <PetitionForm key={n} onAnother={() => setN(n + 1)} />
}

const PetitionForm = ({ onAnother }: { onAnother: () => void }) => {
  const district = useDistrict('officer').data
  const [key] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<(typeof kinds)[number]>('request')
  const [channel, setChannel] = useState<string>()
  const [words, setWords] = useState('')
  const [place, setPlace] = useState('')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [accused, setAccused] = useState<readonly string[]>([])
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [reported, setReported] = useState<Reported>()
  const form = useRef<HTMLFormElement>(null)
  const channels = district?.channels ?? []
  const theChannel = channel ?? channels.find(c => c.code === 'petition')?.code ?? channels[0]?.code ?? ''

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (words.trim() === '') return setError(t('needWords'))
    setBusy(true)
    setError(undefined)
    const said = (text: string) => (text.trim() === '' ? undefined : text.trim())
    try {
      const contact = { name: said(name), phone: said(phone) }
      const report = {
        key,
        kind,
        channel: theChannel,
        words: words.trim(),
        place: said(place),
        contact,
        accused,
      }
      setReported(await api.post<Reported>(paths.subjects('petition'), report, { repeatable: true }))
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

  if (reported) return <ReportedNote life="petition" reported={reported} onAnother={onAnother} />
  return (
    <main className="page">
      <form ref={form} className="report" noValidate onKeyDown={onKeyDown} onSubmit={send}>
        <h1>{t('petitionIn')}</h1>
        <p className="quiet">{t('petitionHelp')}</p>
        {error !== undefined && (
          <p className="note note-strong" role="alert">
            {error}
          </p>
        )}
        <div className="report-how">
          <div className="segments" role="radiogroup" aria-label={t('kind')}>
            {kinds.map(k => (
              <label key={k} className={`chip${k === kind ? ' chip-on' : ''}`}>
                <input
                  type="radio"
                  className="unseen"
                  name="kind"
                  checked={k === kind}
                  onChange={() => setKind(k)}
                />
                {t(`kind-${k}`)}
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
        <label className="field">
          <span className="label">{t('petitionWords')}</span>
          <textarea
            className="input"
            rows={8}
            maxLength={10_000}
            // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
            autoFocus
            placeholder={t('petitionWordsHelp')}
            value={words}
            onChange={e => setWords(e.target.value)}
          />
        </label>
        <div className="report-columns">
          <fieldset className="field">
            <legend className="label">{t('petitioner')}</legend>
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
          <label className="field">
            <span className="label">{t('where')}</span>
            <input className="input" maxLength={200} value={place} onChange={e => setPlace(e.target.value)} />
          </label>
        </div>
        <div className="field">
          <label className="label" htmlFor="petition-accused">
            {t('accused')}
          </label>
          <Several
            id="petition-accused"
            options={district?.units.map(u => [u.id, u.words, u.id] as const) ?? []}
            values={accused}
            onChange={setAccused}
          />
        </div>
        <div className="form-actions">
          <button type="submit" className="button" disabled={busy} aria-busy={busy}>
            {t('petitionIn')}
          </button>
          <span className="quiet keys-hint">{t('reportKeys')}</span>
        </div>
      </form>
    </main>
  )
}
