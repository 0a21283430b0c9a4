// What this device's owner reported before, each a door to its own page.
import { useState } from 'react'
import { Link } from 'wouter'
import { nowAt } from '#ui/now.ts'
import { momentWords } from '#ui/time.ts'
import { forgetMine, mine } from './mine.ts'
import { t } from './words.ts'

export const MineList = ({ always = false }: { always?: boolean }) => {
  const [reports, setReports] = useState(mine)
  if (reports.length === 0) return always ? <p className="empty">{t('mineNone')}</p> : null
  return (
    <section className="mine" aria-labelledby="mine-head">
      <h2 id="mine-head">{t('mineHead')}</h2>
      <ul className="mine-list">
        {reports.map(one => (
          <li key={one.number}>
            <div>
              <Link href={one.link || '/find'}>{one.words || one.number}</Link>
              <p className="hint">
                {momentWords(one.at, nowAt())} · {one.number}
              </p>
            </div>
            <button
              type="button"
              className="link-button"
              aria-label={t('mineForget', { number: one.number })}
              onClick={() => {
                forgetMine(one.number)
                setReports(mine())
              }}
            >
              {t('mineForgetShort')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
