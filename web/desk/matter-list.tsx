// The left pane: rows that stand still, changes that wait to be asked for, and every state a list can be in.
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { Loading, RefusedNote, StaleNote } from '#ui/notes.tsx'
import { useLiveState } from '../shell/live.tsx'
import { t } from '../words.ts'
import { ListRow } from './list-row.tsx'
import type { useRows } from './use-rows.ts'

type Props = {
  list: ReturnType<typeof useRows>
  selected: string | undefined
  opened: string | undefined
  filtered: boolean
  /** Where the same conditions are asked of everything; undefined where they are already. */
  inAll: string | undefined
  /** The list without its conditions. */
  plain: string
  firstTime: boolean
  onOpen: (subject: string) => void
}

export const MatterList = ({ list, selected, opened, filtered, inAll, plain, firstTime, onOpen }: Props) => {
  const { query, kept, glowing, hand, update } = list
  const { staleSinceAt } = useLiveState()
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query

  // biome-ignore lint/correctness/useExhaustiveDependencies: also when more rows came and the end is in sight still
  useEffect(() => {
    if (!hasNextPage || !end.current) return
    const eye = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting && !isFetchingNextPage) void fetchNextPage()
    })
    eye.observe(end.current)
    return () => eye.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, kept.rows.length])

  const anyRows = kept.rows.length > 0
  useEffect(() => {
    if (selected && anyRows) document.getElementById(rowId(selected))?.scrollIntoView({ block: 'nearest' })
  }, [selected, anyRows])

  const empty = query.isSuccess && kept.rows.length === 0 && kept.waiting === 0
  const news = kept.waiting - kept.gone.size
  return (
    <section className="list" aria-label={t('list')}>
      <h1 className="unseen">{t('list')}</h1>
      <StaleNote staleSinceAt={staleSinceAt} />
      {/* Always there, so that what it has to say pushes no row away from under the pointer. */}
      <div className="list-head" aria-live="polite">
        {kept.waiting > 0 ? (
          <button type="button" className="waiting" onClick={update}>
            {kept.gone.size === 0 ? t('waitingNew', { n: news }) : t('waiting', { n: kept.waiting })}
            <kbd>.</kbd>
          </button>
        ) : (
          kept.rows.length > 0 && (
            <span className="quiet">
              {t(query.hasNextPage ? 'listedSome' : 'listedAll', { n: kept.rows.length })}
            </span>
          )
        )}
      </div>
      {query.isError && kept.rows.length === 0 && (
        <RefusedNote error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading lines={8} />}
      {empty && (
        <div className="list-empty">
          <strong>{t(filtered ? 'emptyFilter' : firstTime ? 'emptyFirst' : 'emptyDone')}</strong>
          <p>{t(filtered ? 'emptyFilterHelp' : firstTime ? 'emptyFirstHelp' : 'emptyDoneHelp')}</p>
          {filtered && (
            <p className="list-ways">
              {inAll && (
                <Link href={inAll} className="link">
                  {t('searchAll')}
                </Link>
              )}
              <Link href={plain} className="link">
                {t('clearFilters')}
              </Link>
            </p>
          )}
        </div>
      )}
      {kept.rows.length > 0 && (
        <div
          role="listbox"
          tabIndex={0}
          id="matter-list"
          className="rows"
          aria-label={t('list')}
          aria-activedescendant={selected ? rowId(selected) : undefined}
        >
          {kept.rows.map(row => (
            <ListRow
              key={row.subject}
              row={row}
              id={rowId(row.subject)}
              selected={row.subject === selected}
              opened={row.subject === opened}
              glows={glowing.has(row.subject)}
              gone={kept.gone.has(row.subject)}
              onOpen={onOpen}
              onHover={subject => {
                hand.current.hovered = subject
              }}
            />
          ))}
        </div>
      )}
      <div ref={end} className="list-end">
        {hasNextPage && (
          <button type="button" className="link-button" onClick={() => void fetchNextPage()}>
            {t('loadMore')}
          </button>
        )}
      </div>
    </section>
  )
}

const rowId = (subject: string): string => `row-${subject}`
