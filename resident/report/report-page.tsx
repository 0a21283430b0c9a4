// One question at a time. Every letter is kept on the device as it is typed; the address names the step, so that the
// back button does what a reader expects.
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { OfflineNote } from '#ui/notes.tsx'
import {
  type Draft,
  firstGap,
  freshKey,
  isBegun,
  isStep,
  keepDraft,
  keptDraft,
  newDraft,
  steps,
} from '../draft.ts'
import { queue } from '../outbox.ts'
import { Page } from '../page.tsx'
import { keepPhotos, photosOf } from '../pocket.ts'
import { t } from '../words.ts'
import { CheckStep } from './check-step.tsx'
import { ContactStep, contactGap } from './contact-step.tsx'
import { PhotosStep } from './photos-step.tsx'
import { PlaceStep } from './place-step.tsx'
import { WordsStep } from './words-step.tsx'

export type StepProps = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  photos: readonly Blob[]
  setPhotos: (photos: readonly Blob[]) => void
  gap: string | undefined
}

const heads = {
  words: 'wordsHead',
  place: 'placeHead',
  photos: 'photosHead',
  contact: 'contactHead',
  check: 'checkHead',
} as const

const gapOf = (step: keyof typeof heads, draft: Draft): string | undefined => {
  if (step === 'words' && draft.words.trim() === '') return t('wordsNeeded')
  if (step === 'place' && !draft.place) return t('placeNeeded')
  return step === 'contact' ? contactGap(draft) : undefined
}

const useDraft = () => {
  const [draft, setDraft] = useState(() => keptDraft() ?? newDraft(freshKey()))
  const [photos, setPhotos] = useState<readonly Blob[]>([])
  const [safe, setSafe] = useState(true)
  useEffect(() => {
    void photosOf(draft.key).then(setPhotos)
  }, [draft.key])
  return {
    draft,
    photos,
    safe,
    change: (part: Partial<Draft>) => {
      const next = { ...draft, ...part }
      setDraft(next)
      setSafe(keepDraft(next))
    },
    setPhotos: (next: readonly Blob[]) => {
      setPhotos(next)
      void keepPhotos(draft.key, next).then(ok => ok || setSafe(false))
    },
    discard: () => {
      void keepPhotos(draft.key, [])
      keepDraft(undefined)
      setDraft(newDraft(freshKey()))
    },
  }
}

export const ReportPage = ({ step }: { step: string }) => {
  const { draft, photos, safe, change, setPhotos, discard } = useDraft()
  const [, go] = useLocation()
  const [found, setFound] = useState<{ step: string; words: string }>()
  const gap = found?.step === step ? found.words : undefined
  const [discarding, setDiscarding] = useState(false)
  const gapNote = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (found) gapNote.current?.focus()
  }, [found])
  if (!isStep(step)) return <Redirect to="/report/words" replace />
  const at = steps.indexOf(step)
  const missing = firstGap(draft)
  if (missing && steps.indexOf(missing) < at) return <Redirect to={`/report/${missing}`} replace />

  const next = (event: FormEvent) => {
    event.preventDefault()
    const words = gapOf(step, draft)
    setFound(words === undefined ? undefined : { step, words })
    if (words !== undefined) return
    const following = steps[at + 1]
    if (following) return go(`/report/${following}`)
    queue(draft)
    keepDraft(undefined)
    go(`/report/waiting/${draft.key}`, { replace: true })
  }

  const props: StepProps = {
    draft,
    photos,
    setPhotos,
    gap,
    change: part => {
      change(part)
      setFound(undefined)
    },
  }
  const body: Readonly<Record<typeof step, ReactNode>> = {
    words: <WordsStep {...props} />,
    place: <PlaceStep {...props} />,
    photos: <PhotosStep {...props} />,
    contact: <ContactStep {...props} />,
    check: <CheckStep {...props} />,
  }
  const empty =
    (step === 'photos' && photos.length === 0) || (step === 'contact' && !draft.name && !draft.phone)
  return (
    <Page
      key={step}
      head={t(heads[step])}
      above={
        <>
          <OfflineNote />
          <p className="step">{t('step', { n: at + 1, all: steps.length })}</p>
        </>
      }
    >
      <form onSubmit={next} noValidate className="step-form">
        {gap && (
          <div ref={gapNote} className="note note-strong" role="alert" tabIndex={-1}>
            <strong>{gap}</strong>
          </div>
        )}
        {body[step]}
        <div className="dock">
          <button type="submit" className="button button-large">
            {t(step === 'check' ? 'send' : empty ? 'skipStep' : 'next')}
          </button>
        </div>
      </form>
      <p className="hint step-kept" role="status">
        {isBegun(draft) && t(safe ? 'kept' : 'notKept')}
        {isBegun(draft) && (
          <>
            {' · '}
            <button
              type="button"
              className="link-button"
              aria-expanded={discarding}
              onClick={() => setDiscarding(!discarding)}
            >
              {t('discard')}
            </button>
          </>
        )}
      </p>
      {discarding && isBegun(draft) && (
        <div className="note note-strong" role="alert">
          <p>{t('discardSure')}</p>
          <p className="form-actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                setDiscarding(false)
                discard()
                go('/report/words')
              }}
            >
              {t('discardYes')}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setDiscarding(false)}>
              {t('discardNo')}
            </button>
          </p>
        </div>
      )}
    </Page>
  )
}
