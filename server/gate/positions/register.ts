// The HTTP door for positions: POST /api/positions, with the key of a connected system (Authorization: Bearer jwk_…) or in
// the session of an officer on shift. Answered when the fixes are on disk; what became of each row is said row by row.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sourceOfKey } from '#server/store/gate-keys.ts'
import type { Database } from '#server/store/pool.ts'
import { paths } from '#wire/paths.ts'
import type { Intake, Sender } from './intake.ts'
import { type BodyWrong, isBodyWrong } from './read-body.ts'

/** 20,000 rows as objects, with room to spare. */
export const bodyLimitBytes = 4 * 1024 * 1024
const mostKeyChars = 200
const busySeconds = 2

const no = (reply: FastifyReply, status: number, refused: string, zh: string, en: string): FastifyReply => {
  if (status === 503) reply.header('retry-after', String(busySeconds))
  return reply.code(status).header('cache-control', 'no-store').send({ refused, zh, en })
}

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())

const keyIn = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]

/** A feed sends many batches a second with one key; asking the database each time would cost more than the batch. */
const keyKnownMs = 10_000

export const makeKeyBook = (db: Database, nowMs: () => number = () => performance.now()) => {
  const known = new Map<string, { source: string; untilMs: number }>()
  return async (key: string): Promise<string | undefined> => {
    if (key.length > mostKeyChars) return undefined
    const hit = known.get(key)
    if (hit && hit.untilMs > nowMs()) return hit.source
    known.delete(key)
    const source = await sourceOfKey(db, key)
    if (source !== undefined) known.set(key, { source, untilMs: nowMs() + keyKnownMs })
    return source
  }
}
export type KeyBook = ReturnType<typeof makeKeyBook>

const codes: Readonly<Record<BodyWrong['status'], string>> = {
  400: 'malformed',
  413: 'too-many-fixes',
  422: 'wrong-batch',
  503: 'busy',
}

export const registerPositions = async (
  app: FastifyInstance,
  { intake, keys }: { intake: Intake; keys: KeyBook },
): Promise<void> => {
  await app.register(async inner => {
    inner.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error.statusCode === 413)
        return no(
          reply,
          413,
          'body-too-large',
          '一批最多 4 MB、20000 条，请分批发送。',
          'At most 4 MB and 20,000 fixes in a batch.',
        )
      if (error.statusCode === 415)
        return no(reply, 415, 'wrong-format', '只接受 JSON。', 'Only JSON is taken here.')
      if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
        return no(
          reply,
          400,
          'malformed',
          '内容不是完整的 JSON，没有接收。',
          'The body is no whole JSON; nothing was taken.',
        )
      throw error
    })

    const senderOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Sender | undefined> => {
      const key = keyIn(request)
      if (key !== undefined) {
        const source = await keys(key)
        if (source !== undefined) return { source }
        no(reply, 403, 'wrong-key', '密钥不对或已停用。', 'The key is wrong or no longer in force.')
        return undefined
      }
      const { signed } = request
      if (!signed) {
        no(reply, 401, 'not-signed-in', '请带上接入密钥，或先登录。', 'Send a key, or sign in first.')
        return undefined
      }
      const csrf = request.headers['x-csrf']
      if (typeof csrf !== 'string' || !same(csrf, signed.csrf)) {
        no(
          reply,
          403,
          'stale-page',
          '页面已过期，请刷新后再试。',
          'This page is out of date; please reload it.',
        )
        return undefined
      }
      return { source: 'shift', unit: signed.actor.unit.id }
    }

    const senders = new WeakMap<FastifyRequest, Sender>()
    inner.post(
      paths.positions,
      {
        config: { access: 'public', name: 'positions' },
        bodyLimit: bodyLimitBytes,
        // Before the body is read: strangers are not worth 4 MB.
        onRequest: async (request, reply) => {
          const from = await senderOf(request, reply)
          if (!from) return reply
          senders.set(request, from)
        },
      },
      async (request, reply) => {
        const answer = await intake.take(request.body, senders.get(request)!)
        if (isBodyWrong(answer)) return no(reply, answer.status, codes[answer.status], answer.zh, answer.en)
        return reply.header('cache-control', 'no-store').send(answer)
      },
    )
  })
}
