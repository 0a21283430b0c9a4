// Looking at personal data: purpose and reason first, the look itself is recorded and shown to the reporter, and what
// was shown disappears again by itself.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { nowAt, useNow } from '#ui/now.ts'
import { durationWords } from '#ui/time.ts'
import type { Look, Looked } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'

const shownMs = 10 * 60_000
const purposes: readonly Look['purpose'][] = ['contact', 'verify', 'safety', 'correct']

type Props = { life: string; subject: string }

export const ContactLook = ({ life, subject }: Props) => {
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState<Look['purpose']>('contact')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>()
  const [shown, setShown] = useState<{ data: Looked; untilAt: number }>()
  const id = useId()
  const client = useQueryClient()

  const look = async (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    try {
      const data = await api.post<Looked>(paths.look(life, subject), { purpose, reason: reason.trim() })
      setShown({ data, untilAt: nowAt() + shownMs })
      setAsking(false)
      setReason('')
      // The look is a fact of the matter now.
      void client.invalidateQueries({ queryKey: [paths.subject(life, subject)] })
    } catch (e) {
      setError(e)
    }
  }

  if (shown) return <Shown {...shown} onHide={() => setShown(undefined)} />
  if (!asking)
    return (
      <button type="button" className="button button-quiet button-small" onClick={() => setAsking(true)}>
        {t('seeContact')}
      </button>
    )
  return (
    <form className="look" onSubmit={look}>
      <p className="quiet">{t('lookNote')}</p>
      {error !== undefined && (
        <p className="note note-strong" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      <label className="label" htmlFor={`${id}-purpose`}>
        {t('purpose')}
      </label>
      <select
        id={`${id}-purpose`}
        className="input"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this form
        autoFocus
        value={purpose}
        onChange={e => setPurpose(e.target.value as Look['purpose'])}
      >
        {purposes.map(p => (
          <option key={p} value={p}>
            {t(`purpose-${p}`)}
          </option>
        ))}
      </select>
      <label className="label" htmlFor={`${id}-reason`}>
        {t('reason')}
      </label>
      <input
        id={`${id}-reason`}
        className="input"
        maxLength={200}
        placeholder={t('reasonHelp')}
        value={reason}
        onChange={e => setReason(e.target.value)}
      />
      <div className="form-actions">
        <button type="submit" className="button button-small">
          {t('show')}
        </button>
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => {
            setAsking(false)
            setError(undefined)
          }}
        >
          {t('hide')}
        </button>
      </div>
    </form>
  )
}

type ShownProps = { data: Looked; untilAt: number; onHide: () => void }

const Shown = ({ data, untilAt, onHide }: ShownProps) => {
  const now = useNow(1000)
  const over = now >= untilAt
  useEffect(() => {
    if (over) onHide()
  }, [over, onHide])
  return (
    <div className="shown" role="status">
      <dl className="facts">
        <div>
          <dt>{t('name')}</dt>
          <dd>{data.name ?? t('notGiven')}</dd>
        </div>
        <div>
          <dt>{t('phone')}</dt>
          <dd>{data.phone ? <a href={`tel:${data.phone}`}>{data.phone}</a> : t('notGiven')}</dd>
        </div>
        {data.words && (
          <div>
            <dt>{t('originalWords')}</dt>
            <dd>{data.words}</dd>
          </div>
        )}
      </dl>
      <p className="quiet">
        {t('hidesIn', { time: durationWords(Math.max(0, untilAt - now)) })}{' '}
        <button type="button" className="link-button" onClick={onHide}>
          {t('hide')}
        </button>
      </p>
    </div>
  )
}
