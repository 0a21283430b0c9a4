// What the list is asked for beyond its tab: words and filters, kept in the address so that a view can be sent to a
// colleague and survives a reload.
export const conditionKeys = ['q', 'state', 'module', 'light', 'place', 'lead'] as const
export type Condition = (typeof conditionKeys)[number]
export type Conditions = Readonly<Partial<Record<Condition, string>>>

export const conditionsOf = (search: string): Conditions => {
  const query = new URLSearchParams(search)
  return Object.fromEntries(
    conditionKeys.flatMap(key => {
      const value = query.get(key)?.trim()
      return value ? [[key, value]] : []
    }),
  )
}

/** The query string, without the question mark; empty conditions leave no trace. */
export const queryOf = (conditions: Conditions): string =>
  new URLSearchParams(
    conditionKeys.flatMap(key => (conditions[key] ? [[key, conditions[key]]] : [])),
  ).toString()

/** How the server is asked: `type` takes a type's code or a module's. */
export const askOf = ({ module, ...rest }: Conditions): Readonly<Record<string, string | undefined>> => ({
  ...rest,
  type: module,
})
