// A box to type in that narrows a long list (units, types, places), by keyboard, thumb or screen reader alike. Follows
// the WAI-ARIA combobox pattern with a list: focus stays in the box, the arrows move the active option.
import { useId, useState } from 'react'
import { matching, type Option } from './match.ts'
import { t } from './words.ts'

// More rows than this nobody reads; typing narrows faster than scrolling.
const shownAtMost = 50

type Props = {
  id: string
  options: readonly Option[]
  /** What the box shows when nothing is being typed. */
  value: string | undefined
  onChange: (value: string | undefined) => void
  describedBy?: string | undefined
  invalid?: boolean
  placeholder?: string
  /** Empties the box after a choice, for collecting several. */
  collects?: boolean
}

export const Combo = (props: Props) => {
  const { id, options, value, onChange, describedBy, invalid = false, collects = false } = props
  const listId = useId()
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const open = typed !== undefined
  const hits = open ? matching(options, typed) : []
  const shown = hits.slice(0, shownAtMost)
  const label = collects ? '' : (options.find(([v]) => v === value)?.[1] ?? '')

  const choose = (option: Option | undefined) => {
    if (!option) return
    onChange(option[0])
    setTyped(undefined)
    setAt(0)
  }

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setTyped('')
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt(Math.max(0, Math.min(shown.length - 1, at + step)))
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(shown[at])
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setTyped(undefined)
    }
  }

  return (
    <div className="combo">
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[at] ? `${listId}-${at}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        autoComplete="off"
        placeholder={props.placeholder ?? t('search')}
        value={typed ?? label}
        onChange={event => {
          setTyped(event.target.value)
          setAt(0)
          if (event.target.value === '' && !collects) onChange(undefined)
        }}
        onClick={() => setTyped(typed ?? '')}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(undefined)}
      />
      <span className="unseen" role="status">
        {open && (hits.length > 0 ? t('found', { count: hits.length }) : t('foundNone', { words: typed }))}
      </span>
      {open && (
        <div id={listId} role="listbox" className="combo-list" tabIndex={-1}>
          {shown.map((option, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the box, which keeps the focus
            <div
              key={option[0]}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className="combo-option"
              ref={i === at ? element => element?.scrollIntoView({ block: 'nearest' }) : null}
              onMouseDown={event => event.preventDefault()}
              onClick={() => choose(option)}
            >
              {option[1]}
            </div>
          ))}
          {hits.length === 0 && <p className="combo-none">{t('foundNone', { words: typed })}</p>}
          {hits.length > shownAtMost && (
            <p className="combo-none">{t('moreFound', { count: hits.length - shownAtMost })}</p>
          )}
        </div>
      )}
    </div>
  )
}
