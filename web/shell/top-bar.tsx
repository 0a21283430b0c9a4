// The top bar: where I am, which doors my post opens, who I am here.
import { Link, useLocation } from 'wouter'
import { SyntheticBanner } from '#ui/notes.tsx'
import { useMe, useSeatChange } from '../session/session.ts'
import { w } from '../watch/words.ts'
import { t } from '../words.ts'
import { LangSwitch } from './lang-switch.tsx'

export const TopBar = ({ onChangePost }: { onChangePost: () => void }) => {
  const me = useMe()
  const [location] = useLocation()
  const { signOut } = useSeatChange()
  const firstTab = me.tabs[0]?.[0]
  const doors: (readonly [string, string])[] = [
    ...(firstTab === undefined ? [] : [[`/matter/${firstTab}`, t('matters')] as const]),
    ...(firstTab !== undefined && me.may.includes('petitions')
      ? [[`/petition/${firstTab}`, t('petitions')] as const]
      : []),
    ...(me.may.includes('alarms')
      ? [['/alarm/watching', w('alarms')] as const, ['/fence/watching', w('fences')] as const]
      : []),
    ...(me.may.includes('report') ? [['/report', t('report')] as const] : []),
    ...(me.post.role.startsWith('petition') ? [['/register', t('petitionIn')] as const] : []),
    ...(me.may.includes('accounts') ? [['/accounts', t('accounts')] as const] : []),
    ...(me.may.includes('looks') ? [['/looks', t('looks')] as const] : []),
  ]
  const here = (to: string) => location.split('/')[1] === to.split('/')[1]
  return (
    <header className="top">
      {/^\/(matter|petition|alarm|fence)\//.test(location) && (
        <a className="skip" href="#matter">
          {t('skip')}
        </a>
      )}
      <strong className="top-name">{t('product')}</strong>
      <nav className="top-doors" aria-label={t('doors')}>
        {doors.map(([to, words]) => (
          <Link key={to} href={to} className="door" aria-current={here(to) ? 'page' : undefined}>
            {words}
          </Link>
        ))}
      </nav>
      <SyntheticBanner synthetic={me.synthetic} />
      <div className="top-me">
        {me.posts.length > 1 ? (
          <button type="button" className="link-button" title={t('changePost')} onClick={onChangePost}>
            {me.unit.words} · {me.post.words}
          </button>
        ) : (
          <span className="quiet top-post">
            {me.unit.words} · {me.post.words}
          </span>
        )}
        <Link href="/me" className="link">
          {me.person.words}
        </Link>
        <LangSwitch />
        <button type="button" className="link-button" onClick={() => void signOut()}>
          {t('signOut')}
        </button>
      </div>
    </header>
  )
}
