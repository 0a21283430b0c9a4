// Finding a report again: by the link, or from this device's list. A number alone opens nothing.
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { looksLikeNumber, tokenIn } from './mine.ts'
import { MineList } from './mine-list.tsx'
import { Page } from './page.tsx'
import { t } from './words.ts'

export const Find = () => {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [, go] = useLocation()
  const find = (event: FormEvent) => {
    event.preventDefault()
    const token = tokenIn(typed)
    if (token) go(`/r/${token}`)
    else setProblem(t(looksLikeNumber(typed) ? 'findNumber' : 'findBad'))
  }
  return (
    <Page head={t('findHead')}>
      <MineList always />
      <form onSubmit={find} noValidate>
        <div className="field">
          <label className="label" htmlFor="link">
            {t('findLink')}
          </label>
          <p className="hint" id="link-hint">
            {t('findHint')}
          </p>
          <div role="alert">{problem && <p className="field-gap">{problem}</p>}</div>
          <input
            id="link"
            className="input"
            autoComplete="off"
            aria-describedby="link-hint"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </div>
        <button type="submit" className="button">
          {t('findGo')}
        </button>
      </form>
    </Page>
  )
}
