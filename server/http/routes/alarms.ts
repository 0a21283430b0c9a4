// Alarms at the door: the why of one, and the two moves that touch a matter. Only a person's confirmation makes one, and it
// goes the ordinary way: through the one door behind all doors, under the alarm's number, so that asking twice makes one.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { distanceM } from '#core/kit/geometry.ts'
import { msPerHour } from '#core/kit/instant.ts'
import { offers } from '#core/life/decide.ts'
import type { Fact } from '#core/life/fact.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import { type Lang, timelineOf } from '#core/life/timeline.ts'
import { scopeOf } from '#core/life/who.ts'
import type { EvidenceLine } from '#core/lives/alarm/birth.ts'
import type { AlarmDoc } from '#core/lives/alarm/doc.ts'
import { kindWords, moverWords, severityWords } from '#core/lives/alarm/words.ts'
import type { FenceDoc } from '#core/lives/fence/doc.ts'
import { matter } from '#core/lives/matter.ts'
import { defaultTuning } from '#core/watch/fence.ts'
import type { Loaded } from '#desk/desk.ts'
import { openMattersNear } from '#server/store/fences.ts'
import { MatterView, RefusalView } from '#wire/views.ts'
import { AlarmView, AttachAlarm, ConfirmAlarm } from '#wire/watch.ts'
import { signedOf } from '../access.ts'
import type { Signed } from '../session-port.ts'
import { sayRefused } from '../status.ts'
import type { World } from '../world.ts'
import { subjectParam, viewFor } from './subjects.ts'

/** One event: so near and so young is an open matter that an alarm may belong to. */
export const nearM = 500
export const youngMs = 24 * msPerHour
const mostNear = 5
const mPerDegree = 111_195

type Labels = Readonly<Record<string, readonly [string, string]>>
const inWords = (labels: Labels, key: string | undefined, lang: Lang): string =>
  (key === undefined ? undefined : labels[key]?.[lang === 'zh' ? 0 : 1]) ?? ''

const docOf = (l: Loaded): AlarmDoc => l.standing.doc as AlarmDoc

const readingsOf = (facts: readonly Fact[]): AlarmView['readings'] => {
  const byMoment = new Map<number, EvidenceLine>()
  for (const f of facts)
    if (Array.isArray(f.data.evidence))
      for (const e of f.data.evidence as unknown as EvidenceLine[]) byMoment.set(e.at, e)
  return [...byMoment.values()].sort((a, b) => a.at - b.at)
}

const isCorrection = (f: Fact): boolean =>
  typeof f.data.standing === 'string' && f.data.standing !== 'first' && f.type !== 'raised'

