// Setting up the second factor: the secret once, then the first code proves that the authenticator has it.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { useMe } from './session.ts'

type Started = { secret: string; uri: string; recovery: readonly string[] }

export const SecondFactor = () => {
  const me = useMe()
  const client = useQueryClient()
  const [started, setStarted] = useState<Started>()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<unknown>()

  const attempt = async (work: () => Promise<unknown>) => {
    setError(undefined)
    try {
      await work()
    } catch (e) {
      setError(e)
    }
  }
  const begin = () =>
    attempt(async () => {
      setStarted(await api.post<Started>(paths.secondFactor))
    })
  const finish = (work: () => Promise<unknown>) => (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await work()
      setStarted(undefined)
      setTyped('')
      await client.invalidateQueries({ queryKey: [paths.session] })
    })
  }

  return (
    <>
      <p>{t(me.secondFactor ? 'secondFactorOn' : 'secondFactorOff')}</p>
      {error !== undefined && (
        <p className="note note-strong" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {!me.secondFactor && !started && (
        <button type="button" className="button" onClick={() => void begin()}>
          {t('setUp')}
        </button>
      )}
      {started && (
        <form onSubmit={finish(() => api.put(paths.secondFactor, { code: typed.trim() }))}>
          <p>{t('secretHelp')}</p>
          <dl className="facts">
            <div>
              <dt>{t('secret')}</dt>
              <dd>
                <code className="link-shown">{started.secret}</code>
              </dd>
            </div>
            <div>
              <dt>{t('uri')}</dt>
              <dd>
                <code className="link-shown">{started.uri}</code>
              </dd>
            </div>
          </dl>
          <p>{t('recoveryHelp')}</p>
          <p>
            {started.recovery.map(code => (
              <code key={code} className="link-shown recovery">
                {code}
              </code>
            ))}
          </p>
          <label className="field">
            <span className="label">{t('code')}</span>
            <input
              className="input input-short"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={typed}
              onChange={e => setTyped(e.target.value)}
            />
          </label>
          <button type="submit" className="button">
            {t('confirm')}
          </button>
        </form>
      )}
      {me.secondFactor && (
        <form onSubmit={finish(() => api.post(`${paths.secondFactor}/drop`, { password: typed }))}>
          <label className="field">
            <span className="label">{t('password')}</span>
            <input
              className="input input-short"
              type="password"
              autoComplete="current-password"
              value={typed}
              onChange={e => setTyped(e.target.value)}
            />
          </label>
          <button type="submit" className="button button-quiet">
            {t('turnOff')}
          </button>
        </form>
      )}
    </>
  )
}
