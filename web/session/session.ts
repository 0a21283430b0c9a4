// Who sits at this desk. Everything a person may see hangs on it, so a change of person or post forgets all that was
// read before, and an ended session is noticed wherever it shows first.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import { api, Refused, setCsrf } from '#ui/api.ts'
import { paths } from '#wire/paths.ts'
import type { Me } from '#wire/views.ts'

export const isSignedOut = (error: unknown): boolean => error instanceof Refused && error.status === 401

/** Asks again who we are as soon as any read is answered with “sign in first”. */
export const followSession = (client: QueryClient): void => {
  client.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    if (event.query.queryKey[0] === paths.session || !isSignedOut(event.action.error)) return
    void client.invalidateQueries({ queryKey: [paths.session] })
  })
}

const Seat = createContext<Me | undefined>(undefined)
export const SeatProvider = Seat.Provider

export const useMe = (): Me => {
  const me = useContext(Seat)
  if (!me) throw new Error('useMe outside the signed-in part of the desk')
  return me
}

/** Signing in, out and changing the post; each ends with a desk that knows only what the new seat may know. */
export const useSeatChange = () => {
  const client = useQueryClient()
  const anew = useCallback(async () => {
    setCsrf(undefined)
    client.removeQueries({ predicate: q => q.queryKey[0] !== paths.session })
    await client.resetQueries({ queryKey: [paths.session] })
  }, [client])
  return {
    signIn: useCallback(
      async (login: string, password: string, code: string) => {
        await api.post(paths.session, { login, password, ...(code === '' ? {} : { code }) })
        await anew()
      },
      [anew],
    ),
    signOut: useCallback(async () => {
      await api.delete(paths.session)
      await anew()
    }, [anew]),
    takePost: useCallback(
      async (post: string) => {
        await api.post(paths.sessionPost, { post })
        await anew()
      },
      [anew],
    ),
  }
}
