// Receiving: the one door behind all doors. A report is checked, its contact and unmasked words go to the vault, and the
// first facts of a matter are kept. The same (source, source id) again is the same matter, whatever happened between.
import type { District } from '#core/district/district.ts'
import { checkReport, type RawReport } from '#core/intake/report.ts'
import type { Instant } from '#core/kit/instant.ts'
import { dayOf, formatDay } from '#core/kit/instant.ts'
import { isRefusal, type Refusal, refuse } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import { accusedWith, unaccusedUnit } from '#core/lives/matter/wall.ts'
import { type Advice, openMatter, type Path } from '#core/path/path.ts'
import type { Desk } from './desk.ts'

export type Contact = { name?: string; phone?: string; email?: string }

/** Where personal data go: encrypted one by one, deletable one by one. */
export type Vault = {
  /** Returns the reference facts may carry. */
  put(kind: 'contact' | 'words', plain: string): Promise<string>
  /** Takes back records of a report that turned out to be known already. */
  destroy(ref: string): Promise<void>
}

export type ReportRequest = {
  report: Omit<RawReport, 'reporter'>
  actor: Actor
  contact?: Contact
  /** SHA-256 (hex) of the secret in the reporter's link; absent when nobody will get a link. */
  linkHash?: string
  draft?: boolean
}

export type Received = {
  number: string
  known: boolean
  holder: string
  advice: Advice
}

/** Puts what is known of a reporter into the vault; a link needs a reference even when nothing is known. */
export const keepSecret = (
  vault: Vault,
  secret: Contact & { words?: string },
  hasLink: boolean,
): Promise<string | undefined> =>
  hasLink || Object.keys(secret).length > 0
    ? vault.put('contact', JSON.stringify(secret))
    : Promise.resolve(undefined)

/** Whoever took such a report would be complained about in it, and nobody could see it: it belongs one level up. */
const nobodyIsLeft = (accused: readonly string[], district: District): boolean =>
  accused.length > 0 && unaccusedUnit(district.code, accusedWith(accused, district), district) === undefined

/** `path` follows the pack version in force; `now` is asked once a report. */
export const makeReceive =
  (desk: Desk, vault: Vault, path: () => Path, now: () => Instant) =>
  async (request: ReportRequest): Promise<Received | Refusal> => {
    const p = path()
    const checked = checkReport(request.report, p.district, now())
    if (isRefusal(checked)) return checked
    if (nobodyIsLeft(checked.accused ?? [], p.district)) return refuse('accused-is-all')
    // Somebody who left a contact or gets a link is a reporter; the reference says nothing of who it is.
    const contact =
      request.contact && (request.contact.name || request.contact.phone || request.contact.email)
        ? request.contact
        : undefined
    const opening = openMatter(checked, p, {
      ...(request.draft === undefined ? {} : { draft: request.draft }),
      ...(request.actor.kind === 'officer' ? { home: request.actor.post.territory } : {}),
    })
    const secret = { ...contact, ...(opening.original === undefined ? {} : { words: opening.original }) }
    const reporter = await keepSecret(vault, secret, request.linkHash !== undefined)
    const born = await desk.bear({
      life: 'matter',
      source: checked.source,
      sourceId: checked.sourceId,
      dayDigits: formatDay(dayOf(checked.at)).replaceAll('-', ''),
      photos: checked.photos,
      ...(request.linkHash === undefined ? {} : { linkHash: request.linkHash }),
      ...(reporter === undefined ? {} : { reporter }),
      actor:
        reporter !== undefined && request.actor.kind === 'reporter'
          ? { kind: 'reporter', ref: reporter }
          : request.actor,
      at: now(),
      news: subject => opening.news(subject, reporter),
    })
    if (born.known && reporter !== undefined) await vault.destroy(reporter)
    return { number: born.subject, known: born.known, holder: opening.holder, advice: opening.advice }
  }
