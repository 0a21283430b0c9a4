// One row of the list: what it is, where, whose, in which state, how long it has left.
import { memo } from 'react'
import { Light } from '#ui/light.tsx'
import type { Row } from '#wire/views.ts'
import { t } from '../words.ts'

type Props = {
  row: Row
  id: string
  selected: boolean
  opened: boolean
  glows: boolean
  gone: boolean
  onOpen: (subject: string) => void
  onHover: (subject: string | undefined) => void
}

const supervisionWords = ['', 'supervised', 'listed', 'summoned'] as const

export const ListRow = memo(({ row, id, selected, opened, glows, gone, onOpen, onHover }: Props) => {
  const marks = [selected && 'row-selected', opened && 'row-opened', glows && 'row-glows', gone && 'row-gone']
  const supervised = supervisionWords[row.supervision]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys; options are not focused themselves
    <div
      role="option"
      tabIndex={-1}
      id={id}
      data-subject={row.subject}
      aria-selected={selected}
      className={`row ${marks.filter(Boolean).join(' ')}`}
      onClick={() => onOpen(row.subject)}
      onMouseEnter={() => onHover(row.subject)}
      onMouseLeave={() => onHover(undefined)}
    >
      <div className="row-line">
        <span className="row-headline">
          {(row.urgency === 'flash' || row.urgency === 'urgent') && (
            <span className="mark-urgent">{row.urgencyWords}</span>
          )}
          {row.headline}
        </span>
        {row.clock && <Light clock={row.clock} name={row.clock.words} />}
      </div>
      <div className="row-line quiet">
        <span className="row-where">
          {row.placeWords}
          {row.typeWords && ` · ${row.typeWords}`}
        </span>
        <span className="row-state">{gone ? t('leftList') : row.stateWords}</span>
      </div>
      <div className="row-line quiet">
        <span className="row-lead">{row.leadWords}</span>
        <span className="row-marks">
          {supervised && <span className="tag">{t(supervised)}</span>}
          {row.hops > 1 && <span className="tag">{t('hops', { n: row.hops - 1 })}</span>}
          {row.merged > 0 && <span className="tag">{t('mergedCount', { n: row.merged })}</span>}
          <span className="row-number">{row.subject}</span>
        </span>
      </div>
    </div>
  )
})
