// A link that can be seen, selected and copied.
import { useState } from 'react'
import { t } from './words.ts'

export const CopyLink = ({ path }: { path: string }) => {
  const [said, setSaid] = useState('')
  const url = new URL(path, location.origin).href
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      setSaid(t('copied'))
    } catch {
      setSaid(t('copyNot'))
    }
  }
  return (
    <div className="copy-link">
      <code>{url}</code>
      <button type="button" className="button button-quiet" onClick={() => void copy()}>
        {t('copy')}
      </button>
      <span role="status" className="hint">
        {said}
      </span>
    </div>
  )
}
