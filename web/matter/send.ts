// Sending a move, with the fact last seen, and reading again whatever it may have changed.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { api, Refused } from '#ui/api.ts'
import { currentLang } from '#ui/lang.ts'
import { readKey } from '#ui/read.ts'
import type { MergedTogether } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { Line, MatterView } from '#wire/views.ts'
import { isSignedOut } from '../session/session.ts'
import { newsSince, seenUpTo } from './seen.ts'

export const useSend = (life: string, view: MatterView) => {
  const client = useQueryClient()
  const { subject } = view.row
  return useCallback(
    async (move: string, body: Record<string, unknown>, seq: number) => {
      const again = () =>
        Promise.all([
          client.invalidateQueries({ queryKey: [paths.subject(life, subject)] }),
          client.invalidateQueries({ queryKey: [paths.counts(life)] }),
          client.invalidateQueries({ queryKey: ['rows', life] }),
        ])
      try {
        const after = await api.post<MatterView | undefined>(paths.move(life, subject, move), {
          ...body,
          seq,
        })
        // Shown at once; the reads that follow bring what others did meanwhile.
        if (after) client.setQueryData(readKey(paths.subject(life, subject), currentLang()), after)
      } catch (error) {
        if (error instanceof Refused) void again()
        if (isSignedOut(error)) void client.invalidateQueries({ queryKey: [paths.session] })
        throw error
      }
      void again()
    },
    [client, life, subject],
  )
}

/** Merges many matters into one; each that cannot be merged comes back with the reason. */
export const useMergeTogether = () => {
  const client = useQueryClient()
  return useCallback(
    async (into: string, subjects: readonly string[]): Promise<MergedTogether> => {
      const done = await api.post<MergedTogether>(paths.mergeTogether(into), { subjects })
      for (const subject of [into, ...done.merged])
        void client.invalidateQueries({ queryKey: [paths.subject('matter', subject)] })
      void client.invalidateQueries({ queryKey: [paths.counts('matter')] })
      void client.invalidateQueries({ queryKey: ['rows', 'matter'] })
      return done
    },
    [client],
  )
}

/**
 * What the person has seen. Without a form it is what stands on the screen. While a form is open it follows lights by
 * itself, and after news it stands still until the server has said so once (`acknowledge`); then it goes on from what is
 * on the screen.
 */
export const useSeen = (
  view: MatterView,
  formOpen: boolean,
): { seq: number; news: readonly Line[]; acknowledge: () => void } => {
  const [seen, setSeen] = useState(view.row.seq)
  const followed = formOpen ? seenUpTo(seen, view.row.seq, view.timeline) : view.row.seq
  useEffect(() => setSeen(followed), [followed])
  return {
    seq: followed,
    news: newsSince(followed, view.timeline),
    acknowledge: useCallback(() => setSeen(view.row.seq), [view.row.seq]),
  }
}
