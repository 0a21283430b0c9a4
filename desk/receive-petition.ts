// Receiving a petition 信访事项 at the petition office: registered at once, accusations sealed. Contact and unmasked words
// go to the vault as with every report; the petitioner gets a link of their own.
import { maskPersonal } from '#core/intake/mask.ts'
import { dayOf, formatDay, type Instant } from '#core/kit/instant.ts'
import { stripControls } from '#core/kit/text.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { type PetitionReport, petitionBirth } from '#core/lives/petition/birth.ts'
import type { Path } from '#core/path/path.ts'
import type { Desk } from './desk.ts'
import { type Contact, keepSecret, type Vault } from './receive.ts'

export type PetitionRequest = {
  report: Omit<PetitionReport, 'reporter' | 'site' | 'receivedAt'> & { place?: string; receivedAt?: Instant }
  actor: Actor
  contact?: Contact
  linkHash?: string
}

const mostWords = 10_000

export const makeReceivePetition =
  (desk: Desk, vault: Vault, path: () => Path, now: () => Instant) =>
  async (request: PetitionRequest): Promise<{ number: string; known: boolean } | Refusal> => {
    const { district, locate } = path()
    const { place, ...report } = request.report
    const said = stripControls(report.words).trim()
    if (said === '') return refuse('no-words')
    if (said.length > mostWords)
      return refuse('too-large', {
        field: { zh: '内容', en: 'Words' },
        value: `${said.length} 字`,
        limit: `${mostWords} 字`,
      })
    const masked = maskPersonal(said)
    const at = now()
    const site = locate(place === undefined ? undefined : { words: place }, masked.masked).territory
    const secret = { ...request.contact, ...(masked.found.length > 0 ? { words: said } : {}) }
    const reporter = await keepSecret(vault, secret, request.linkHash !== undefined)
    const birth = petitionBirth(
      {
        ...report,
        words: masked.masked,
        ...(report.title === undefined ? {} : { title: maskPersonal(stripControls(report.title)).masked }),
        site,
        ...(reporter === undefined ? {} : { reporter }),
        // A letter written down later says when it came; never later than now.
        receivedAt: report.receivedAt !== undefined && report.receivedAt < at ? report.receivedAt : at,
      },
      at,
      district,
    )
    if (isRefusal(birth)) {
      if (reporter !== undefined) await vault.destroy(reporter)
      return birth
    }
    const born = await desk.bear({
      life: 'petition',
      source: report.source,
      sourceId: report.sourceId,
      dayDigits: formatDay(dayOf(at)).replaceAll('-', ''),
      photos: report.photos,
      ...(request.linkHash === undefined ? {} : { linkHash: request.linkHash }),
      ...(reporter === undefined ? {} : { reporter }),
      actor: request.actor,
      at,
      news: birth,
    })
    if (born.known && reporter !== undefined) await vault.destroy(reporter)
    return { number: born.subject, known: born.known }
  }
