// The desk: list, matter, context. The address names the life, the tab, the conditions and the open matter.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import { useRead } from '#ui/read.ts'
import { paths } from '#wire/paths.ts'
import type { Counts } from '#wire/views.ts'
import { focusMatter } from '../matter/focus.ts'
import { MatterPane } from '../matter/matter-pane.tsx'
import { useMe } from '../session/session.ts'
import { useStatus } from '../shell/status.tsx'
import { deskAt, isTabOf } from '../where.ts'
import { t } from '../words.ts'
import { type Conditions, conditionsOf, queryOf } from './conditions.ts'
import { DeskBar } from './desk-bar.tsx'
import { HelpOverlay } from './help-overlay.tsx'
import { nextOf, stepFrom } from './kept-list.ts'
import { leavesTab } from './leaves.ts'
import { MatterList } from './matter-list.tsx'
import { useKeys } from './use-keys.ts'
import { useRows } from './use-rows.ts'

export const DeskPage = () => {
  const {
    life = 'matter',
    tab = 'all',
    subject,
  } = useParams<{ life: string; tab: string; subject?: string }>()
  const search = useSearch()
  const [, navigate] = useLocation()
  const conditions = useMemo(() => conditionsOf(search), [search])
  const opened = subject === undefined ? undefined : decodeURIComponent(subject)
  return (
    <div className={`desk${opened === undefined ? '' : ' desk-opened'}`}>
      <DeskBar
        life={life}
        tab={tab}
        conditions={conditions}
        onConditions={next => navigate(deskAt(life, tab, undefined, queryOf(next)), { replace: true })}
      />
      {/* A list of other conditions is another list: it starts with an empty hand. */}
      <Panes
        key={`${life} ${tab} ${queryOf(conditions)}`}
        life={life}
        tab={tab}
        conditions={conditions}
        opened={opened}
      />
    </div>
  )
}

type Props = { life: string; tab: string; conditions: Conditions; opened: string | undefined }

const Panes = ({ life, tab, conditions, opened }: Props) => {
  const me = useMe()
  const [, navigate] = useLocation()
  const say = useStatus()
  const query = queryOf(conditions)
  const list = useRows(life, tab, conditions)
  const counts = useRead<Counts>(paths.counts(life)).data?.tabs
  const [selected, setSelected] = useState(opened)
  // Whether the matter about to open should take the focus: after Enter and after a decision, not while walking the list.
  const [focuses, setFocuses] = useState(false)
  const [helping, setHelping] = useState(false)
  list.hand.current.selected = selected

  const open = useCallback(
    (next: string | undefined, replace = false) => {
      if (next !== undefined) setSelected(next)
      navigate(deskAt(life, tab, next, query), { replace })
    },
    [life, tab, query, navigate],
  )
  useEffect(() => {
    if (opened !== undefined) setSelected(opened)
  }, [opened])

  const toList = () => document.getElementById('matter-list')?.focus()

  const onDone = useCallback(
    (move: string, sentence: string) => {
      if (opened === undefined || !leavesTab(tab, move)) return say(sentence)
      const next = nextOf(list.kept, opened)
      list.drop(opened)
      say(sentence)
      setFocuses(true)
      open(next, true)
      if (next === undefined) setSelected(undefined)
    },
    [opened, tab, list.kept, list.drop, open, say],
  )

  useKeys('list', key => {
    switch (key) {
      case 'j':
      case 'k':
      case 'ArrowDown':
      case 'ArrowUp': {
        // In the matter the arrows scroll; letters walk the list from anywhere.
        if (key.startsWith('Arrow') && document.activeElement?.id !== 'matter-list') return false
        const next = stepFrom(list.kept.rows, selected, key === 'j' || key === 'ArrowDown' ? 1 : -1)
        if (next !== undefined && next !== selected) {
          setSelected(next)
          setFocuses(false)
          if (opened !== undefined) open(next, true)
        }
        return true
      }
      case 'Enter':
        if (selected === undefined) return false
        setFocuses(true)
        if (selected === opened) focusMatter()
        else open(selected)
        return true
      case '.':
        list.update()
        return true
      case '/':
        document.getElementById('desk-search')?.focus()
        return true
      case '?':
        setHelping(true)
        return true
      case '+':
        if (!me.may.includes('report')) return false
        navigate('/report')
        return true
      case '[':
      case ']': {
        const tabs = me.tabs.filter(([name]) => isTabOf(life, name))
        const at = tabs.findIndex(([name]) => name === tab)
        const next = tabs[at + (key === ']' ? 1 : -1)]
        if (next) navigate(deskAt(life, next[0]))
        return true
      }
      case 'Escape':
        if (opened === undefined) return false
        open(undefined)
        toList()
        return true
      default:
        return false
    }
  })

  return (
    <>
      <MatterList
        list={list}
        selected={selected}
        opened={opened}
        filtered={query !== ''}
        inAll={
          tab === 'all' || !me.tabs.some(([name]) => name === 'all')
            ? undefined
            : deskAt(life, 'all', undefined, query)
        }
        plain={deskAt(life, tab)}
        firstTime={tab === 'all' || counts?.all === 0}
        onOpen={open}
      />
      {opened === undefined ? (
        <main id="matter" className="matter matter-none" tabIndex={-1}>
          <p className="list-empty">
            <strong>{t('pickOne')}</strong>
            <span>{t('pickOneHelp')}</span>
          </p>
        </main>
      ) : (
        <MatterPane
          key={opened}
          life={life}
          subject={opened}
          focuses={focuses}
          onDone={onDone}
          onOpen={other => navigate(deskAt(life, 'all', other))}
          onBack={() => {
            open(undefined)
            toList()
          }}
        />
      )}
      {helping && <HelpOverlay onClose={() => setHelping(false)} />}
    </>
  )
}
