// Reading from the server, kept by address and language, so that two parts of a screen that need the same thing ask
// once, and a change of language asks anew.
import { QueryClient, useQuery } from '@tanstack/react-query'
import { paths } from '#wire/paths.ts'
import type { DistrictView } from '#wire/views.ts'
import { api, Refused } from './api.ts'
import { useLang } from './lang.ts'

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal will not change by asking again; silence may, and “too many at once” says when.
        retry: (count, error) => count < 2 && (!(error instanceof Refused) || error.passes),
        retryDelay: (count, error) =>
          (error instanceof Refused ? error.retryAfterMs : undefined) ?? 1000 * 2 ** count,
        staleTime: 10_000,
        // Without a network, say so at once; the default would wait in silence.
        networkMode: 'always',
      },
    },
  })

/** The key under which `useRead` keeps an address; invalidate with `[path]` to refresh it in every language. */
export const readKey = (path: string, lang: string) => [path, lang] as const

type ReadSettings = { staleMs?: number; everyMs?: number }

export const useRead = <T>(path: string | undefined, { staleMs, everyMs }: ReadSettings = {}) => {
  const lang = useLang()
  return useQuery<T>({
    queryKey: readKey(path ?? '', lang),
    queryFn: ({ signal }) => api.get<T>(path!, { signal }),
    enabled: path !== undefined,
    ...(staleMs === undefined ? {} : { staleTime: staleMs }),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}

/** The district's names change with a new pack version only. */
export const useDistrict = (whose: 'public' | 'officer') =>
  useRead<DistrictView>(whose === 'public' ? paths.publicDistrict : paths.district, { staleMs: 600_000 })
