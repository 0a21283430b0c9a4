// Drawing a fence: the map on one side, a short form on the other, with what most fences need already filled in. It is saved
// without being on: trying it over last month and switching it on are done where it is looked at.
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { api, Refused } from '#ui/api.ts'
import { currentLang } from '#ui/lang.ts'
import { Loading, RefusedNote } from '#ui/notes.tsx'
import { nowAt } from '#ui/now.ts'
import { useRead } from '#ui/read.ts'
import { paths } from '#wire/paths.ts'
import type { FenceDrawn, FenceProblems, FenceView } from '#wire/watch.ts'
import { deskAt } from '../where.ts'
import { FenceForm, helps } from './fence-form.tsx'
import { w } from './words.ts'
import { definitionOf, emptyForm, type Form, formOf, shapeOf, type Written } from './written.ts'

const FenceMap = lazy(() => import('./fence-map.tsx'))

export const FencePage = () => {
  const { number } = useParams<{ number?: string }>()
  const subject = number === undefined ? undefined : decodeURIComponent(number)
  const read = useRead<FenceView>(subject === undefined ? undefined : paths.fenceDefinition(subject))
  if (subject !== undefined && read.error)
    return (
      <main className="page">
        <RefusedNote error={read.error} onRetry={() => void read.refetch()} />
      </main>
    )
  if (subject !== undefined && !read.data) return <Loading lines={6} />
  return <Drawing key={subject ?? 'new'} subject={subject} before={read.data} />
}

type Props = { subject: string | undefined; before: FenceView | undefined }

const Drawing = ({ subject, before }: Props) => {
  const written = before?.definition as Written | undefined
  const [form, setForm] = useState<Form>(() => (written ? formOf(written, nowAt()) : emptyForm))
  const [key] = useState(() => crypto.randomUUID())
  const [error, setError] = useState<unknown>()
  const [sending, setSending] = useState(false)
  const [, navigate] = useLocation()
  const client = useQueryClient()
  const set = (change: Partial<Form>) => setForm(f => ({ ...f, ...change }))
  useEffect(() => {
    document.title = w(subject === undefined ? 'drawTitle' : 'changeTitle')
  }, [subject])

  const save = async () => {
    setSending(true)
    setError(undefined)
    const fence = definitionOf(form, nowAt(), written)
    const words = form.words.trim()
    try {
      const at =
        subject === undefined
          ? (await api.post<FenceDrawn>(paths.fences, { key, fence, words }, { repeatable: true })).number
          : subject
      if (subject !== undefined)
        await api.post(paths.move('fence', subject, 'change'), { fence, words, seq: before!.seq })
      void client.invalidateQueries({ queryKey: [paths.fenceDefinition(at)] })
      void client.invalidateQueries({ queryKey: [paths.fenceMap] })
      void client.invalidateQueries({ queryKey: ['rows', 'fence'] })
      navigate(deskAt('fence', 'watching', at))
    } catch (no) {
      setError(no)
    } finally {
      setSending(false)
    }
  }

  const pick = (point: readonly [number, number]) =>
    set({ points: form.draw === 'circle' ? [point] : [...form.points, point] })

  return (
    <main className="draw">
      <div className="draw-map">
        <Suspense fallback={<Loading lines={6} />}>
          <FenceMap shape={shapeOf(form)} points={form.points} onPick={pick} />
        </Suspense>
      </div>
      <div className="draw-form">
        <h1>{w(subject === undefined ? 'drawTitle' : 'changeTitle')}</h1>
        <p className="quiet">{w('drawHelp')}</p>
        <FenceForm form={form} onChange={set} />
        <Mistakes error={error} form={form} />
        <div className="form-actions">
          <button type="button" className="button" disabled={sending} onClick={() => void save()}>
            {w(subject === undefined ? 'save' : 'saveChange')}
          </button>
        </div>
      </div>
    </main>
  )
}

// The form's own words for what is forgotten most; a key is made of the name.
const mistakesOf = (view: Partial<FenceProblems> | undefined, form: Form): readonly string[] | undefined => {
  if (!view?.problems) return undefined
  const words = view.problems.map(p => {
    if (p.field === 'name' || (p.field === 'subjectId' && form.subjectId === '')) return w('wrongName')
    if (p.field.startsWith('shape') && !shapeOf(form)) return w('wrongShape', { help: w(helps[form.draw]) })
    return w('field', { field: p.field, want: currentLang() === 'zh' ? p.zh : p.en })
  })
  return [...new Set(words)]
}

const Mistakes = ({ error, form }: { error: unknown; form: Form }) => {
  if (error === undefined) return null
  const mistakes =
    error instanceof Refused ? mistakesOf(error.view as Partial<FenceProblems> | undefined, form) : undefined
  if (!mistakes) return <RefusedNote error={error} />
  return (
    <div className="note note-strong" role="alert">
      <strong>{w('wrong', { n: mistakes.length })}</strong>
      <ul>
        {mistakes.map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  )
}
