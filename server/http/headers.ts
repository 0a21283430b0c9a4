// What every answer tells the browser to forbid: foreign scripts, framing, guessing of types, telling other sites where
// a reporter came from – and what time it is here.
import type { FastifyInstance } from 'fastify'
import type { Instant } from '#core/kit/instant.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // The map draws in a worker made from a file of ours, or from a blob where the browser insists.
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export const addHeaders = (app: FastifyInstance, tls: boolean, now: () => Instant): void => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      // Screens follow this clock; a district that is made up may live in another time than the machine.
      date: new Date(now()).toUTCString(),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // A reporter's link is a secret: no other site may learn it from a Referer, ours included.
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
      ...(tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
  })
}
