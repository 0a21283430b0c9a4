// What went wrong below the doors, told to the person without its insides, and to the log with them.
import { randomBytes } from 'node:crypto'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { busySeconds, doorNo, sayNo } from './status.ts'
import { WrongInput } from './wrong-input.ts'

/** Codes of Fastify and its parts that are the caller's doing. */
const callers: Readonly<Record<string, Parameters<typeof doorNo>[0]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-format',
  FST_ERR_BAD_URL: 'bad-address',
  FST_REQ_FILE_TOO_LARGE: 'photo-too-large',
  FST_FILES_LIMIT: 'no-photo',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'no-photo',
  FST_PARTS_LIMIT: 'no-photo',
  FST_FIELDS_LIMIT: 'no-photo',
  FST_PROTO_VIOLATION: 'malformed',
}

const away = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|57P0[0-9]|08[0-9A-Z]{3}|53300)$/

/** Whether the database could not be reached, which is nobody's mistake and passes. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    away.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    ) ||
    (error instanceof AggregateError && error.errors.some(isDatabaseAway))
  )
}

/** PostgreSQL's disk_full, or our own disk: somebody has to make room, which takes a while. */
const isFull = (error: FastifyError): boolean => error.code === '53100' || error.code === 'ENOSPC'
const fullSeconds = 60

export const handleErrors = (app: FastifyInstance, log: Logger): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // Once an answer has begun there is nothing more to say in it.
    if (reply.raw.headersSent) return reply.raw.destroy()
    if (error instanceof WrongInput) return sayNo(reply, error.no)
    const code = callers[error.code]
    if (code && (error.statusCode === undefined || error.statusCode < 500)) return sayNo(reply, doorNo(code))
    // A request cut off in the middle: nobody is there to read the answer any more. Any other connection that was cut
    // is the database's, and to blame the caller for it would make them give up instead of trying again.
    if (request.raw.aborted) return sayNo(reply, doorNo('malformed'))
    if (isDatabaseAway(error)) {
      log.warn({ code: error.code }, 'database away')
      return sayNo(reply, doorNo('database-away', {}, busySeconds))
    }
    if (isFull(error)) {
      log.error({ err: error }, 'no room')
      return sayNo(reply, doorNo('no-room', {}, fullSeconds))
    }
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
      return sayNo(reply, doorNo('malformed'))
    const id = randomBytes(4).toString('hex')
    // The address without its query: tokens and search words stay out of the log.
    log.error({ id, route: request.routeOptions.url, method: request.method, err: error }, 'unexpected')
    return sayNo(reply, doorNo('unexpected', { id }))
  })
}