export const alarmRoutes = (app: FastifyInstance, world: World): void => {
  const seen = async (subject: string, signed: Signed): Promise<Loaded | Refusal> => {
    const l = await world.desk.see(subject, signed.actor)
    return !isRefusal(l) && l.life.name !== 'alarm' ? refuse('not-found') : l
  }

  const circleFactorOf = async (fence: string): Promise<number> => {
    const loaded = await world.desk.load(fence)
    const { definition } = (loaded?.standing.doc ?? {}) as Partial<FenceDoc>
    return (
      (definition as { tuning?: { circleFactor?: number } } | undefined)?.tuning?.circleFactor ??
      defaultTuning.circleFactor
    )
  }

  const nearMatters = async (
    doc: AlarmDoc,
    signed: Signed,
    lang: Lang,
  ): Promise<AlarmView['nearMatters']> => {
    const [lng, lat] = doc.point
    const dLat = nearM / mPerDegree
    const dLng = dLat / Math.cos((lat * Math.PI) / 180)
    const box = { west: lng - dLng, east: lng + dLng, south: lat - dLat, north: lat + dLat }
    const query = world.db.as({ who: 'officer', scope: scopeOf(signed.actor) })
    const found = await openMattersNear(query, world.db.district, box, doc.startedAt - youngMs)
    return found
      .map(m => ({
        subject: m.subject,
        headline: m.headline,
        stateWords: matter.states[m.state]?.[lang] ?? m.state,
        bornAt: m.born_at,
        distanceM: Math.round(distanceM(doc.point, [m.lng, m.lat])),
      }))
      .filter(m => m.distanceM <= nearM)
      .sort((a, b) => a.distanceM - b.distanceM)
      .slice(0, mostNear)
  }

  app.get<{ Params: { subject: string } }>(
    '/api/alarms/:subject/evidence',
    {
      config: { access: 'signed-in', name: 'why an alarm' },
      schema: { params: subjectParam, response: { 200: AlarmView, 404: RefusalView } },
    },
    async (request, reply) => {
      const signed = signedOf(request)
      const l = await seen(request.params.subject, signed)
      if (isRefusal(l)) return sayRefused(reply, l)
      const doc = docOf(l)
      const { lang } = request
      const { vehicle } = l.facts[0]!.data
      const fence = await world.desk.see(doc.fence, signed.actor)
      const isOpen = l.life.states[l.standing.state]!.phase === 'open'
      return reply.header('cache-control', 'no-store').send({
        subject: l.standing.subject,
        fence: doc.fence,
        fenceWords: doc.fenceName,
        geometryVersion: doc.geometryVersion,
        isFenceSeen: !isRefusal(fence),
        kind: doc.kind,
        kindWords: inWords(kindWords, doc.kind, lang),
        severity: doc.severity,
        severityWords: inWords(severityWords, doc.severity, lang),
        moverWords: [inWords(moverWords, doc.moverClass, lang), vehicle].filter(Boolean).join(' '),
        count: doc.count,
        startedAt: doc.startedAt,
        isOver: doc.isOver,
        ...(doc.matter === undefined ? {} : { matter: doc.matter }),
        circleFactor: await circleFactorOf(doc.fence),
        readings: readingsOf(l.facts),
        corrections: timelineOf(l.life, l.facts.filter(isCorrection), world.district(), lang, 'officer').map(
          c => ({
            ...c,
            photos: [...c.photos],
          }),
        ),
        nearMatters: isOpen ? await nearMatters(doc, signed, lang) : [],
      } satisfies AlarmView)
    },
  )

  /** Whether this person may make the move now; asked before anything is made for it. */
  const closedTo = (
    l: Loaded,
    move: string,
    signed: Signed,
    seq: number | undefined,
  ): Refusal | undefined => {
    const offer = offers(l.life, l.standing, signed.actor, world.now(), world.district()).find(
      o => o.move === move,
    )
    if (offer?.why) return offer.why
    const isBehind = seq !== undefined && l.facts.slice(seq).some(f => f.by.kind !== 'system')
    return isBehind ? refuse('changed-meanwhile') : undefined
  }

  const finish = async (
    reply: FastifyReply,
    subject: string,
    move: string,
    input: { matter: string; words?: string },
    signed: Signed,
    lang: Lang,
  ): Promise<FastifyReply> => {
    const done = await world.desk.move(subject, move, signed.actor, input)
    if (isRefusal(done)) return sayRefused(reply, done)
    const after = await world.desk.see(subject, signed.actor)
    return isRefusal(after) ? reply.code(204).send() : reply.send(await viewFor(world, after, signed, lang))
  }

  const refusals = { 403: RefusalView, 404: RefusalView, 409: RefusalView, 422: RefusalView }

  app.post<{ Params: { subject: string }; Body: ConfirmAlarm }>(
    '/api/alarms/:subject/moves/confirm',
    {
      config: { access: 'signed-in', name: 'alarm: confirm', cost: 2 },
      schema: {
        summary: '确认并立项 / Confirm, make a matter',
        params: subjectParam,
        body: ConfirmAlarm,
        response: { 200: MatterView, ...refusals },
      },
    },
    async (request, reply) => {
      const signed = signedOf(request)
      const { subject } = request.params
      const { words, seq } = request.body
      const l = await seen(subject, signed)
      if (isRefusal(l)) return sayRefused(reply, l)
      const no = closedTo(l, 'confirm', signed, seq)
      if (no) return sayRefused(reply, no)
      const doc = docOf(l)
      const received = await world.receive({
        report: {
          source: 'alarm',
          sourceId: subject,
          channel: doc.channel,
          at: doc.startedAt,
          title: doc.words,
          words: [
            `电子围栏“${doc.fenceName}”告警 ${subject}，经值守人员确认：${doc.words}。`,
            `严重程度：${inWords(severityWords, doc.severity, 'zh')}；越线 ${doc.count} 次。`,
            words?.trim() ?? '',
          ].join(''),
          place: { point: doc.point },
          urgency: doc.urgency as 'normal',
          photos: [],
          lang: 'zh',
        },
        actor: signed.actor,
      })
      if (isRefusal(received)) return sayRefused(reply, received)
      const input = { matter: received.number, ...(words === undefined ? {} : { words }) }
      return finish(reply, subject, 'confirm', input, signed, request.lang)
    },
  )

  app.post<{ Params: { subject: string }; Body: AttachAlarm }>(
    '/api/alarms/:subject/moves/attach',
    {
      config: { access: 'signed-in', name: 'alarm: attach', cost: 2 },
      schema: {
        summary: '确认并入已有事项 / Confirm, put to a matter',
        params: subjectParam,
        body: AttachAlarm,
        response: { 200: MatterView, ...refusals },
      },
    },
    async (request, reply) => {
      const signed = signedOf(request)
      const { subject } = request.params
      const { matter: number, words, seq } = request.body
      const l = await seen(subject, signed)
      if (isRefusal(l)) return sayRefused(reply, l)
      const no = closedTo(l, 'attach', signed, seq)
      if (no) return sayRefused(reply, no)
      const target = await world.desk.see(number, signed.actor)
      if (isRefusal(target) || target.life.name !== 'matter') return sayRefused(reply, refuse('not-found'))
      // The matter hears of it first: an alarm that says it was put somewhere must be found there.
      const noted = await world.desk.move(number, 'note', signed.actor, {
        words: `电子围栏告警 ${subject} 并入：${docOf(l).words}，越线 ${docOf(l).count} 次。${words?.trim() ?? ''}`,
      })
      if (isRefusal(noted)) return sayRefused(reply, noted)
      const input = { matter: number, ...(words === undefined ? {} : { words }) }
      return finish(reply, subject, 'attach', input, signed, request.lang)
    },
  )
}
