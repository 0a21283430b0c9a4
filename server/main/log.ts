// The log of the program: one JSON line each on standard error. Of an error it keeps what it is and where it happened;
// what PostgreSQL adds to it (the failing row, the key, the statement) may carry what people wrote and stays out.
import pino, { type DestinationStream, type Logger } from 'pino'

const loggedError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const code = 'code' in error ? { code: String(error.code) } : {}
  return { type: error.constructor.name, ...code, message: error.message, stack: error.stack }
}

/** `level` as in LOG_LEVEL; warnings and errors when absent. */
export const openLog = (level: string | undefined, to: DestinationStream = pino.destination(2)): Logger =>
  pino({ level: level || 'warn', serializers: { err: loggedError } }, to)
