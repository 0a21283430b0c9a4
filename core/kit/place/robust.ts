// On which side of a line a point lies, without ever being wrong. Plain arithmetic answers nearly always and knows when
// it cannot; then the same sum is done without rounding. The idea is Shewchuk's ("Adaptive precision floating-point
// arithmetic", 1997): a product or sum of two doubles is exactly a rounded double plus its rounding error.

/** Rounding of the plain sum is less than (3 + 16 u) u of its terms, u = 2⁻⁵³ (Shewchuk, theorem A). */
export const doubtShare = (3 + 16 * 2 ** -53) * 2 ** -53
/** Products of differences below this may have lost bits at the bottom of the number range. */
export const doubtFloor = 1e-290

/**
 * Positive when p lies left of the line from a to b, negative right of it, 0 exactly on it. Only the sign means
 * anything. Exact for all finite doubles up to 10⁶, subnormal ones included.
 */
export const orient = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number => {
  const up = (ax - px) * (by - py)
  const down = (ay - py) * (bx - px)
  const plain = up - down
  const doubt = (Math.abs(up) + Math.abs(down)) * doubtShare + doubtFloor
  return plain > doubt || -plain > doubt ? plain : orientExactly(ax, ay, bx, by, px, py)
}

/** Below this the error of a product could fall under the smallest double. */
const tiny = 1e-140
const isTiny = (value: number): boolean => value !== 0 && Math.abs(value) < tiny

const orientExactly = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number => {
  if ((ax === px && bx === px) || (ay === py && by === py)) return 0
  if ((ax === px && ay === py) || (bx === px && by === py)) return 0
  if (isTiny(ax) || isTiny(ay) || isTiny(bx) || isTiny(by) || isTiny(px) || isTiny(py)) {
    return orientInIntegers(ax, ay, bx, by, px, py)
  }
  length = 0
  addProduct(ax, by)
  addProduct(-ay, bx)
  addProduct(bx, py)
  addProduct(-by, px)
  addProduct(px, ay)
  addProduct(-py, ax)
  // Parts do not overlap and grow in size, so the last one that is not 0 outweighs all before it.
  for (let i = length - 1; i >= 0; i--) if (parts[i] !== 0) return parts[i]!
  return 0
}

/** A sum kept without rounding, as parts that do not overlap, smallest first. Six products have twelve. */
const parts = new Float64Array(12)
let length = 0

const splitter = 2 ** 27 + 1 // Veltkamp: halves of 26 bits, whose products are exact

const addProduct = (a: number, b: number): void => {
  const product = a * b
  let big = splitter * a
  const aHigh = big - (big - a)
  const aLow = a - aHigh
  big = splitter * b
  const bHigh = big - (big - b)
  const bLow = b - bHigh
  add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow))
  add(product)
}

const add = (value: number): void => {
  let sum = value
  for (let i = 0; i < length; i++) {
    const part = parts[i]!
    const next = sum + part
    const ofPart = next - sum
    parts[i] = sum - (next - ofPart) + (part - ofPart)
    sum = next
  }
  parts[length++] = sum
}

const orientInIntegers = (...values: [number, number, number, number, number, number]): number => {
  const [ax, ay, bx, by, px, py] = values.map(inSmallestDoubles) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const sum = (ax - px) * (by - py) - (ay - py) * (bx - px)
  return sum > 0n ? 1 : sum < 0n ? -1 : 0
}

/** Every finite double is a whole number of the smallest one, 2⁻¹⁰⁷⁴. */
const inSmallestDoubles = (value: number): bigint => {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0]!
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n)
  return value < 0 ? -size : size
}

/**
 * Whether p lies left of the edge a–b as seen walking north along it; above a level edge. A point on the line counts as
 * moved a hair east and a far smaller hair north: so right of it, or above a level one. This is the border rule of the
 * whole room: every point is as if moved so, and then lies on no border at all.
 */
export const isLeft = (ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean => {
  const up = (ax - px) * (by - py)
  const down = (ay - py) * (bx - px)
  const plain = up - down
  const doubt = (Math.abs(up) + Math.abs(down)) * doubtShare + doubtFloor
  const side = plain > doubt || -plain > doubt ? plain : orientExactly(ax, ay, bx, by, px, py)
  if (ay < by) return side > 0
  if (ay > by) return side < 0
  return side === 0 || side > 0 === ax < bx
}
