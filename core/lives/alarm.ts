// The life of an alarm 告警: a fence spoke, a person decides. It becomes a matter, joins one, is dismissed with a reason or
// put aside for a while; what the fence says later is written down beside it, corrections by late fixes as corrections.
import type { Life } from '../life/life.ts'
import { type AlarmDoc, emptyAlarm } from './alarm/doc.ts'
import { facts } from './alarm/facts.ts'
import { moves } from './alarm/moves.ts'
import { clocks, states } from './alarm/states.ts'

export const alarm: Life<AlarmDoc> = {
  name: 'alarm',
  zh: '告警',
  en: 'Alarm',
  states,
  clocks,
  moves,
  facts,
  empty: emptyAlarm,
  onTurn: ({ state }, turn) =>
    turn.name === 'shelf' && turn.share === 1 && state === 'shelved' ? [{ type: 'woke', data: {} }] : [],
}
