// FixMyStreet's servicerequestupdates, both ways. Out: what happened, in the sentences reporters read. In: words from the
// other side become a fact in the timeline; they never close a matter, because closing here needs somebody who is not the
// handler to have checked it.
import type { District } from '#core/district/district.ts'
import { maskPersonal } from '#core/intake/mask.ts'
import { toIso } from '#core/kit/instant.ts'
import type { Fact } from '#core/life/fact.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { evolve, type Standing } from '#core/life/standing.ts'
import { sentenceOf } from '#core/life/timeline.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { matter } from '#core/lives/matter.ts'
import { historiesOf, open311Subjects } from '#server/store/open311.ts'
import type { Fields } from './fields.ts'
import type { Doc, Value } from './format.ts'
import { isNo, type No, noOf, say } from './no.ts'
import { isOpen, stateWords } from './request-view.ts'
import { countOf, isShown, mostRequests, unknownRequest } from './requests-out.ts'
import { type Span, spanOf, whenOf } from './when.ts'
import type { Open311World } from './world.ts'

const root = 'service_request_updates'
const idOf = (fact: Fact): string => `${fact.subject}-${fact.seq}`

/** Updates of one matter within a span; the report itself is a request, not an update. */
const updatesOf = (
  facts: readonly Fact[],
  { from, to }: Span,
  district: District,
  own: boolean,
): { at: number; view: { [key: string]: Value } }[] => {
  let standing: Standing<MatterDoc> | undefined
  return facts.flatMap(fact => {
    standing = evolve(matter, standing, fact)
    const { state } = standing
    const told = sentenceOf(matter, fact, district, 'zh', 'reporter')
    if (told === undefined || fact.type === 'reported' || fact.at < from || fact.at > to) return []
    return [
      {
        at: fact.at,
        view: {
          update_id: idOf(fact),
          service_request_id: fact.subject,
          status: isOpen(state) ? 'open' : 'closed',
          updated_datetime: toIso(fact.at),
          // Sentences may quote an answer to a person; the public reads how it stands.
          description: own ? told : stateWords(state),
          media_url: null,
        },
      },
    ]
  })
}

/** Oldest first, as those who apply them need it. */
export const updateList = async (
  world: Open311World,
  fields: Fields,
  source: string | undefined,
): Promise<Doc | No> => {
  const span = spanOf(fields, world.now())
  if (isNo(span)) return span
  const page = countOf(fields, 'page', 1, 1_000_000)
  if (isNo(page)) return page
  const size = countOf(fields, 'page_size', mostRequests, mostRequests)
  if (isNo(size)) return size
  const subjects = await open311Subjects(world.db, {
    ...(source === undefined ? {} : { source }),
    touched: span,
    limit: size,
    offset: (page - 1) * size,
  })
  const district = world.district()
  const updates = (await historiesOf(world.db, subjects))
    .flatMap(facts => updatesOf(facts, span, district, source !== undefined))
    .sort((a, b) => a.at - b.at)
  return { root, value: updates.map(u => u.view) }
}

/** What other systems call over; everything else they may say is still open to us. */
const overStatuses = new Set([
  'closed',
  'fixed',
  'duplicate',
  'no_further_action',
  'not_councils_responsibility',
  'internal_referral',
])
const status = /^[a-z_ -]{1,40}$/i

const required = (fields: Fields, name: string): string | No =>
  fields.get(name) ?? say(400, `缺少 ${name}。`, `${name} was not provided.`)

export const takeUpdate = async (world: Open311World, fields: Fields, source: string): Promise<Doc | No> => {
  const id = required(fields, 'service_request_id')
  if (isNo(id)) return id
  const update = required(fields, 'update_id')
  if (isNo(update)) return update
  const says = required(fields, 'status')
  if (isNo(says)) return says
  if (!status.test(says))
    return say(400, `status=${says.slice(0, 40)} 不对。`, `status ${says.slice(0, 40)} is not understood.`)
  const when = fields.get('updated_datetime')
  const at = when === undefined ? undefined : whenOf('updated_datetime', when)
  if (isNo(at)) return at
  if (!(await isShown(world, id, source))) return unknownRequest(id)
  const claim = overStatuses.has(says.toLowerCase().replaceAll(' ', '_')) ? 'closed' : 'open'
  const words = fields.get('description') ?? `状态：${says}`
  const outcome = await world.desk.move(
    id,
    'outside-update',
    { kind: 'system', name: `gate:${source}` },
    { source, update, claim, words: maskPersonal(words).masked },
  )
  if (isRefusal(outcome)) return noOf(outcome)
  const kept = (await world.desk.load(id))!.facts.find(
    f => f.type === 'outside-updated' && f.data.source === source && f.data.update === update,
  )!
  return { root, value: [{ update_id: idOf(kept) }] }
}
