// Between “send” and the number: sends what was queued, waits honestly when there is no network, and says why when the
// server refuses. Nothing typed is ever lost here.
import { useCallback, useEffect, useState } from 'react'
import { Link, Redirect, useLocation } from 'wouter'
import { Refused, sentenceOf } from '#ui/api.ts'
import { Loading } from '#ui/notes.tsx'
import { useOnline } from '#ui/online.ts'
import { keepDraft } from '../draft.ts'
import { mine } from '../mine.ts'
import { sendOne, unqueue, waiting } from '../outbox.ts'
import { Page } from '../page.tsx'
import { useWaiting } from '../use-waiting.ts'
import { t } from '../words.ts'

export const WaitingPage = ({ reportKey }: { reportKey: string }) => {
  const online = useOnline()
  useWaiting()
  const [, go] = useLocation()
  const [trouble, setTrouble] = useState<unknown>()
  const [busy, setBusy] = useState(online)
  const [editing, setEditing] = useState(false)
  const [goneTo, setGoneTo] = useState<string>()

  const attempt = useCallback(async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const sent = await sendOne(reportKey)
      if (sent) setGoneTo(sent.number)
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }, [reportKey])

  useEffect(() => {
    if (online) void attempt()
  }, [online, attempt])

  if (goneTo) return <Redirect to={`/report/sent/${goneTo}`} replace />
  const still = waiting().some(w => w.draft.key === reportKey)
  // Sent meanwhile from elsewhere: by the clock of this page, or in another tab.
  if (!still && !busy && !editing) {
    const latest = mine()[0]
    return <Redirect to={latest ? `/report/sent/${latest.number}` : '/'} replace />
  }

  const edit = async () => {
    setEditing(true)
    const draft = await unqueue(reportKey)
    if (!draft) return
    keepDraft(draft)
    go('/report/check')
  }

  if (busy)
    return (
      <Page key="busy" head={t('sending')}>
        <Loading lines={2} />
      </Page>
    )
  if (trouble instanceof Refused && !trouble.passes)
    return (
      <Page key="refused" head={t('refusedHead')}>
        <div className="note note-strong" role="alert">
          <p>{trouble.sentence}</p>
        </div>
        <button type="button" className="button" onClick={() => void edit()}>
          {t('edit')}
        </button>
      </Page>
    )
  return (
    <Page key="queued" head={t('queuedHead')}>
      <p role="status">{online && trouble ? sentenceOf(trouble) : t('queuedWords')}</p>
      <p className="form-actions">
        <button type="button" className="button" onClick={() => void attempt()}>
          {t('sendNow')}
        </button>
        <button type="button" className="button button-quiet" onClick={() => void edit()}>
          {t('edit')}
        </button>
        <Link href="/" className="button button-quiet">
          {t('backHome')}
        </Link>
      </p>
    </Page>
  )
}
