// Addresses inside the desk, in one place.

/** Where the desk stands on the server. */
export const deskBase = '/desk'

export const deskAt = (life: string, tab: string, subject?: string, query = ''): string =>
  `/${life}/${tab}${subject === undefined ? '' : `/${encodeURIComponent(subject)}`}${query === '' ? '' : `?${query}`}`

/** Inboxes that mean something for a life: nobody handles an alarm in steps, and a fence is never late. */
const tabsOfLife: Readonly<Record<string, readonly string[]>> = {
  alarm: ['watching', 'late', 'done', 'all'],
  fence: ['watching', 'done', 'all'],
}
export const isTabOf = (life: string, tab: string): boolean => tabsOfLife[life]?.includes(tab) ?? true
