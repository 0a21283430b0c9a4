// What the desk needs of a life's own table besides what the server offers: the names of its states, for the filter.
import { lives } from '#core/lives/all.ts'
import { currentLang } from '#ui/lang.ts'

export const lifeStates = (life: string): readonly (readonly [string, string])[] =>
  Object.entries(lives[life]?.states ?? {}).map(([state, spec]) => [state, spec[currentLang()]] as const)
