// The simulated people's ground in a net in memory: for telling days at the speed of the rules.
import type { Net } from '../net/net.ts'
import type { LiveGround } from './people.ts'

/** States somebody may still do something in by themselves. */
const waits = (row: { life: string; phase: string; state: string }): boolean =>
  row.life === 'matter' && (row.phase === 'open' || ['closed', 'diverted'].includes(row.state))

export const groundIn = (net: Net): LiveGround => {
  const { desk, store, path, receive, turnTo, within } = net
  return {
    desk,
    store,
    path,
    receive,
    turnTo,
    within,
    waiting: async () =>
      [...store.subjects()].flatMap(subject => {
        const row = store.rowOf(subject)!
        return waits(row) ? [{ subject, seq: row.seq }] : []
      }),
    isTaken: () => false,
  }
}
