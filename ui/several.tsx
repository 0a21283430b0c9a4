// Several of a long list: chosen ones as removable tags above the box that finds the next.
import { Combo } from './combo.tsx'
import type { Option } from './match.ts'
import { t } from './words.ts'

type Props = {
  id: string
  options: readonly Option[]
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  describedBy?: string | undefined
  invalid?: boolean
  placeholder?: string
}

export const Several = ({ values, onChange, options, ...box }: Props) => (
  <div className="several">
    {values.length > 0 && (
      <ul className="tags">
        {values.map(value => {
          const words = options.find(([v]) => v === value)?.[1] ?? value
          return (
            <li key={value} className="tag">
              {words}
              <button
                type="button"
                className="tag-remove"
                aria-label={t('remove', { what: words })}
                onClick={() => onChange(values.filter(v => v !== value))}
              >
                ×
              </button>
            </li>
          )
        })}
      </ul>
    )}
    <Combo
      {...box}
      collects
      options={options.filter(([v]) => !values.includes(v))}
      value={undefined}
      onChange={value => value !== undefined && onChange([...values, value])}
    />
  </div>
)
