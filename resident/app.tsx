// The residents' pages: which page an address shows, and what stands around all of them.
import { type ReactNode, useEffect, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import { keep, kept } from '#ui/keep.ts'
import { setLang, useLang } from '#ui/lang.ts'
import { SyntheticBanner } from '#ui/notes.tsx'
import { useDistrict } from '#ui/read.ts'
import { t as shared } from '#ui/words.ts'
import { About } from './about.tsx'
import { At } from './at.tsx'
import { Find } from './find.tsx'
import { Home } from './home.tsx'
import { Page } from './page.tsx'
import { ReportPage } from './report/report-page.tsx'
import { Sent } from './report/sent.tsx'
import { WaitingPage } from './report/waiting-page.tsx'
import { Track } from './track/track.tsx'
import { t } from './words.ts'

const Frame = ({ children }: { children: ReactNode }) => {
  const lang = useLang()
  const { data: district } = useDistrict('public')
  const [large, setLarge] = useState(kept('large') === true)
  useEffect(() => {
    document.documentElement.dataset.size = large ? 'large' : 'normal'
    keep('large', large)
  }, [large])
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <SyntheticBanner synthetic={district?.synthetic} />
      <header className="top">
        <Link href="/" className="top-name">
          {district ? t('title', { district: district.words }) : t('titleBare')}
        </Link>
        <div className="top-switches">
          <button type="button" className="link-button" aria-pressed={large} onClick={() => setLarge(!large)}>
            {t(large ? 'largeOff' : 'large')}
          </button>
          <button
            type="button"
            className="link-button"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {shared('otherLang')}
          </button>
        </div>
      </header>
      {children}
      <footer className="bottom">
        <p>{t('phoneToo')}</p>
        <p>
          <Link href="/report/about">{t('aboutHead')}</Link>
        </p>
      </footer>
    </>
  )
}

const Gone = () => (
  <Page head={t('pageGone')}>
    <p>
      <Link href="/">{t('backHome')}</Link>
    </p>
  </Page>
)

export const App = () => {
  useLang()
  return (
    <Frame>
      <Switch>
        <Route path="/">
          <Home />
        </Route>
        <Route path="/report/waiting/:key">{({ key }) => <WaitingPage reportKey={key} />}</Route>
        <Route path="/report/sent/:number">{({ number }) => <Sent number={number} />}</Route>
        <Route path="/report/about">
          <About />
        </Route>
        <Route path="/report/:step">{({ step }) => <ReportPage step={step} />}</Route>
        <Route path="/at">
          <At />
        </Route>
        <Route path="/find">
          <Find />
        </Route>
        <Route path="/r/:token">{({ token }) => <Track key={token} token={token} />}</Route>
        <Route>
          <Gone />
        </Route>
      </Switch>
    </Frame>
  )
}
