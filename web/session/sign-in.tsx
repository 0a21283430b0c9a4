// Signing in: account and password, the second factor when it is asked for, every "no" in its own sentence.
import { type FormEvent, useState } from 'react'
import { Refused, sentenceOf } from '#ui/api.ts'
import { useRead } from '#ui/read.ts'
import { paths } from '#wire/paths.ts'
import type { DistrictView } from '#wire/views.ts'
import { LangSwitch } from '../shell/lang-switch.tsx'
import { t } from '../words.ts'
import { useSeatChange } from './session.ts'

const asksForCode = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'second-factor-needed' || error.code === 'wrong-code')

export const SignIn = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [wantsCode, setWantsCode] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const { signIn } = useSeatChange()
  const district = useRead<DistrictView>(paths.publicDistrict).data

  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await signIn(login.trim(), password, code.trim())
      onSignedIn()
    } catch (e) {
      setError(e)
      if (asksForCode(e)) setWantsCode(true)
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="card-page">
      <form className="card" onSubmit={send}>
        <header className="card-head">
          <h1>
            {t('product')} <small>{district?.words}</small>
          </h1>
          <LangSwitch />
        </header>
        <p className="quiet">{t('signInHelp')}</p>
        {error !== undefined && (
          <p className="note note-strong" role="alert">
            {sentenceOf(error)}
          </p>
        )}
        <label>
          {t('login')}
          <input
            name="login"
            // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
            autoFocus
            autoComplete="username"
            required
            value={login}
            onChange={e => setLogin(e.target.value)}
          />
        </label>
        <label>
          {t('password')}
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={e => setPassword(e.target.value)}
          />
        </label>
        {wantsCode && (
          <label>
            {t('code')}
            <input
              name="code"
              // biome-ignore lint/a11y/noAutofocus: it has just been asked for
              autoFocus
              autoComplete="one-time-code"
              maxLength={10}
              value={code}
              onChange={e => setCode(e.target.value)}
            />
            <small className="quiet">{t('codeHelp')}</small>
          </label>
        )}
        <button type="submit" className="button" disabled={busy}>
          {t('signIn')}
        </button>
        {district?.synthetic && <p className="quiet hint">{t('demoHint')}</p>}
      </form>
    </main>
  )
}
