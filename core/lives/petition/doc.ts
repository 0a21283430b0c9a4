// What is known of one petition 信访事项 beyond its state and clocks. Its `place` is the whole district, so that command
// centres lower down do not see it by territory: only the units taking part do, and the district's own centre.
import type { Instant } from '../../kit/instant.ts'
import type { Fact } from '../../life/fact.ts'
import type { Reach } from '../../life/who.ts'

/** 申诉求决, 建议意见, 检举控告: 信访工作条例 arts. 29–31. */
export type PetitionKind = 'request' | 'suggestion' | 'accusation'

/** What an opinion must hold: 信访工作条例 art. 32. */
export type Opinion = {
  request: string
  found: string
  reasons: string
  decision: string
  basis: string
}

export type PetitionDoc = Reach & {
  number: string
  source: string
  sourceId: string
  channel: string
  /** The petitioner's own words, personal data masked; never edited by anyone. */
  words: string
  title?: string
  lang: 'zh' | 'en'
  kind: PetitionKind
  /** Territory the petition is about; not used for who may see it. */
  site: string
  photos: readonly string[]
  /** The petition office that registered it: it forwards, agrees to objections, and answers for it in the end. */
  registrar: string
  /** Organs whose objection was decided: final for them. */
  ruled: readonly string[]
  /** Organs released by an objection: never forwarded to again. */
  released: readonly string[]
  extended: boolean
  /** The state a hearing interrupted. */
  heardFrom?: string
  opinion?: Opinion
  /** Which answer the petitioner has in hand: the organ's opinion, or the review of it. */
  stage: 'handling' | 'review' | 'final'
  path?: string
  hops: number
  nudgedAt?: Instant
  supervision: number
}

const kinds: readonly PetitionKind[] = ['request', 'suggestion', 'accusation']

export const emptyPetition = (birth: Fact): PetitionDoc => {
  const d = birth.data
  const kind = kinds.find(k => k === d.kind) ?? 'request'
  const sealed = kind === 'accusation'
  return {
    lead: String(d.lead),
    co: [],
    place: String(d.place),
    // An accusation has nobody involved before it is routed: holding the key opens it, working in the office does not.
    involved: sealed ? [] : [String(d.lead)],
    accused: [],
    sealed,
    reporters: [],
    handlers: [],
    handlerUnits: [],
    number: birth.subject,
    source: String(d.source),
    sourceId: String(d.sourceId),
    channel: String(d.channel),
    words: String(d.words),
    lang: d.lang === 'en' ? 'en' : 'zh',
    kind,
    site: String(d.site ?? d.place),
    photos: [],
    registrar: String(d.lead),
    ruled: [],
    released: [],
    extended: false,
    stage: 'handling',
    hops: 0,
    supervision: 0,
  }
}
