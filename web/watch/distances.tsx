// Fixes of an alarm as distances to the border: one row a fix, the border as a line down the middle, the error circle as a
// bar. A picture of depth and doubt, and no position in it. The numbers stand beside it for print and screen readers.
import { useState } from 'react'
import type { AlarmView } from '#wire/watch.ts'
import { clockWords } from './clock-words.ts'
import { w, wCode } from './words.ts'

type Reading = AlarmView['readings'][number]

/** So many of the last at first, so that what can be done stays in sight. */
const shownAtOnce = 6
const leastScaleM = 20

export const Distances = ({ readings, factor }: { readings: readonly Reading[]; factor: number }) => {
  const [whole, setWhole] = useState(false)
  const shown = whole ? readings : readings.slice(-shownAtOnce)
  const scaleM = shown.reduce(
    (most, r) => Math.max(most, Math.abs(r.distanceM) + r.accuracyM * factor),
    leastScaleM,
  )
  // The border in the middle, inside to the right.
  const percent = (m: number) => 50 + (m / scaleM) * 48
  return (
    <figure className="distances">
      <figcaption>
        {w('readings')} <span className="quiet">{w('readingsHelp')}</span>
      </figcaption>
      <div className="distances-head" aria-hidden="true">
        <span>{w('outside')}</span>
        <span>{w('inside')}</span>
      </div>
      <ol className="plain">
        {shown.map(r => {
          const depthM = -r.distanceM
          const radiusM = r.accuracyM * factor
          const words = `${w(depthM >= 0 ? 'inside' : 'outside')} ${w('metres', { n: Math.abs(r.distanceM) })}`
          return (
            <li key={r.at}>
              <time>{clockWords(r.at)}</time>
              <span className="distance-bar" aria-hidden="true">
                <span
                  className="distance-circle"
                  style={{
                    left: `${percent(depthM - radiusM)}%`,
                    width: `${percent(depthM + radiusM) - percent(depthM - radiusM)}%`,
                  }}
                />
                <span className="distance-dot" style={{ left: `${percent(depthM)}%` }} />
              </span>
              <span className="distance-words">
                {words} <span className="quiet">{w('sure', { n: r.accuracyM })}</span>
              </span>
              <strong className={`reading reading-${r.reading}`}>{wCode(r.reading)}</strong>
            </li>
          )
        })}
      </ol>
      {shown.length < readings.length && (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          {w('allReadings', { n: readings.length })}
        </button>
      )}
    </figure>
  )
}
