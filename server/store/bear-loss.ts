// A connection that is cut says so twice: to whoever waits for an answer on it, and as an event. An event nobody listens
// to ends the program, so every connection of ours is given somebody who does; what was lost is heard by the caller.
import type pg from 'pg'

export const bearLoss = <C extends pg.ClientBase>(client: C): C => {
  client.on('error', () => {})
  return client
}
