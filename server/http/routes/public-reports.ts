// Reporting without an account: words, perhaps a place, photos and a contact; back comes a number and a secret link.
import type { FastifyInstance } from 'fastify'
import { isRefusal, refuse } from '#core/life/refusal.ts'
import { unitName } from '#core/life/timeline.ts'
import type { Received } from '#desk/receive.ts'
import { Reported, ResidentReport } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import { RefusalView } from '#wire/views.ts'
import { linkHashOf, linkTo, tokenFor } from '../links.ts'
import { makeTurnstile } from '../load-shedding.ts'
import { placeOf } from '../said.ts'
import { sayRefused } from '../status.ts'
import type { World } from '../world.ts'

const source = 'resident-web'
/** One report is as dear as ten reads: it writes, and somebody has to read it. */
const reportCost = 10
/**
 * A few at once keep the disk busy and leave the processor to those who answer: in a burst of ten times the pace the
 * officers' p95 stayed at 137 ms with 8, went to 561 with 32 and to 1,126 with all of them (100,000 matters, 2 cores).
 */
const reportsAtOnce = 8
/** At some 700 reports a second the last in line waits a tenth of a second. */
const mostReportsWaiting = 32
/** The line is over in a tenth of that; longer only gathers a crowd for the moment the burst is over. */
const comeBackSeconds = 1

export const whatNext = (received: Received, world: World, lang: 'zh' | 'en', hasLink: boolean): string => {
  const holder = unitName(received.holder, world.district(), lang, 'reporter')
  const { number } = received
  if (lang === 'en')
    return `Received as ${number}. ${holder} looks at it first.${hasLink ? ' Keep the link: it shows how it goes on.' : ''}`
  return `已收到，编号 ${number}。先由${holder}看过并分派。${hasLink ? '请保存链接，随时可以查看进展。' : ''}`
}

export const publicReportRoutes = (app: FastifyInstance, world: World): void => {
  const turnstile = makeTurnstile(reportsAtOnce, mostReportsWaiting)
  const busy = refuse('busy', { seconds: String(comeBackSeconds) })
  app.post<{ Body: ResidentReport }>(
    paths.publicReports,
    {
      config: { access: 'public', name: 'report as a resident', cost: reportCost },
      schema: { body: ResidentReport, response: { 200: Reported, 422: RefusalView } },
      // Before the body is read: in a burst most are turned away, and reading them would cost as much as serving the rest.
      onRequest: async (_request, reply) => (turnstile.isFull() ? sayRefused(reply, busy) : undefined),
    },
    async (request, reply) => {
      const { key, words, place, type, photos, contact, accused, lang } = request.body
      const token = tokenFor(world.secret, source, request.body)
      const passed = turnstile.pass(() =>
        world.receive({
          report: {
            source,
            sourceId: key,
            channel: source,
            at: world.now(),
            words,
            ...placeOf(place),
            ...(type === undefined ? {} : { type }),
            photos: photos ?? [],
            ...(accused === undefined ? {} : { accused }),
            lang: lang ?? request.lang,
          },
          actor: { kind: 'reporter', ref: '' },
          ...(contact ? { contact } : {}),
          linkHash: linkHashOf(token),
        }),
      )
      if (!passed) return sayRefused(reply, busy)
      const received = await passed
      if (isRefusal(received)) return sayRefused(reply, received)
      // Known before: the link is told again only to whoever sent exactly the same.
      const link = !received.known || (await world.store.byLink(linkHashOf(token))) !== undefined
      return reply.send({
        number: received.number,
        ...(link ? { link: linkTo(token) } : {}),
        words: whatNext(received, world, request.lang, link),
        known: received.known,
      })
    },
  )
}
