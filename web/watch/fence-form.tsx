// The form beside the map. Most fences need a drawing, a name and a rule; the rest is filled in and folded away.
import { useId } from 'react'
import { type WatchWord, w } from './words.ts'
import type { Form } from './written.ts'

type Props = { form: Form; onChange: (change: Partial<Form>) => void }

const draws = ['area', 'line', 'circle'] as const
const kinds = ['must-not-enter', 'must-not-leave', 'corridor', 'speed', 'capacity', 'dwell'] as const
const severities = ['minor', 'moderate', 'severe', 'extreme'] as const
const movers = ['vehicle', 'officer', 'detection'] as const
export const helps = { area: 'clickCorners', line: 'clickLine', circle: 'clickCentre' } as const

export const FenceForm = ({ form, onChange }: Props) => {
  const id = useId()
  const number = (key: keyof Form, words: WatchWord, min: number, max: number) => (
    <label className="field" key={key}>
      <span className="label">{w(words)}</span>
      <input
        className="input input-short"
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        value={String(form[key])}
        onChange={e => onChange({ [key]: Number(e.target.value) })}
      />
    </label>
  )
  const choice = (
    key: 'kind' | 'severity' | 'confirm' | 'subjectType',
    words: WatchWord,
    of: readonly WatchWord[],
  ) => (
    <label className="field">
      <span className="label">{w(words)}</span>
      <select className="input" value={form[key]} onChange={e => onChange({ [key]: e.target.value })}>
        {of.map(value => (
          <option key={value} value={value}>
            {w(value)}
          </option>
        ))}
      </select>
    </label>
  )
  const text = (key: 'name' | 'subjectId' | 'words', words: WatchWord, placeholder?: WatchWord) => (
    <label className="field">
      <span className="label">{w(words)}</span>
      <input
        className="input"
        maxLength={key === 'words' ? 500 : 64}
        value={form[key]}
        placeholder={placeholder && w(placeholder)}
        onChange={e => onChange({ [key]: e.target.value })}
      />
    </label>
  )
  return (
    <div className="fence-form">
      <fieldset className="radios">
        <legend className="label">{w('drawAs')}</legend>
        {draws.map(draw => (
          <label key={draw} className="radio">
            <input
              type="radio"
              name={`${id}-draw`}
              checked={form.draw === draw}
              onChange={() =>
                onChange({ draw, points: draw === 'circle' ? form.points.slice(0, 1) : form.points })
              }
            />
            {w(draw)}
          </label>
        ))}
      </fieldset>
      <p className="hint" role="status">
        {w(helps[form.draw])} {form.points.length > 0 && w('points', { n: form.points.length })}{' '}
        {form.points.length > 0 && (
          <>
            <button
              type="button"
              className="link-button"
              onClick={() => onChange({ points: form.points.slice(0, -1) })}
            >
              {w('undo')}
            </button>{' '}
            <button type="button" className="link-button" onClick={() => onChange({ points: [] })}>
              {w('clear')}
            </button>
          </>
        )}
      </p>
      {form.draw === 'circle' && number('radiusM', 'radius', 5, 5000)}
      {form.draw === 'line' && number('widthM', 'width', 2, 500)}
      {text('name', 'name', 'namePlaceholder')}
      {choice('kind', 'kind', kinds)}
      {form.kind === 'speed' && number('limitKmh', 'limitKmh', 5, 120)}
      {form.kind === 'capacity' && number('most', 'most', 0, 1_000_000)}
      {form.kind === 'dwell' && number('forMinutes', 'forMinutes', 1, 1440)}
      {form.kind === 'corridor' && number('endRadiusM', 'endRadius', 0, 5000)}
      <fieldset className="radios">
        <legend className="label">{w('watches')}</legend>
        {movers.map(mover => (
          <label key={mover} className="radio">
            <input
              type="checkbox"
              checked={form.watches.includes(mover)}
              onChange={e =>
                onChange({
                  watches: e.target.checked
                    ? [...form.watches, mover]
                    : form.watches.filter(m => m !== mover),
                })
              }
            />
            {w(mover)}
          </label>
        ))}
      </fieldset>
      <div className="fence-pair">
        {choice('severity', 'severity', severities)}
        {number('days', 'days', 1, 366)}
      </div>
      {text('words', 'reason', 'reasonPlaceholder')}
      <details>
        <summary>{w('more')}</summary>
        <div className="fence-pair">
          {choice('subjectType', 'about', ['facility', 'place', 'event'])}
          {text('subjectId', 'key')}
        </div>
        <label className="field">
          <span className="label">{w('schedule')}</span>
          <select
            className="input"
            value={form.schedule}
            onChange={e => onChange({ schedule: e.target.value === 'daily' ? 'daily' : 'always' })}
          >
            <option value="always">{w('always')}</option>
            <option value="daily">{w('fromTo')}</option>
          </select>
        </label>
        {form.schedule === 'daily' && (
          <div className="fence-pair">
            {(['from', 'to'] as const).map(key => (
              <label className="field" key={key}>
                <span className="label">{w(key)}</span>
                <input
                  className="input input-short"
                  type="time"
                  value={form[key]}
                  onChange={e => onChange({ [key]: e.target.value })}
                />
              </label>
            ))}
          </div>
        )}
        {choice('confirm', 'confirmation', ['quick', 'standard', 'careful'])}
        <label className="radio">
          <input type="checkbox" checked={form.small} onChange={e => onChange({ small: e.target.checked })} />
          {w('small')}
        </label>
        <div className="fence-pair">
          {number('outBufferM', 'outBuffer', 0, 1000)}
          {number('maxAccuracyM', 'maxAccuracy', 1, 500)}
        </div>
        {number('mergeMinutes', 'merge', 0, 1440)}
      </details>
    </div>
  )
}
