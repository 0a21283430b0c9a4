// My own account: posts, password, second factor, how the desk behaves.
import { type FormEvent, useState } from 'react'
import { api, sentenceOf } from '#ui/api.ts'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { SecondFactor } from './second-factor.tsx'
import { useMe, useSeatChange } from './session.ts'

export const AccountPage = () => {
  const me = useMe()
  const { takePost } = useSeatChange()
  return (
    <main className="page">
      <h1>{me.person.words}</h1>
      <section className="panel">
        <h2>{t('postsHeld')}</h2>
        <ul className="plain">
          {me.posts.map(post => (
            <li key={post.id}>
              {post.words} <span className="quiet">{post.unitWords}</span>{' '}
              {post.id === me.post.id ? (
                <span className="tag tag-plain">{t('nowPost')}</span>
              ) : (
                <button type="button" className="link-button" onClick={() => void takePost(post.id)}>
                  {t('changePost')}
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('changePassword')}</h2>
        <PasswordForm />
      </section>
      <section className="panel">
        <h2>{t('secondFactor')}</h2>
        <SecondFactor />
      </section>
    </main>
  )
}

export const PasswordForm = ({ onChanged }: { onChanged?: () => void }) => {
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const [note, setNote] = useState<{ sentence: string; bad: boolean }>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await api.post(paths.sessionPassword, { old, fresh })
      setNote({ sentence: t('passwordChanged'), bad: false })
      setOld('')
      setFresh('')
      onChanged?.()
    } catch (e) {
      setNote({ sentence: sentenceOf(e), bad: true })
    }
  }
  return (
    <form onSubmit={send}>
      {note && (
        <p className={`note${note.bad ? ' note-strong' : ''}`} role={note.bad ? 'alert' : 'status'}>
          {note.sentence}
        </p>
      )}
      <label className="field">
        <span className="label">{t('oldPassword')}</span>
        <input
          className="input"
          type="password"
          name="old"
          autoComplete="current-password"
          required
          value={old}
          onChange={e => setOld(e.target.value)}
        />
      </label>
      <label className="field">
        <span className="label">{t('newPassword')}</span>
        <input
          className="input"
          type="password"
          name="fresh"
          autoComplete="new-password"
          required
          value={fresh}
          onChange={e => setFresh(e.target.value)}
        />
        <small className="quiet">{t('newPasswordHelp')}</small>
      </label>
      <button type="submit" className="button">
        {t('changePassword')}
      </button>
    </form>
  )
}
