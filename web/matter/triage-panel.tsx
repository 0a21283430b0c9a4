// Triage in one screen: what is suggested, why, and one key to accept it. Every part can be changed first; the
// suggestion and the decision both stay on record.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { sentenceOf } from '#ui/api.ts'
import { Combo } from '#ui/combo.tsx'
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import { listed } from '#ui/words.ts'
import type { OfferView, SuggestionView } from '#wire/views.ts'
import { useKeys } from '../desk/use-keys.ts'
import { type DeskWord, t } from '../words.ts'
import { changedParts, type Draft, digitsOf, dispatchInput, draftOf } from './accept.ts'
import { DuplicateList } from './duplicate-list.tsx'
import { acceptId } from './focus.ts'
import type { Initial } from './moves.tsx'

const urgencies = ['flash', 'urgent', 'normal', 'complex'] as const
// A matter that opened by itself must be seen before Enter can decide on it: a key still held down must not.
const armMs = 350

type Props = {
  suggestion: SuggestionView
  /** A person has sorted it already; how sure the machine was of another type no longer matters. */
  byHand: boolean
  offers: readonly OfferView[]
  moveKeys: ReadonlyMap<string, string>
  onChoose: (move: string, initial?: Initial) => void
  onDispatch: (body: Record<string, unknown>) => Promise<unknown>
  /** Records the other type, upon which the lead is suggested anew. */
  onSort: (body: Record<string, unknown>) => Promise<unknown>
  /** Merges all that may be merged together. */
  onMergeAll: () => Promise<unknown>
}

