// Every life the net carries, by name. A new life is one more line here.
import type { Life } from '../life/life.ts'
import type { Reach } from '../life/who.ts'
import { alarm } from './alarm.ts'
import { fence } from './fence.ts'
import { matter } from './matter.ts'
import { petition } from './petition.ts'

// biome-ignore lint/suspicious/noExplicitAny: a registry of lives with different docs; each is used through its own name
export const lives: Readonly<Record<string, Life<any>>> = { matter, petition, alarm, fence }

export const lifeOf = (name: string): Life<Reach> | undefined => lives[name] as Life<Reach> | undefined
