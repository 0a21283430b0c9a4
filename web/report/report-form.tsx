// What every page for writing down a report has: a form that Ctrl+Enter sends once, with its error above and its button
// below; the way it came in; who said it.
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import type { Reported } from '#wire/commands.ts'
import type { DistrictView } from '#wire/views.ts'
import { type DeskWord, t } from '../words.ts'

export type Sending = {
  busy: boolean
  error: string | undefined
  reported: Reported | undefined
  /** Shows a sentence and sends nothing. */
  refuse: (sentence: string) => void
  send: (report: unknown) => Promise<void>
}

/** One report to one address, once; a resend after a lost answer is harmless because the report carries its key. */
export const useSending = (path: string): Sending => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [reported, setReported] = useState<Reported>()
  const send = async (report: unknown) => {
    setBusy(true)
    setError(undefined)
    try {
      setReported(await api.post<Reported>(path, report, { repeatable: true }))
    } catch (e) {
      setError(sentenceOf(e))
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, reported, refuse: setError, send }
}

export const ReportForm = (props: {
  title: string
  help: string
  button: string
  sending: Sending
  onSend: () => void
  children: ReactNode
}) => {
  const form = useRef<HTMLFormElement>(null)
  const { busy, error } = props.sending
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) props.onSend()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  return (
    <main className="page">
      <form ref={form} className="report" noValidate onKeyDown={onKeyDown} onSubmit={onSubmit}>
        <h1>{props.title}</h1>
        <p className="quiet">{props.help}</p>
        {error !== undefined && (
          <p className="note note-strong" role="alert">
            {error}
          </p>
        )}
        {props.children}
        <div className="form-actions">
          <button type="submit" className="button" disabled={busy} aria-busy={busy}>
            {props.button}
          </button>
          <span className="quiet keys-hint">{t('reportKeys')}</span>
        </div>
      </form>
    </main>
  )
}

/** Which kind it is, and by which channel it came. `wordOf` names a choice. */
export const HowItCame = <C extends string>(props: {
  label: string
  name: string
  choices: readonly C[]
  wordOf: (choice: C) => DeskWord
  chosen: C
  onChoose: (choice: C) => void
  channels: DistrictView['channels']
  channel: string
  onChannel: (code: string) => void
}) => (
  <div className="report-how">
    <div className="segments" role="radiogroup" aria-label={props.label}>
      {props.choices.map(c => (
        <label key={c} className={`chip${c === props.chosen ? ' chip-on' : ''}`}>
          <input
            type="radio"
            className="unseen"
            name={props.name}
            checked={c === props.chosen}
            onChange={() => props.onChoose(c)}
          />
          {t(props.wordOf(c))}
        </label>
      ))}
    </div>
    <select
      className="input input-small"
      aria-label={t('how')}
      value={props.channel}
      onChange={e => props.onChannel(e.target.value)}
    >
      {props.channels.map(c => (
        <option key={c.code} value={c.code}>
          {c.words}
        </option>
      ))}
    </select>
  </div>
)

export type Typed = { name: string; phone: string }

export const ContactFields = ({ value, onChange }: { value: Typed; onChange: (typed: Typed) => void }) => (
  <div className="two">
    <input
      className="input"
      aria-label={t('contactName')}
      placeholder={t('contactName')}
      maxLength={40}
      autoComplete="off"
      value={value.name}
      onChange={e => onChange({ ...value, name: e.target.value })}
    />
    <input
      className="input"
      aria-label={t('contactPhone')}
      placeholder={t('contactPhone')}
      inputMode="tel"
      maxLength={30}
      autoComplete="off"
      value={value.phone}
      onChange={e => onChange({ ...value, phone: e.target.value })}
    />
  </div>
)

/** What was typed as it is sent: nothing of a field left empty, no contact when nothing was. */
export const contactOf = ({ name, phone }: Typed): { contact?: { name?: string; phone?: string } } => {
  const contact = {
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(phone.trim() ? { phone: phone.trim() } : {}),
  }
  return Object.keys(contact).length > 0 ? { contact } : {}
}
