// A form made from NeedView[]: the same table of the life that the server checks by draws it here. A summary on top
// says what is missing and leads there; focus goes to it, so that a screen reader hears it.
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { NeedView } from '#wire/views.ts'
import { sentenceOf } from './api.ts'
import { Field, type FieldSources } from './field.tsx'
import { bodyOf, type Gap, gapsOf, type Values } from './form-model.ts'
import { t } from './words.ts'

type Props = {
  needs: readonly NeedView[]
  /** Words on the button: the move itself (“签收”), not “提交”. */
  action: string
  /** Gets the body to send; when it throws, the refusal is shown on top and everything typed stays. */
  onSend: (body: Record<string, unknown>) => Promise<unknown>
  onCancel?: () => void
  sources?: FieldSources
  initial?: Values
  /** Told of every change, for drafts. */
  onValues?: (values: Values) => void
  /** Puts the focus into the first field when the form appears. */
  focusFirst?: boolean
  children?: ReactNode
}

export const NeedForm = (props: Props) => {
  const { needs, action, onSend, onCancel, sources = {}, initial = {}, onValues } = props
  const formId = useId()
  const idOf = (key: string) => `${formId}-${key}`
  const [values, setValues] = useState<Values>(initial)
  const [gaps, setGaps] = useState<readonly Gap[]>([])
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (gaps.length > 0 || refusal) summary.current?.focus()
  }, [gaps, refusal])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form appears
  useEffect(() => {
    if (props.focusFirst) form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [])

  const change = (key: string, value: unknown) => {
    const next = { ...values, [key]: value }
    setValues(next)
    // What has just been filled in is no gap any more; new ones are told when it is sent, not while somebody types.
    const left = gapsOf(needs, next)
    setGaps(known => known.filter(gap => left.some(l => l.key === gap.key)))
    onValues?.(next)
  }

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const found = gapsOf(needs, values)
    setGaps(found)
    setRefusal(undefined)
    if (found.length > 0) return
    setBusy(true)
    try {
      await onSend(bodyOf(needs, values))
    } catch (error) {
      setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form ref={form} className="form" noValidate onSubmit={send}>
      {(gaps.length > 0 || refusal) && (
        <div ref={summary} className="note note-strong" role="alert" tabIndex={-1}>
          <strong>{refusal ?? t('errorTitle')}</strong>
          {gaps.length > 0 && (
            <ul>
              {gaps.map(gap => (
                <li key={gap.key}>
                  <a
                    href={`#${idOf(gap.key)}`}
                    onClick={event => {
                      event.preventDefault()
                      document.getElementById(idOf(gap.key))?.focus()
                    }}
                  >
                    {gap.words}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {needs.map(need => (
        <Field
          key={need.key}
          need={need}
          id={idOf(need.key)}
          value={values[need.key]}
          onChange={value => change(need.key, value)}
          gap={gaps.find(g => g.key === need.key)?.words}
          sources={sources}
        />
      ))}
      {props.children}
      <div className="form-actions">
        <button type="submit" className="button" disabled={busy} aria-busy={busy}>
          {action}
        </button>
        {onCancel && (
          <button type="button" className="button button-quiet" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
