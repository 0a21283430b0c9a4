// The desk as a whole: who sits here, then the top bar and the screen the address names.
import { useState } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { Refused, setCsrf } from '#ui/api.ts'
import { useLang } from '#ui/lang.ts'
import { Loading, RefusedNote } from '#ui/notes.tsx'
import { useRead } from '#ui/read.ts'
import { paths } from '#wire/paths.ts'
import type { Me } from '#wire/views.ts'
import { AccountsPage } from './admin/accounts-page.tsx'
import { LooksPage } from './admin/looks-page.tsx'
import { DeskPage } from './desk/desk-page.tsx'
import { PetitionPage } from './report/petition-page.tsx'
import { ReportPage } from './report/report-page.tsx'
import { AccountPage } from './session/account-page.tsx'
import { ChoosePost } from './session/choose-post.tsx'
import { FirstThings, isFirstDuty } from './session/first-things.tsx'
import { isSignedOut, SeatProvider } from './session/session.ts'
import { SignIn } from './session/sign-in.tsx'
import { LiveProvider } from './shell/live.tsx'
import { StatusProvider } from './shell/status.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { FencePage } from './watch/fence-page.tsx'
import { deskBase } from './where.ts'

export const App = () => {
  useLang()
  const session = useRead<Me>(paths.session, { staleMs: 60_000 })
  const [choosing, setChoosing] = useState(false)
  const me = session.data
  setCsrf(me?.csrf)
  // The first read behind the door also tells whether something must be done before any work.
  const first = useRead<unknown>(me && firstRead(me), { staleMs: 600_000 })

  if (isSignedOut(session.error)) return <SignIn onSignedIn={() => setChoosing(true)} />
  if (!me)
    return session.error ? (
      <main className="card-page">
        <RefusedNote error={session.error} onRetry={() => void session.refetch()} />
      </main>
    ) : (
      <Loading />
    )
  if (first.error instanceof Refused && isFirstDuty(first.error.code))
    return <FirstThings me={me} error={first.error} onDone={() => void first.refetch()} />
  if (choosing && me.posts.length > 1) return <ChoosePost me={me} onChosen={() => setChoosing(false)} />

  return (
    <SeatProvider value={me}>
      <Router base={deskBase}>
        <StatusProvider>
          {/* A new seat starts from nothing: no half-open form of the post before. */}
          <LiveProvider key={`${me.person.id} ${me.post.id}`}>
            <TopBar onChangePost={() => setChoosing(true)} />
            <Switch>
              <Route path="/report" component={ReportPage} />
              <Route path="/register" component={PetitionPage} />
              <Route path="/accounts" component={AccountsPage} />
              <Route path="/looks" component={LooksPage} />
              <Route path="/me" component={AccountPage} />
              <Route path="/draw/:number?" component={FencePage} />
              <Route path="/:life/:tab/:subject?" component={DeskPage} />
              <Route>
                <Redirect to={homeOf(me)} replace />
              </Route>
            </Switch>
          </LiveProvider>
        </StatusProvider>
      </Router>
    </SeatProvider>
  )
}

const firstRead = (me: Me): string | undefined =>
  me.tabs.length > 0
    ? paths.district
    : me.may.includes('accounts')
      ? paths.accounts
      : me.may.includes('looks')
        ? paths.looks
        : undefined

/** Where a post begins: its first inbox, or the door it was given instead. */
const homeOf = (me: Me): string => {
  if (me.tabs.length > 0)
    return `/${me.post.role.startsWith('petition') ? 'petition' : 'matter'}/${me.tabs[0]![0]}`
  if (me.may.includes('accounts')) return '/accounts'
  return me.may.includes('looks') ? '/looks' : '/me'
}
