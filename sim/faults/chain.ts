// A chain of facts for the simulated database: quick where the real one is strong. It has to show a fact that was
// altered, left out or put elsewhere by mistake; nobody here does it on purpose.
import type { Fact } from '#core/life/fact.ts'

/** The hash before the first fact. */
export const noHash = '0'

/** Two FNV-1a sums with different starts over everything a fact says, its place, and the hash before it. */
export const hashOver = (fact: Fact, before: string): string => {
  const text = before + JSON.stringify(fact)
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x01000193)
    b = Math.imul(b ^ c, 0x85ebca6b) ^ (b >>> 13)
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36)
}