export const TriagePanel = ({
  suggestion,
  byHand,
  offers,
  moveKeys,
  onChoose,
  onDispatch,
  onSort,
  onMergeAll,
}: Props) => {
  const district = useDistrict('officer').data
  const [draft, setDraft] = useState<Draft>(() => draftOf(suggestion))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const shownAt = useRef(performance.now())
  const frame = useRef<HTMLFieldSetElement>(null)
  const digits = digitsOf(suggestion)
  const changed = changedParts(draft, suggestion)
  const can = (move: string) => offers.some(o => o.move === move)
  const change = (part: Partial<Draft>) => setDraft(d => ({ ...d, ...part }))

  const attempt = async (work: () => Promise<unknown>) => {
    if (busy || performance.now() - shownAt.current < armMs) return
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }

  const send = () => attempt(() => onDispatch(dispatchInput(draft, suggestion)))
  const resort = () => attempt(() => onSort({ type: draft.type, urgency: draft.urgency }))

  const focusPart = (id: string) => {
    const input = document.getElementById(id)
    input?.focus()
    if (input instanceof HTMLInputElement) input.select()
  }
  const mergeWith = (subject: string) => can('merge') && onChoose('merge', { into: subject })

  // The sentence stands in the form, ready; it is sent by a second key and can be changed before.
  const ask = () => onChoose('ask', suggestion.ask === undefined ? {} : { words: suggestion.ask })

  useKeys('triage', (key, event) => {
    if (event.repeat) return false
    const digit = digits.find(d => d.digit === key)
    if (digit?.kind === 'type') change({ type: digit.code })
    else if (digit) mergeWith(digit.code)
    else if (key === '0') setDraft(draftOf(suggestion))
    else if (key === 'y') void send()
    else if (key === 'i') focusPart('triage-type')
    else if (key === 'l') focusPart('triage-lead')
    else if (key === 'o') focusPart('triage-co')
    else if (key === moveKeys.get('sort') && can('sort') && changed.includes('type') && draft.type)
      void resort()
    else if (key === 'u')
      change({ urgency: urgencies[(urgencies.indexOf(draft.urgency as never) + 1) % urgencies.length]! })
    else if (key === moveKeys.get('ask') && can('ask')) ask()
    else if (key === 'm' && suggestion.duplicates[0]) mergeWith(suggestion.duplicates[0].subject)
    else return false
    return true
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && /INPUT|TEXTAREA/.test(event.target.tagName)
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape' && inField && !event.defaultPrevented) {
      event.stopPropagation()
      document.getElementById(acceptId)?.focus()
    }
  }
  // After choosing from a list by Enter the hand is back on the button that acts.
  const toAccept = () => document.getElementById(acceptId)?.focus({ preventScroll: true })

  useEffect(() => {
    frame.current?.closest('.matter')?.scrollTo({ top: 0 })
  }, [])

  const units = district?.units.map(u => [u.id, u.words, u.id] as const) ?? []
  const unitsWithKnown = withKnown(units, [
    [suggestion.lead, suggestion.leadWords],
    ...suggestion.co,
    ...suggestion.copies,
  ])
  const types = withKnown(
    district?.types.map(x => [x.code, x.words, x.code] as const) ?? [],
    suggestion.type === undefined ? [] : [[suggestion.type, suggestion.typeWords]],
  )

  return (
    <fieldset ref={frame} className="triage" onKeyDown={onKeyDown} aria-label={t('triage')}>
      {suggestion.urgentWords.length > 0 && (
        <p className="note note-strong triage-urgent" role="status">
          {t('urgentWords', { words: listed(suggestion.urgentWords) })}
        </p>
      )}
      {suggestion.exit && (
        <p className="note triage-exit">
          <strong>{t('exit', { words: suggestion.exit.words })}</strong>{' '}
          <span className="quiet">{suggestion.exit.why}</span>{' '}
          {can('divert') && (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => onChoose('divert', { exit: suggestion.exit!.code })}
            >
              {offers.find(o => o.move === 'divert')?.words}
              <kbd>{moveKeys.get('divert')}</kbd>
            </button>
          )}
        </p>
      )}
      <Part id="triage-type" words="type" keyName="i" changed={changed.includes('type')}>
        <Combo
          id="triage-type"
          options={types}
          value={draft.type}
          placeholder={t('noType')}
          onChange={type => {
            const { type: _, ...rest } = draft
            setDraft(type === undefined ? rest : { ...draft, type })
            if (type !== undefined) toAccept()
          }}
        />
        <p className="why">
          {byHand && t('sortedByHand')}
          {!byHand && suggestion.type !== undefined && (
            <>
              <span className={`sureness sureness-${suggestion.sure ? 'sure' : 'judge'}`}>
                {t(suggestion.sure ? 'surely' : 'judge')}
              </span>{' '}
              {t('sure', { percent: Math.round(suggestion.confidence * 100) })}
              {suggestion.typeWhy.length > 0 && (
                <>
                  {' · '}
                  {t('because')}{' '}
                  {suggestion.typeWhy.map(w => (
                    <mark key={w.word} className="mark-type-word">
                      {w.word}
                    </mark>
                  ))}
                </>
              )}
            </>
          )}
        </p>
        {digits.some(d => d.kind === 'type') && (
          <ul className="alternatives" aria-label={t('otherTypes')}>
            {digits
              .filter(d => d.kind === 'type')
              .map(d => (
                <li key={d.code}>
                  <button
                    type="button"
                    className={`chip${draft.type === d.code ? ' chip-on' : ''}`}
                    aria-pressed={draft.type === d.code}
                    onClick={() => change({ type: d.code })}
                  >
                    <kbd>{d.digit}</kbd>
                    {suggestion.others.find(o => o.type === d.code)?.words}
                  </button>
                </li>
              ))}
          </ul>
        )}
      </Part>
      <Part id="triage-urgency" words="urgency" keyName="u" changed={changed.includes('urgency')}>
        <fieldset className="segments" id="triage-urgency" aria-label={t('urgency')}>
          {urgencies.map(u => (
            <button
              key={u}
              type="button"
              className={`chip${draft.urgency === u ? ' chip-on' : ''}`}
              aria-pressed={draft.urgency === u}
              onClick={() => change({ urgency: u })}
            >
              {t(u)}
            </button>
          ))}
        </fieldset>
        {!changed.includes('type') && !changed.includes('urgency') && (
          <p className="why">
            {t('limits')} {suggestion.limitWords}
          </p>
        )}
      </Part>
      <Part
        id="triage-place"
        words="place"
        keyName={moveKeys.get('locate')}
        changed={false}
        onKeyName={() => onChoose('locate')}
      >
        <strong>{suggestion.place.words}</strong>
        <p className="why">{suggestion.place.why}</p>
        {suggestion.ask !== undefined && (
          <p className="ask-back">
            {t('askBack')}
            {suggestion.ask}{' '}
            {can('ask') && (
              <button
                type="button"
                className="button button-quiet button-small"
                aria-keyshortcuts={moveKeys.get('ask')}
                onClick={ask}
              >
                {offers.find(o => o.move === 'ask')?.words} <kbd>{moveKeys.get('ask')}</kbd>
              </button>
            )}
          </p>
        )}
      </Part>
      <Part id="triage-lead" words="lead" keyName="l" changed={changed.includes('lead')}>
        <Combo
          id="triage-lead"
          options={unitsWithKnown}
          value={draft.lead}
          onChange={lead => {
            if (lead === undefined) return
            change({ lead })
            toAccept()
          }}
        />
        <p className="why">
          {changed.includes('type') && !changed.includes('lead') ? (
            <>
              <strong>{t('typeChangedHint')}</strong>
              {can('sort') && draft.type !== undefined && (
                <button type="button" className="link-button" onClick={() => void resort()}>
                  {t('suggestAnew')} <kbd>{moveKeys.get('sort')}</kbd>
                </button>
              )}
            </>
          ) : (
            <>
              {suggestion.leadWhy}
              {suggestion.basis && !suggestion.leadWhy.includes(suggestion.basis) && (
                <>
                  {' · '}
                  {t('basis')} {suggestion.basis}
                </>
              )}
            </>
          )}
        </p>
      </Part>
      <div className="pair">
        <Part id="triage-co" words="co" keyName="o" changed={changed.includes('co')}>
          <Several
            id="triage-co"
            options={unitsWithKnown}
            values={draft.co}
            placeholder={t('add')}
            onChange={co => change({ co })}
          />
        </Part>
        <Part id="triage-copies" words="copies" changed={changed.includes('copies')}>
          <Several
            id="triage-copies"
            options={unitsWithKnown}
            values={draft.copies}
            placeholder={t('add')}
            onChange={copies => change({ copies })}
          />
        </Part>
      </div>
      {suggestion.duplicates.length > 0 && (
        <Part id="triage-duplicates" words="duplicates" changed={false}>
          <DuplicateList
            suggestion={suggestion}
            digits={digits}
            onMerge={can('merge') ? mergeWith : undefined}
            onMergeAll={() => void attempt(onMergeAll)}
          />
        </Part>
      )}
      {error !== undefined && (
        <p className="note note-strong" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      <div className="triage-actions">
        <textarea
          id="triage-note"
          className="input"
          rows={1}
          aria-label={t('note')}
          placeholder={t('noteHelp')}
          value={draft.words}
          onChange={e => change({ words: e.target.value })}
        />
        <button
          id={acceptId}
          type="button"
          className="button"
          disabled={busy}
          aria-keyshortcuts="y"
          onClick={() => void send()}
        >
          {t(changed.length > 0 ? 'acceptChanged' : 'accept')}
          <kbd>y</kbd>
        </button>
        {changed.length > 0 && (
          <>
            <span className="quiet">{t('changed', { parts: listed(changed.map(p => t(p))) })}</span>
            <button type="button" className="link-button" onClick={() => setDraft(draftOf(suggestion))}>
              {t('resetDraft')} <kbd>0</kbd>
            </button>
          </>
        )}
      </div>
    </fieldset>
  )
}

/** The names behind a suggestion are known even before the district's list has arrived. */
const withKnown = (
  options: readonly (readonly [string, string, string])[],
  known: readonly (readonly [string, string])[],
): readonly (readonly [string, string, string])[] => {
  const missing = known.filter(([id]) => !options.some(([x]) => x === id))
  return missing.length === 0
    ? options
    : [...missing.map(([id, words]) => [id, words, id] as const), ...options]
}

type PartProps = {
  id: string
  words: DeskWord
  keyName?: string | undefined
  changed: boolean
  onKeyName?: () => void
  children: React.ReactNode
}

const Part = ({ id, words, keyName, changed, onKeyName, children }: PartProps) => (
  <div className={`part${changed ? ' part-changed' : ''}`}>
    {onKeyName ? (
      <button type="button" className="part-name link-button" onClick={onKeyName}>
        {t(words)} {keyName && <kbd>{keyName}</kbd>}
      </button>
    ) : (
      <label className="part-name" htmlFor={id}>
        {t(words)} {keyName && <kbd>{keyName}</kbd>}
      </label>
    )}
    <div className="part-body">{children}</div>
  </div>
)
