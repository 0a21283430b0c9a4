// Where it is now: who has it, who helps, every clock with its light, what waits for approval.
import { Light } from '#ui/light.tsx'
import { listed } from '#ui/words.ts'
import type { ClockView, MatterView } from '#wire/views.ts'
import { t } from '../words.ts'

type Props = {
  view: MatterView
  /** Type and place stand in the triage panel, where they can be changed. */
  triaging: boolean
  onOpen: (subject: string) => void
}

/** The promise first, then what runs, then what is over. */
const ordered = (clocks: readonly ClockView[]): readonly ClockView[] =>
  clocks.toSorted(
    (a, b) =>
      Number(b.promise) - Number(a.promise) || Number(b.running || b.paused) - Number(a.running || a.paused),
  )

/** A fence that was ended did not do anything in time; how long it holds is said while it holds. */
const shown = ({ row, clocks }: MatterView) =>
  ordered(row.life === 'fence' ? clocks.filter(c => c.stopAt === undefined) : clocks)

export const NowStanding = ({ view, triaging, onOpen }: Props) => {
  const { row } = view
  return (
    <section className="standing" aria-label={t('nowTitle')}>
      <dl className="facts">
        <div>
          <dt>{t('holder')}</dt>
          <dd>
            <strong>{row.leadWords}</strong>
          </dd>
        </div>
        {view.co.length > 0 && (
          <div>
            <dt>{t('coHandlers')}</dt>
            <dd>{listed(view.co.map(([, words]) => words))}</dd>
          </div>
        )}
        {!triaging && row.typeWords && (
          <div>
            <dt>{t('type')}</dt>
            <dd>{row.typeWords}</dd>
          </div>
        )}
        {!triaging && (
          <div>
            <dt>{t('place')}</dt>
            <dd>{row.placeWords}</dd>
          </div>
        )}
      </dl>
      {shown(view).length > 0 && (
        <ul className="clocks" aria-label={t('clocks')}>
          {shown(view).map(clock => (
            <li
              key={`${clock.name} ${clock.of ?? ''}`}
              className={clock.stopAt === undefined ? '' : 'clock-over'}
            >
              <span className="clock-name">
                {clock.words}
                {clock.ofWords && <> · {clock.ofWords}</>}
              </span>
              <Light clock={clock} />
              <span className="quiet">{clock.limitWords}</span>
            </li>
          ))}
        </ul>
      )}
      {view.application && (
        <p className="note">
          <strong>{t('waitsApproval')}</strong>
          {view.application}
        </p>
      )}
      {view.mergedInto && (
        <p className="note">
          <button type="button" className="link-button" onClick={() => onOpen(view.mergedInto!)}>
            {t('mergedInto', { number: view.mergedInto })}
          </button>
        </p>
      )}
    </section>
  )
}
