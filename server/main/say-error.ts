// What ended the program, as it is printed: errors made for people are their sentence, anything else is a fault and
// shows where it happened.
import { asStartError, StartError } from '#server/store/embedded/start-error.ts'
import { VaultKeyError } from '#server/store/vault-key.ts'
import { dataDirOf } from './settings.ts'

export const sayError = (thrown: unknown): void => {
  const error = asStartError(thrown, dataDirOf())
  const isForPeople = error instanceof StartError || error instanceof VaultKeyError
  const text = error instanceof Error ? (isForPeople ? error.message : (error.stack ?? error.message)) : error
  process.stderr.write(`${text}\n`)
}
