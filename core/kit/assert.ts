// Two guards for the impossible. A business "no" is a Refusal; what should never happen dies here, loudly.

/** Throws an Error carrying `message` when `cond` is false. The message names the value and what would be right. */
export function assert(cond: boolean, message: string): asserts cond {
  if (!cond) throw new Error(message)
}

/** Ends a `switch` over a union: a new member of the union stops compiling here until it is handled. */
export const unreachable = (x: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(x)} belongs to no known case`)
}
