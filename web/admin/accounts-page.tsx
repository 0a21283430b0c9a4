// For those who keep the accounts: find one, unlock it, give a new first password, take a lost second factor away,
// close and reopen it. They see accounts and no business data.
import { useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { Empty, Loading, RefusedNote } from '#ui/notes.tsx'
import { useRead } from '#ui/read.ts'
import { listed } from '#ui/words.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'

type AccountLine = {
  person: string
  login: string
  words: string
  posts: readonly string[]
  disabled: boolean
  locked: boolean
  secondFactor: boolean
  mustChange: boolean
}

export const AccountsPage = () => {
  const [words, setWords] = useState('')
  const query = words.trim() === '' ? '' : `?q=${encodeURIComponent(words.trim())}`
  const accounts = useRead<readonly AccountLine[]>(`${paths.accounts}${query}`)
  const [note, setNote] = useState<{ sentence: string; bad: boolean }>()

  const act = async (account: AccountLine, what: string, body: Record<string, unknown> = {}) => {
    try {
      const answer = await api.post<{ password?: string } | undefined>(
        `${paths.accounts}/${encodeURIComponent(account.person)}/${what}`,
        body,
      )
      const about = t('accountOf', { name: account.words, login: account.login })
      setNote({
        sentence: t('aboutAccount', {
          about,
          what: answer?.password ? t('newSecret', { password: answer.password }) : t('done'),
        }),
        bad: false,
      })
      await accounts.refetch()
    } catch (e) {
      setNote({ sentence: sentenceOf(e), bad: true })
    }
  }

  return (
    <main className="page page-wide">
      <h1>{t('accountsTitle')}</h1>
      <input
        type="search"
        className="input input-find"
        aria-label={t('findAccount')}
        placeholder={t('findAccount')}
        value={words}
        onChange={e => setWords(e.target.value)}
      />
      {note && (
        <p className={`note${note.bad ? ' note-strong' : ''}`} role={note.bad ? 'alert' : 'status'}>
          {note.sentence}
        </p>
      )}
      {accounts.isPending && <Loading lines={6} />}
      {accounts.error && !accounts.data && (
        <RefusedNote error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data?.length === 0 && <Empty>{t('noAccounts')}</Empty>}
      {accounts.data && accounts.data.length > 0 && (
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('account')}</th>
                <th>{t('person')}</th>
                <th>{t('postsHeld')}</th>
                <th>{t('status')}</th>
                <th>
                  <span className="unseen">{t('canDo')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {accounts.data.map(a => (
                <tr key={a.person}>
                  <td>{a.login}</td>
                  <td>{a.words}</td>
                  <td>{listed(a.posts)}</td>
                  <td>
                    {t(a.disabled ? 'closedAccount' : a.locked ? 'locked' : 'active')}
                    {a.secondFactor && <span className="quiet"> · {t('secondFactor')}</span>}
                    {a.mustChange && <span className="quiet"> · {t('firstPassword')}</span>}
                  </td>
                  <td>
                    <div className="table-actions">
                      {a.locked && (
                        <button type="button" className="link-button" onClick={() => void act(a, 'unlock')}>
                          {t('unlock')}
                        </button>
                      )}
                      <button type="button" className="link-button" onClick={() => void act(a, 'password')}>
                        {t('resetPassword')}
                      </button>
                      {a.secondFactor && (
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => void act(a, 'second-factor/drop')}
                        >
                          {t('resetFactor')}
                        </button>
                      )}
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => void act(a, 'disabled', { disabled: !a.disabled })}
                      >
                        {t(a.disabled ? 'reopenAccount' : 'closeAccount')}
                      </button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  )
}
