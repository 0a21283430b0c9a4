// Fences at the door: draw, change, check, try over last month, see with all versions and on the map. Switching on and off
// and ending are moves like any other. A mistake in a fence is told with its field and what would be right.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { isRefusal } from '#core/life/refusal.ts'
import { sentenceOf } from '#core/life/timeline.ts'
import { scopeOf } from '#core/life/who.ts'
import type { FenceDoc } from '#core/lives/fence/doc.ts'
import { fenceRoles } from '#core/lives/fence.ts'
import type { FenceProblem } from '#core/watch/check-fence.ts'
import type { Shape } from '#core/watch/fence.ts'
import type { Loaded } from '#desk/desk.ts'
import { isFenceWrong, makeFenceDesk, readDefinition } from '#desk/fences.ts'
import { openAlarmsOf, openFences } from '#server/store/fences.ts'
import { paths } from '#wire/paths.ts'
import { RefusalView } from '#wire/views.ts'
import {
  FenceChange,
  FenceDraft,
  FenceDrawn,
  FenceMap,
  FenceProblems,
  FenceView,
  TrialView,
} from '#wire/watch.ts'
import { signedOf } from '../access.ts'
import type { Signed } from '../session-port.ts'
import { sayRefused } from '../status.ts'
import type { World } from '../world.ts'
import { subjectParam } from './subjects.ts'

const base = '/api/fences/:subject'
/** Thousands of corners. */
const bodyLimit = 2 * 1024 * 1024

const wrong = (reply: FastifyReply, problems: readonly FenceProblem[]) =>
  reply.code(422).send({
    refused: 'fence-wrong',
    zh: `围栏有 ${problems.length} 处不对：${problems.map(p => `${p.field} 应为${p.wantZh}`).join('；')}。`,
    en: `The fence has ${problems.length} mistakes: ${problems.map(p => `${p.field}: want ${p.wantEn}`).join('; ')}.`,
    problems: problems.map(p => ({ field: p.field, found: p.found, zh: p.wantZh, en: p.wantEn })),
  })

