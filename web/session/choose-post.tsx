// A person may hold several posts, delegated ones included; what they may see and do follows the one they choose.
import { useState } from 'react'
import { sentenceOf } from '#ui/api.ts'
import type { Me } from '#wire/views.ts'
import { t } from '../words.ts'
import { useSeatChange } from './session.ts'

type Props = { me: Me; onChosen: () => void }

export const ChoosePost = ({ me, onChosen }: Props) => {
  const { takePost } = useSeatChange()
  const [error, setError] = useState<unknown>()
  const choose = async (post: string) => {
    try {
      if (post !== me.post.id) await takePost(post)
      onChosen()
    } catch (e) {
      setError(e)
    }
  }
  return (
    <main className="card-page">
      <div className="card">
        <h1>{t('posts')}</h1>
        <p className="quiet">{t('postsHelp')}</p>
        {error !== undefined && (
          <p className="note note-strong" role="alert">
            {sentenceOf(error)}
          </p>
        )}
        <ul className="post-list">
          {me.posts.map((post, i) => (
            <li key={post.id}>
              <button
                type="button"
                className="post"
                // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
                autoFocus={me.posts.some(p => p.id === me.post.id) ? post.id === me.post.id : i === 0}
                onClick={() => choose(post.id)}
              >
                <strong>{post.words}</strong>
                <span className="quiet">{post.unitWords}</span>
                {post.id === me.post.id && <span className="tag">{t('nowPost')}</span>}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
