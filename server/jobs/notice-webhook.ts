// One message as the SMS or push gateway of the house gets it: who, which wording, the text in both languages, under a
// key the gateway can use to drop what it has already.
import type { District } from '#core/district/district.ts'
import { noticeText, type OwedNotice } from '#server/store/outbox.ts'

export type Contact = { name?: string; phone?: string; email?: string }

export type Message = {
  key: string
  to: { unit: string } | Contact
  wording: string
  text: { zh: string; en: string }
  number: string
}

const answerWithinMs = 10_000

/** Undefined when there is nobody outside to send it to; rejects when the pack has no words for it. */
export const messageOf = async (
  notice: OwedNotice,
  district: District,
  contactOf: (ref: string) => Promise<Contact | undefined>,
): Promise<Message | undefined> => {
  const at = notice.recipient.indexOf(':')
  const id = notice.recipient.slice(at + 1)
  const to = notice.recipient.startsWith('unit:') ? { unit: id } : await reachable(id, contactOf)
  if (!to) return undefined
  const text = noticeText(district, notice.wording, notice.fill)
  if (!text)
    throw new Error(
      `区情包 wording 里没有通知用语 ${notice.wording} / the pack has no wording ${notice.wording}`,
    )
  return { key: notice.key, to, wording: notice.wording, text, number: notice.subject }
}

const reachable = async (
  ref: string,
  contactOf: (ref: string) => Promise<Contact | undefined>,
): Promise<Contact | undefined> => {
  const contact = await contactOf(ref)
  if (!contact?.phone && !contact?.email) return undefined
  // The record may hold more than the gateway needs (the reporter's unmasked words).
  const { name, phone, email } = contact
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
}

export const post = async (webhook: string, message: Message): Promise<void> => {
  const answer = await fetch(webhook, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      // A header carries ASCII; the key is the same text inside the body.
      'idempotency-key': encodeURIComponent(message.key),
    },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  })
  await answer.body?.cancel()
  if (!answer.ok)
    throw new Error(`通知网关回答 ${answer.status} / the notice gateway answered ${answer.status}`)
}
