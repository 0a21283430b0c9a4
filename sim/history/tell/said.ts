// What people say in a story, in one shape for the teller: a story holds plans and codes, its words come from elsewhere.
import type { Contact } from '#desk/receive.ts'
import type { HistoryStory } from '../story.ts'

/** The words of one move. Each move takes what its form asks for; `words` stands in where nothing finer is said. */
export type StepSaid = {
  words: string
  /** The law or duty a return rests on. */
  basis?: string
}

export type PetitionSaid = {
  words: string
  title?: string
  /** What an opinion must hold: 信访工作条例 art. 32. */
  opinion: { request: string; found: string; reasons: string; decision: string; basis: string }
  extension: string
  review: { asked: string; decision: string; basis: string }
}

export type Said = {
  /** The report in the reporter's own words. */
  words: string
  title?: string
  /** The place as it was told; absent when only the map says where, or nothing does. */
  placeWords?: string
  /** Who left a contact: an invented person. */
  contact?: Contact
  photos?: readonly string[]
  /** What was done on the spot. */
  result?: string
  /** Of the story's steps, one each, in their order. */
  steps: readonly StepSaid[]
  petition?: PetitionSaid
}

export type Words = (story: HistoryStory) => Said
