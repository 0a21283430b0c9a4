// What I can do here: open moves as buttons with their letters, one form at a time, and behind a fold why the others
// are closed. At the desk the triage panel stands first.
import { useEffect, useMemo, useState } from 'react'
import type { MatterView, OfferView } from '#wire/views.ts'
import { keysOf, moveOf, triageKeys } from '../desk/keys.ts'
import { useKeys } from '../desk/use-keys.ts'
import { t } from '../words.ts'
import { afterSorting } from './accept.ts'
import { ClosedMoves } from './closed-moves.tsx'
import { focusMatter } from './focus.ts'
import { MoveForm } from './move-form.tsx'
import { useMergeTogether, useSeen, useSend } from './send.ts'
import { isTriage } from './triage.ts'
import { TriagePanel } from './triage-panel.tsx'

type Props = { life: string; view: MatterView; onDone: (move: string, sentence: string) => void }

export type Initial = Readonly<Record<string, unknown>>

export const Moves = ({ life, view, onDone }: Props) => {
  const [chosen, setChosen] = useState<{ move: string; initial: Initial }>()
  const send = useSend(life, view)
  const mergeTogether = useMergeTogether()
  const seen = useSeen(view, chosen !== undefined)
  const open = view.offers.filter(o => o.open)
  const closed = view.offers.filter(o => !o.open && o.why)
  const dispatch = open.find(o => o.move === 'dispatch')
  const triaging = isTriage(view)
  const keys = useMemo(() => keysOf(view.offers, triaging ? triageKeys : []), [view.offers, triaging])
  const offer = open.find(o => o.move === chosen?.move)

  const choose = (move: string, initial: Initial = {}) => {
    if (triaging && move === 'dispatch') {
      setChosen(undefined)
      document.getElementById('triage-lead')?.focus()
      return
    }
    setChosen({ move, initial })
  }
  const close = () => {
    setChosen(undefined)
    focusMatter()
  }
  // The move was taken away while its form stood open: the reason is now among the closed ones.
  useEffect(() => {
    if (chosen && !offer) setChosen(undefined)
  }, [chosen, offer])

  const perform = async (what: OfferView, body: Record<string, unknown>) => {
    try {
      await send(what.move, body, seen.seq)
    } catch (error) {
      seen.acknowledge()
      throw error
    }
    setChosen(undefined)
    onDone(what.move, t('sentFor', { move: what.words, number: view.row.subject }))
    focusMatter()
  }

  const mergeAll = async () => {
    const { into, subjects } = view.suggestion!.together!
    const { merged, left } = await mergeTogether(into, subjects)
    const told = left[0]
      ? t('mergedSome', { n: merged.length, into, left: left.length, why: left[0].words })
      : t('mergedAll', { n: merged.length, into })
    onDone('merge', told)
    focusMatter()
  }

  useKeys('matter', (key, event) => {
    if (event.repeat) return false
    if (key === 'Escape' && chosen) {
      close()
      return true
    }
    const move = moveOf(keys, key)
    if (move === undefined) return false
    choose(move)
    return true
  })

  return (
    <section className="moves" aria-label={t('canDo')}>
      {triaging && dispatch && (
        <TriagePanel
          // Edits belong to the suggestion they were made on.
          key={JSON.stringify([view.suggestion, view.row.type])}
          suggestion={afterSorting(view.suggestion!, view.row)}
          byHand={view.row.type !== undefined && view.row.type !== view.suggestion!.type}
          offers={open}
          moveKeys={keys}
          onChoose={choose}
          onDispatch={body => perform(dispatch, body)}
          onMergeAll={mergeAll}
          onSort={body => perform(open.find(o => o.move === 'sort')!, body)}
        />
      )}
      <div className="move-buttons">
        {open
          .filter(o => !(triaging && o.move === 'dispatch'))
          .map(o => (
            <button
              key={o.move}
              type="button"
              className={`button button-quiet button-small${o.move === chosen?.move ? ' button-on' : ''}`}
              aria-expanded={o.move === chosen?.move}
              aria-keyshortcuts={keys.get(o.move)}
              onClick={() => (o.move === chosen?.move ? close() : choose(o.move))}
            >
              {o.words}
              {keys.has(o.move) && <kbd>{keys.get(o.move)}</kbd>}
            </button>
          ))}
      </div>
      {open.length === 0 && <p className="quiet">{t('nothingToDo')}</p>}
      {chosen && offer && (
        <MoveForm
          key={`${chosen.move} ${JSON.stringify(chosen.initial)}`}
          offer={offer}
          initial={chosen.initial}
          news={seen.news}
          onSend={body => perform(offer, body)}
          onCancel={close}
        />
      )}
      {closed.length > 0 && <ClosedMoves closed={closed} stateWords={view.row.stateWords} />}
    </section>
  )
}
