// Lists, counts and one subject, for every life. The scope is the officer's; the rules ask it, and the database again.
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { isRefusal } from '#core/life/refusal.ts'
import { scopeOf } from '#core/life/who.ts'
import { lives } from '#core/lives/all.ts'
import { atDesk } from '#core/lives/matter/states.ts'
import type { Loaded } from '#desk/desk.ts'
import { suggestFor } from '#desk/suggest.ts'
import { countTabs, listSubjects, seeRows, type Tab, tabs, type Wish } from '#server/store/lists.ts'
import { openPhoto } from '#server/store/photos.ts'
import { Counts, MatterView, Page, RefusalView, type SuggestionView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { hasContact } from '../contact.ts'
import type { Signed } from '../session-port.ts'
import { doorNo, sayNo, sayRefused } from '../status.ts'
import { matterView } from '../views/matter.ts'
import { tabsOf } from '../views/me.ts'
import { rowView } from '../views/row.ts'
import { suggestionView } from '../views/suggestion.ts'
import type { World } from '../world.ts'

const word = (max: number) => Type.Optional(Type.String({ maxLength: max }))
const Query = Type.Object(
  {
    tab: Type.Optional(Type.Union(tabs.map(t => Type.Literal(t)))),
    q: word(200),
    state: word(40),
    type: word(8),
    light: Type.Optional(Type.Union((['green', 'yellow', 'red', 'grey'] as const).map(l => Type.Literal(l)))),
    lead: word(40),
    place: word(40),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,16}\\.[\\w-]{1,40}$' })),
    limit: Type.Optional(Type.String({ pattern: '^([1-9]|[1-9]\\d|1\\d\\d|200)$', description: '1…200' })),
  },
  { additionalProperties: false },
)
type Query = Omit<Wish, 'life' | 'tab' | 'limit'> & { tab?: Tab; limit?: string }
const defaultRows = 50

export const subjectParam = Type.Object({ subject: Type.String({ pattern: '^[\\w-]{1,40}$' }) })

/** Advice while somebody at the desk has to decide; duplicates only those this person may see. */
const suggestionOf = async (
  world: World,
  l: Loaded,
  signed: Signed,
  lang: 'zh' | 'en',
): Promise<SuggestionView | undefined> => {
  const { state, life } = l.standing
  if (life !== 'matter' || !([...atDesk, 'reopened'] as readonly string[]).includes(state)) return undefined
  const found = await suggestFor(l, world.path(), world.store, world.now())
  const ids = found.duplicates.map(d => d.subject)
  const visible = new Set(
    ids.length === 0 ? [] : (await seeRows(world.db, scopeOf(signed.actor), ids)).map(r => r.subject),
  )
  return suggestionView(found, l, s => visible.has(s), world.district(), lang)
}

export const viewFor = async (
  world: World,
  l: Loaded,
  signed: Signed,
  lang: 'zh' | 'en',
): Promise<MatterView> => {
  const [contact, suggestion] = await Promise.all([
    hasContact(world.vault, l.standing.doc.reporters),
    suggestionOf(world, l, signed, lang),
  ])
  return matterView({
    loaded: l,
    actor: signed.actor,
    now: world.now(),
    district: world.district(),
    lang,
    hasContact: contact,
    suggestion,
  })
}

export const subjectRoutes = (app: FastifyInstance, world: World): void => {
  for (const life of Object.keys(lives)) {
    const base = `/api/${life}s`
    app.get<{ Querystring: Query }>(
      base,
      {
        config: { access: 'signed-in', name: `list ${life}s` },
        schema: { querystring: Query, response: { 200: Page } },
      },
      async request => {
        const { actor } = signedOf(request)
        const { tab = tabsOf(actor.post.role)[0] ?? 'all', limit, ...wish } = request.query
        const now = world.now()
        const found = await listSubjects(
          world.db,
          scopeOf(actor),
          { life, tab, limit: Number(limit ?? defaultRows), ...wish },
          now,
        )
        return {
          rows: found.rows.map(r => rowView(r, world.district(), request.lang)),
          ...(found.next === undefined ? {} : { next: found.next }),
          now,
        }
      },
    )
    app.get(
      `${base}/counts`,
      { config: { access: 'signed-in', name: `count ${life}s` }, schema: { response: { 200: Counts } } },
      async request => {
        const { actor } = signedOf(request)
        const now = world.now()
        const wanted = tabsOf(actor.post.role).filter(t => t !== 'done' && t !== 'all')
        return { tabs: await countTabs(world.db, scopeOf(actor), life, wanted, now), now }
      },
    )
    app.get<{ Params: { subject: string } }>(
      `${base}/:subject`,
      {
        config: { access: 'signed-in', name: `see a ${life}` },
        schema: { params: subjectParam, response: { 200: MatterView, 404: RefusalView } },
      },
      async (request, reply) => {
        const signed = signedOf(request)
        const l = await world.desk.see(request.params.subject, signed.actor)
        if (isRefusal(l)) return sayRefused(reply, l)
        if (l.life.name !== life) return sayRefused(reply, { refused: 'not-found', with: {} })
        reply.header('cache-control', 'no-store')
        return reply.send(await viewFor(world, l, signed, request.lang))
      },
    )
    app.get<{ Params: { subject: string; photo: string } }>(
      `${base}/:subject/photos/:photo`,
      {
        config: { access: 'signed-in', name: `photo of a ${life}` },
        schema: {
          params: Type.Object({ ...subjectParam.properties, photo: Type.String({ maxLength: 60 }) }),
        },
      },
      async (request, reply) => {
        const { actor } = signedOf(request)
        const { subject, photo } = request.params
        const found = await openPhoto(world.db, { who: 'officer', scope: scopeOf(actor) }, subject, photo)
        if (!found) return sayNo(reply, doorNo('no-such-photo'))
        return reply
          .headers({ 'cache-control': 'private, max-age=86400, immutable' })
          .type(found.mime)
          .send(found.bytes)
      },
    )
  }
}
