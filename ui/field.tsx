// One field of a form derived from a life's table: the kind of need decides the control.
import type { DistrictView, NeedView } from '#wire/views.ts'
import { Combo } from './combo.tsx'
import type { Option } from './match.ts'
import { PhotoField } from './photo-field.tsx'
import { Several } from './several.tsx'
import { t } from './words.ts'

/** Where the options of units, types and places come from, and where photos go. */
export type FieldSources = {
  district?: DistrictView | undefined
  /** Address photos are sent to; photo fields need it. */
  photoPath?: string
}

type Props = {
  need: NeedView
  id: string
  value: unknown
  onChange: (value: unknown) => void
  gap?: string | undefined
  sources: FieldSources
}

const optionsOf = (need: NeedView, district: DistrictView | undefined): readonly Option[] => {
  if (need.choices) return need.choices
  if (need.kind === 'type') return district?.types.map(x => [x.code, x.words, x.code] as const) ?? []
  if (need.kind === 'place') return district?.territories.map(x => [x.code, x.words, x.code] as const) ?? []
  return district?.units.map(x => [x.id, x.words, x.id] as const) ?? []
}

// Few choices are seen at once; many are searched.
const radiosAtMost = 7

export const Field = ({ need, id, value, onChange, gap, sources }: Props) => {
  const hintId = `${id}-gap`
  const describedBy = gap ? hintId : undefined
  const common = { id, 'aria-describedby': describedBy, 'aria-invalid': gap !== undefined }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const options = optionsOf(need, sources.district)
  const asGroup = need.kind === 'yes-no' || (need.kind === 'choice' && options.length <= radiosAtMost)

  const label = (
    <>
      {need.words}
      {!need.required && <span className="label-optional"> {t('optional')}</span>}
    </>
  )
  const gapNote = gap && (
    <p id={hintId} className="field-gap">
      {gap}
    </p>
  )

  if (asGroup) {
    const choices: readonly (readonly [unknown, string])[] =
      need.kind === 'yes-no' && !need.choices
        ? [
            [true, t('yes')],
            [false, t('no')],
          ]
        : need.kind === 'yes-no'
          ? need.choices!.map(([v, words]) => [v === 'true', words] as const)
          : options.map(([v, words]) => [v, words] as const)
    return (
      <fieldset className="field" aria-describedby={describedBy}>
        <legend className="label">{label}</legend>
        {gapNote}
        <div className="radios">
          {choices.map(([choice, words], i) => (
            <label key={String(choice)} className="radio">
              <input
                type="radio"
                name={id}
                id={i === 0 ? id : undefined}
                checked={value === choice}
                onChange={() => onChange(choice)}
              />
              <span>{words}</span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  }

  const combo = { id, options, describedBy, invalid: gap !== undefined }
  const control = () => {
    switch (need.kind) {
      case 'units':
        return <Several {...combo} values={(value as string[] | undefined) ?? []} onChange={onChange} />
      case 'unit':
      case 'type':
      case 'place':
      case 'choice':
        return <Combo {...combo} value={value as string | undefined} onChange={onChange} />
      case 'photos':
        return (
          <PhotoField
            id={id}
            path={sources.photoPath ?? ''}
            photos={(value as string[] | undefined) ?? []}
            onChange={onChange}
            {...(need.max === undefined ? {} : { max: need.max })}
          />
        )
      case 'day':
        return (
          <input
            {...common}
            type="date"
            className="input input-short"
            value={text}
            onChange={e => onChange(e.target.value)}
          />
        )
      case 'number':
        return (
          <input
            {...common}
            inputMode="numeric"
            className="input input-short"
            value={text}
            onChange={e => onChange(e.target.value)}
          />
        )
      case 'subject':
        return (
          <input
            {...common}
            className="input"
            autoCapitalize="characters"
            value={text}
            onChange={e => onChange(e.target.value)}
          />
        )
      default:
        return (
          <textarea
            {...common}
            className="input"
            rows={3}
            value={text}
            onChange={e => onChange(e.target.value)}
          />
        )
    }
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {gapNote}
      {control()}
    </div>
  )
}