export const fenceRoutes = (app: FastifyInstance, world: World): void => {
  const fences = makeFenceDesk(world.desk, world.path, world.now)
  const roles = { roles: fenceRoles }
  const answers = { 200: FenceView, 403: RefusalView, 404: RefusalView, 409: RefusalView }

  const trialOf = (l: Loaded): TrialView => {
    const doc = l.standing.doc as FenceDoc
    const t = doc.trial
    const number = (key: string) => Number(t?.[key] ?? 0)
    const lastChange = l.facts.findLast(f => f.type === 'drafted' || f.type === 'redrawn')!.seq
    return {
      ...world.trials.of(l.standing.subject),
      ...(t === undefined
        ? {}
        : {
            result: {
              days: number('days'),
              fixes: number('fixes'),
              alarms: number('alarms'),
              breaches: number('breaches'),
              visits: number('visits'),
              doubts: number('doubts'),
              isOfThisVersion: number('ofFact') >= lastChange,
            },
          }),
    }
  }

  const viewOf = async (l: Loaded, signed: Signed, lang: 'zh' | 'en'): Promise<FenceView> => {
    const doc = l.standing.doc as FenceDoc
    return {
      number: l.standing.subject,
      seq: l.standing.seq,
      definition: doc.definition,
      geometryVersion: doc.geometryVersion,
      trial: trialOf(l),
      alarms: await openAlarmsOf(world.db, scopeOf(signed.actor), l.standing.subject),
      versions: l.facts
        .filter(f => f.type === 'drafted' || f.type === 'redrawn')
        .map(f => ({
          seq: f.seq,
          at: f.at,
          geometryVersion: Number(f.data.geometryVersion),
          text: sentenceOf(l.life, f, world.district(), lang, 'officer') ?? '',
        })),
    }
  }

  const seen = async (subject: string, signed: Signed) => {
    const l = await world.desk.see(subject, signed.actor)
    return !isRefusal(l) && l.life.name !== 'fence' ? ({ refused: 'not-found', with: {} } as const) : l
  }

  app.post<{ Body: FenceDraft }>(
    paths.fences,
    {
      config: { access: roles, name: 'draw a fence' },
      bodyLimit,
      schema: { body: FenceDraft, response: { 200: FenceDrawn, 422: FenceProblems } },
    },
    async (request, reply) => {
      const { fence, words, key } = request.body
      const drawn = await fences.draw(fence, words?.trim() ?? '', key, signedOf(request).actor)
      return isFenceWrong(drawn) ? wrong(reply, drawn.problems) : reply.send(drawn)
    },
  )
  app.post<{ Body: FenceDraft }>(
    paths.fenceCheck,
    {
      config: { access: roles, name: 'check a fence' },
      bodyLimit,
      schema: { body: FenceDraft, response: { 422: FenceProblems } },
    },
    async (request, reply) => {
      const { territory } = signedOf(request).actor.unit
      const read = readDefinition(request.body.fence, world.path(), territory)
      return isFenceWrong(read) ? wrong(reply, read.problems) : reply.code(204).send()
    },
  )
  app.post<{ Params: { subject: string }; Body: FenceChange }>(
    `${base}/moves/change`,
    {
      config: { access: roles, name: 'fence: change' },
      bodyLimit,
      schema: { params: subjectParam, body: FenceChange, response: { ...answers, 422: FenceProblems } },
    },
    async (request, reply) => {
      const signed = signedOf(request)
      const before = await seen(request.params.subject, signed)
      if (isRefusal(before)) return sayRefused(reply, before)
      const { fence, words, seq } = request.body
      const done = await fences.change(request.params.subject, fence, words, signed.actor, seq)
      if (isFenceWrong(done)) return wrong(reply, done.problems)
      if (isRefusal(done)) return sayRefused(reply, done)
      const after = await seen(request.params.subject, signed)
      return isRefusal(after)
        ? sayRefused(reply, after)
        : reply.send(await viewOf(after, signed, request.lang))
    },
  )
  app.get<{ Params: { subject: string } }>(
    `${base}/definition`,
    {
      config: { access: 'signed-in', name: 'see a fence whole' },
      schema: { params: subjectParam, response: answers },
    },
    async (request, reply) => {
      const signed = signedOf(request)
      const l = await seen(request.params.subject, signed)
      return isRefusal(l) ? sayRefused(reply, l) : reply.send(await viewOf(l, signed, request.lang))
    },
  )
  app.post<{ Params: { subject: string } }>(
    `${base}/trial`,
    {
      config: { access: roles, name: 'try a fence', cost: 10 },
      schema: { params: subjectParam, response: { 202: TrialView, 404: RefusalView } },
    },
    async (request, reply) => {
      const l = await seen(request.params.subject, signedOf(request))
      if (isRefusal(l)) return sayRefused(reply, l)
      world.trials.begin(l.standing.subject)
      return reply.code(202).send(trialOf(l))
    },
  )
  app.get<{ Params: { subject: string } }>(
    `${base}/trial`,
    {
      config: { access: 'signed-in', name: 'how far a trial is' },
      schema: { params: subjectParam, response: { 200: TrialView, 404: RefusalView } },
    },
    async (request, reply) => {
      const l = await seen(request.params.subject, signedOf(request))
      return isRefusal(l) ? sayRefused(reply, l) : reply.send(trialOf(l))
    },
  )
  app.get(
    paths.fenceMap,
    { config: { access: 'signed-in', name: 'fences on the map' }, schema: { response: { 200: FenceMap } } },
    async request => {
      const found = await openFences(world.db, scopeOf(signedOf(request).actor))
      return {
        type: 'FeatureCollection' as const,
        features: found.map(f => ({
          type: 'Feature',
          properties: { number: f.number, name: f.name, state: f.state, severity: f.severity, kind: f.kind },
          geometry: geometryOf(f.shape),
        })),
      }
    },
  )
}

const perDegreeM = 111_195
const roundness = 48

/** A circle as a ring, a line as itself: what a map can draw. */
const geometryOf = (shape: Shape): object => {
  switch (shape.kind) {
    case 'area':
      return { type: 'MultiPolygon', coordinates: shape.polygons.map(rings => rings.map(closed)) }
    case 'line':
      return { type: 'LineString', coordinates: shape.points }
    case 'circle': {
      const [lng, lat] = shape.centre
      const ring = Array.from({ length: roundness }, (_, i) => {
        const angle = (2 * Math.PI * i) / roundness
        return [
          lng + (shape.radiusM * Math.cos(angle)) / (perDegreeM * Math.cos((lat * Math.PI) / 180)),
          lat + (shape.radiusM * Math.sin(angle)) / perDegreeM,
        ] as const
      })
      return { type: 'Polygon', coordinates: [closed(ring)] }
    }
  }
}

const closed = <P extends readonly number[]>(ring: readonly P[]): readonly P[] => {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}
