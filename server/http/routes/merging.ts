// One key for a storm: all matters an operator was shown as one are merged into one. Each merge is a move of its own, asked
// and kept like any other, so each reporter is told and each can be undone alone; one that may not be merged is left.
import type { FastifyInstance } from 'fastify'
import { isRefusal, sayRefusal } from '#core/life/refusal.ts'
import { MergedTogether, MergeTogether } from '#wire/commands.ts'
import { RefusalView } from '#wire/views.ts'
import { signedOf } from '../access.ts'
import { sayRefused } from '../status.ts'
import type { World } from '../world.ts'
import { subjectParam } from './subjects.ts'

export const mergingRoutes = (app: FastifyInstance, world: World): void => {
  app.post<{ Params: { subject: string }; Body: MergeTogether }>(
    '/api/matters/:subject/merge-together',
    {
      config: { access: 'signed-in', name: 'merge several matters into one', cost: 5 },
      schema: {
        params: subjectParam,
        body: MergeTogether,
        response: { 200: MergedTogether, 404: RefusalView },
      },
    },
    async (request, reply) => {
      const { actor } = signedOf(request)
      const { subject: into } = request.params
      const { subjects, words } = request.body
      const head = await world.desk.see(into, actor)
      if (isRefusal(head)) return sayRefused(reply, head)
      if (head.life.name !== 'matter') return sayRefused(reply, { refused: 'not-found', with: {} })
      const done: MergedTogether = { merged: [], left: [] }
      // One after the other: each is written down in the one they join.
      for (const subject of new Set(subjects)) {
        const own = await world.desk.see(subject, actor)
        const moved =
          isRefusal(own) || own.life.name !== 'matter'
            ? { refused: 'not-found' as const, with: {} }
            : await world.desk.move(subject, 'merge', actor, { into, ...(words ? { words } : {}) })
        if (isRefusal(moved)) done.left.push({ subject, words: sayRefusal(moved, request.lang) })
        else done.merged.push(subject)
      }
      return reply.send(done)
    },
  )
}
