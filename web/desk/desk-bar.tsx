// Tabs with live counts, search and filters. The search box waits until typing pauses.
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Combo } from '#ui/combo.tsx'
import { useDistrict, useRead } from '#ui/read.ts'
import { paths } from '#wire/paths.ts'
import type { Counts } from '#wire/views.ts'
import { lifeStates } from '../lives.ts'
import { useMe } from '../session/session.ts'
import { tabIn, w } from '../watch/words.ts'
import { deskAt, isTabOf } from '../where.ts'
import { t } from '../words.ts'
import type { Condition, Conditions } from './conditions.ts'

const typingPauseMs = 250

type Props = {
  life: string
  tab: string
  conditions: Conditions
  onConditions: (next: Conditions) => void
}

export const DeskBar = ({ life, tab, conditions, onConditions }: Props) => {
  const me = useMe()
  const counts = useRead<Counts>(paths.counts(life)).data?.tabs
  const [open, setOpen] = useState(false)
  const active = Object.keys(conditions).filter(k => k !== 'q').length
  return (
    <div className="bar">
      <nav className="tabs" aria-label={t('tabs')}>
        {me.tabs
          .filter(([name]) => isTabOf(life, name))
          .map(([name, words]) => (
            <Link
              key={name}
              href={deskAt(life, name)}
              className="tab"
              aria-current={name === tab ? 'page' : undefined}
            >
              {tabIn(life, name) ?? words}
              {counts?.[name] !== undefined && <span className="count">{counts[name]}</span>}
            </Link>
          ))}
        {life === 'fence' && me.may.includes('draw') && (
          <Link href="/draw" className="button button-small">
            {w('drawNew')}
          </Link>
        )}
      </nav>
      <SearchBox
        key={`${life} ${tab}`}
        words={conditions.q ?? ''}
        onWords={q => onConditions({ ...conditions, q })}
      />
      <button
        type="button"
        className="button button-quiet button-small"
        aria-expanded={open || active > 0}
        onClick={() => setOpen(!open)}
      >
        {t('filter')}
        {active > 0 && <span className="count">{active}</span>}
      </button>
      {(open || active > 0) && <Filters life={life} conditions={conditions} onConditions={onConditions} />}
    </div>
  )
}

const SearchBox = ({ words, onWords }: { words: string; onWords: (q: string) => void }) => {
  const [typed, setTyped] = useState(words)
  const latest = useRef(onWords)
  latest.current = onWords
  const input = useRef<HTMLInputElement>(null)
  // Conditions cleared elsewhere empty the box; while somebody types, the box is ahead of the address.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(words)
  }, [words])
  useEffect(() => {
    if (typed === words) return
    const timer = setTimeout(() => latest.current(typed), typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed, words])
  return (
    <search className="search">
      <input
        ref={input}
        id="desk-search"
        type="search"
        aria-label={t('searchDesk')}
        placeholder={t('searchDesk')}
        value={typed}
        onChange={e => setTyped(e.target.value)}
        onKeyDown={e => {
          if (e.key === 'Enter') latest.current(typed)
          if (e.key === 'Escape' || e.key === 'Enter') document.getElementById('matter-list')?.focus()
        }}
      />
      <kbd>/</kbd>
    </search>
  )
}

const Filters = ({ life, conditions, onConditions }: Omit<Props, 'tab'>) => {
  const district = useDistrict('officer').data
  const set = (key: Condition, value: string | undefined) =>
    onConditions({ ...conditions, [key]: value ?? '' })
  const select = (
    key: Condition,
    any: Parameters<typeof t>[0],
    options: readonly (readonly [string, string])[],
  ) => (
    <select
      aria-label={t(any)}
      className="input input-small"
      value={conditions[key] ?? ''}
      onChange={e => set(key, e.target.value)}
    >
      <option value="">{t(any)}</option>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  )
  const search = (
    key: Condition,
    any: Parameters<typeof t>[0],
    options: readonly (readonly [string, string, string])[],
  ) => (
    <div key={key}>
      <label className="unseen" htmlFor={`filter-${key}`}>
        {t(any)}
      </label>
      <Combo
        id={`filter-${key}`}
        options={options}
        value={conditions[key]}
        placeholder={t(any)}
        onChange={value => set(key, value)}
      />
    </div>
  )
  return (
    <div className="filters">
      {select('state', 'anyState', lifeStates(life))}
      {select('light', 'anyLight', [
        ['green', t('lightGreen')],
        ['yellow', t('lightYellow')],
        ['red', t('lightRed')],
        ['grey', t('lightGrey')],
      ])}
      {select('module', 'anyModule', district?.modules.map(m => [m.code, m.words] as const) ?? [])}
      {search('place', 'anyPlace', district?.territories.map(x => [x.code, x.words, x.code] as const) ?? [])}
      {search('lead', 'anyLead', district?.units.map(x => [x.id, x.words, x.id] as const) ?? [])}
      <button type="button" className="link-button" onClick={() => onConditions({})}>
        {t('clearFilters')}
      </button>
    </div>
  )
}
