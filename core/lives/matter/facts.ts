// What can have happened to a matter, how it reads in the timeline, where it leads and what is remembered of it.
// `plain` sentences are what the reporter reads; a fact without one is not shown to the reporter.
import { deskFacts } from './facts-desk.ts'
import { endFacts } from './facts-end.ts'
import { workFacts } from './facts-work.ts'
import type { Spec } from './folding.ts'
import { gateFacts } from './gates.ts'

export const facts: Readonly<Record<string, Spec>> = { ...deskFacts, ...workFacts, ...endFacts, ...gateFacts }
