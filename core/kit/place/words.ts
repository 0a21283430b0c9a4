// What a square of the tree says of shapes, in one word: 0 for nothing, one shape that holds the whole square, a set of
// shapes that hold it, a list of shapes whose border runs through with the word of those that hold it, or a node of smaller
// squares.
import type { Ref } from './pool.ts'
import type { Handle } from './shape.ts'

export const tagMask = 3
export const tagInside = 1
export const tagNode = 3
export const refBits = 3
const kindMask = 7
const kindList = 2
const kindSet = 6

/** In an inside word: the shape has several pieces, so it may be named twice. */
export const wordShared = 4
export const wordHandleBits = 3

export const isInsideWord = (word: number): boolean => (word & tagMask) === tagInside
export const isNodeWord = (word: number): boolean => (word & tagMask) === tagNode
export const isListWord = (word: number): boolean => (word & kindMask) === kindList
export const isSetWord = (word: number): boolean => (word & kindMask) === kindSet
export const refOf = (word: number): Ref => word >>> refBits

export const insideWord = (handle: Handle, shared: boolean): number =>
  (handle << wordHandleBits) | (shared ? wordShared : 0) | tagInside
export const nodeWord = (ref: Ref): number => (ref << refBits) | tagNode
export const listWord = (ref: Ref): number => (ref << refBits) | kindList
export const setWord = (ref: Ref): number => (ref << refBits) | kindSet
