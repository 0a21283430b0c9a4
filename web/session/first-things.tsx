// What must be done before any work: replacing a first password, setting up a second factor where the post asks for it.
import type { Refused } from '#ui/api.ts'
import type { Me } from '#wire/views.ts'
import { LangSwitch } from '../shell/lang-switch.tsx'
import { t } from '../words.ts'
import { PasswordForm } from './account-page.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SeatProvider, useSeatChange } from './session.ts'

const duties = ['change-password-first', 'second-factor-first']

export const isFirstDuty = (code: string): boolean => duties.includes(code)

type Props = { me: Me; error: Refused; onDone: () => void }

export const FirstThings = ({ me, error, onDone }: Props) => {
  const { signOut } = useSeatChange()
  return (
    <SeatProvider value={me}>
      <main className="card-page">
        <div className="card">
          <header className="card-head">
            <h1>{t('firstThings')}</h1>
            <LangSwitch />
          </header>
          <p className="note" role="status">
            {error.sentence}
          </p>
          {error.code === 'change-password-first' ? (
            <PasswordForm onChanged={onDone} />
          ) : (
            <>
              <SecondFactor />
              <button type="button" className="button button-quiet" onClick={onDone}>
                {t('goOn')}
              </button>
            </>
          )}
          <button type="button" className="link-button" onClick={() => void signOut()}>
            {t('signOut')}
          </button>
        </div>
      </main>
    </SeatProvider>
  )
}
