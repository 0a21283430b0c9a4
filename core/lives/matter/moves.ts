// Every move of a matter, in the order a duty officer meets them.
import { lookMove } from '../looking.ts'
import { askingMoves } from './asking.ts'
import { checkingMoves } from './checking.ts'
import { deskMoves } from './desk.ts'
import { gateMoves } from './gates.ts'
import { handlingMoves } from './handling.ts'
import type { Move } from './here.ts'
import { mergingMoves } from './merging.ts'
import { reporterMoves } from './reporter.ts'
import { returningMoves } from './returning.ts'
import { sendingMoves } from './sending.ts'
import { states } from './states.ts'
import { urgingMoves } from './urging.ts'
import { wallMoves } from './wall.ts'

export const moves: Readonly<Record<string, Move>> = {
  ...deskMoves,
  ...sendingMoves,
  ...mergingMoves,
  ...returningMoves,
  ...urgingMoves,
  ...wallMoves,
  ...handlingMoves,
  ...askingMoves,
  ...checkingMoves,
  ...reporterMoves,
  look: lookMove(
    Object.keys(states).filter(s => s !== 'draft'),
    [{ relation: 'holding' }, { relation: 'over' }, { relation: 'co' }],
  ),
  ...gateMoves,
}
