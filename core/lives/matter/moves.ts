// Every move of a matter, in the order a duty officer meets them.
import { askingMoves } from './asking.ts'
import { checkingMoves } from './checking.ts'
import { deskMoves } from './desk.ts'
import { gateMoves } from './gates.ts'
import { handlingMoves } from './handling.ts'
import type { Move } from './here.ts'
import { lookingMoves } from './looking.ts'
import { mergingMoves } from './merging.ts'
import { reporterMoves } from './reporter.ts'
import { returningMoves } from './returning.ts'
import { sendingMoves } from './sending.ts'
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
  ...lookingMoves,
  ...gateMoves,
}
