// All keys on one sheet, over the desk; Esc or ? closes it.
import { useEffect, useRef } from 'react'
import { t } from '../words.ts'

const everywhere = [
  ['j k', 'keyMove'],
  ['Enter', 'keyOpen'],
  ['Esc', 'keyBack'],
  ['[ ]', 'keyTabs'],
  ['/', 'keySearch'],
  ['.', 'keyUpdate'],
  ['+', 'keyReport'],
  ['Ctrl Enter', 'keySend'],
  ['?', 'keyHelp'],
] as const
const triaging = [
  ['y', 'keyAccept'],
  ['1–9', 'keyDigits'],
  ['A', 'keyMergeAll'],
  ['i', 'keyType'],
  ['u', 'keyUrgency'],
  ['l', 'keyLead'],
  ['o', 'keyCo'],
] as const

export const HelpOverlay = ({ onClose }: { onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="help"
      aria-label={t('keys')}
      onClose={onClose}
      onKeyDown={e => e.key === '?' && dialog.current?.close()}
    >
      <h2>{t('keys')}</h2>
      <KeyTable rows={everywhere} />
      <h3>{t('keysTriage')}</h3>
      <KeyTable rows={triaging} />
      <p className="quiet">{t('keysMoves')}</p>
      <form method="dialog">
        <button type="submit" className="button">
          {t('backToDesk')}
        </button>
      </form>
    </dialog>
  )
}

const KeyTable = ({ rows }: { rows: readonly (readonly [string, Parameters<typeof t>[0]])[] }) => (
  <dl className="keys">
    {rows.map(([key, words]) => (
      <div key={key}>
        <dt>
          {key.split(' ').map(k => (
            <kbd key={k}>{k}</kbd>
          ))}
        </dt>
        <dd>{t(words)}</dd>
      </div>
    ))}
  </dl>
)
