// The rows of one tab, page by page, kept still under the hand.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '#ui/api.ts'
import { useLang } from '#ui/lang.ts'
import { paths } from '#wire/paths.ts'
import type { Page } from '#wire/views.ts'
import { askOf, type Conditions } from './conditions.ts'
import { type Kept, keep, nothingKept, once, without } from './kept-list.ts'

const pageRows = '50'
const glowMs = 2000

/** Row → hand: `select` names the row selected; `hover` the one under the pointer, which is held likewise. */
export const useRows = (life: string, tab: string, conditions: Conditions) => {
  const lang = useLang()
  const ask = askOf(conditions)
  const query = useInfiniteQuery({
    queryKey: ['rows', life, tab, ask, lang],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(
        paths.subjects(life, { tab, ...ask, limit: pageRows, ...(pageParam ? { cursor: pageParam } : {}) }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

  const fresh = useMemo(() => query.data && once(query.data.pages.flatMap(p => p.rows)), [query.data])
  const [kept, setKept] = useState<Kept>(nothingKept)
  const [glowing, setGlowing] = useState<ReadonlySet<string>>(new Set())
  const hand = useRef<{ selected?: string | undefined; hovered?: string | undefined }>({})

  const more = useRef(false)
  more.current = query.hasNextPage

  const take = useCallback((rows: NonNullable<typeof fresh>, free: boolean) => {
    setKept(before => {
      const { selected, hovered } = hand.current
      return keep(before, rows, free ? [] : [selected, hovered].filter(s => s !== undefined), more.current)
    })
  }, [])
  useEffect(() => {
    if (fresh) take(fresh, false)
  }, [fresh, take])

  useEffect(() => {
    if (kept.changed.length === 0) return
    setGlowing(new Set(kept.changed))
    const timer = setTimeout(() => setGlowing(new Set()), glowMs)
    return () => clearTimeout(timer)
  }, [kept])

  return {
    query,
    kept,
    glowing,
    hand,
    /** Everything that waited comes in now. */
    update: useCallback(() => fresh && take(fresh, true), [fresh, take]),
    drop: useCallback((subject: string) => setKept(before => without(before, subject)), []),
  }
}
