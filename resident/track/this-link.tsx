// The link of this page, to copy or to keep on this device when it was opened from somewhere else.
import { useState } from 'react'
import type { TrackView } from '#wire/views.ts'
import { CopyLink } from '../copy-link.tsx'
import { firstWords, keepMine, mine } from '../mine.ts'
import { t } from './words.ts'

export const ThisLink = ({ token, view }: { token: string; view: TrackView }) => {
  const path = `/r/${token}`
  const [isKept, setIsKept] = useState(() => mine().some(m => m.number === view.number))
  return (
    <section aria-labelledby="link-head">
      <h2 id="link-head">{t('link')}</h2>
      <CopyLink path={path} />
      {isKept ? (
        <p className="hint">{t('isKept')}</p>
      ) : (
        <button
          type="button"
          className="button button-quiet"
          onClick={() =>
            setIsKept(
              keepMine({ number: view.number, link: path, at: view.bornAt, words: firstWords(view.words) }),
            )
          }
        >
          {t('keep')}
        </button>
      )}
    </section>
  )
}
