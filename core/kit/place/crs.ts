// Coordinates of China: WGS-84 and CGCS2000 inside, GCJ-02 (the shifted coordinates public maps must use) and BD-09
// (Baidu's, shifted once more) only at the gate and on the map. Four types, so that they cannot be taken for each other.
//
// CGCS2000 is taken as WGS-84: both stand on ITRF, their ellipsoids differ in flattening alone (1/298.257222101 against
// 1/298.257223563), 0.1 mm on the ground. What plates have moved since epoch 2000 is left alone, as every map does.

declare const crs: unique symbol
type PointIn<System extends string> = readonly [lng: number, lat: number] & { readonly [crs]: System }
export type Wgs84Point = PointIn<'WGS-84'>
export type Gcj02Point = PointIn<'GCJ-02'>
export type Bd09Point = PointIn<'BD-09'>
/** The same numbers as WGS-84. */
export type Cgcs2000Point = Wgs84Point

export const wgs84 = (lng: number, lat: number): Wgs84Point => [lng, lat] as unknown as Wgs84Point
export const gcj02 = (lng: number, lat: number): Gcj02Point => [lng, lat] as unknown as Gcj02Point
export const bd09 = (lng: number, lat: number): Bd09Point => [lng, lat] as unknown as Bd09Point
export const cgcs2000: (lng: number, lat: number) => Cgcs2000Point = wgs84

/** The box in which maps are shifted; outside GCJ-02 is WGS-84. Public maps use this box, not the frontier. */
const isShifted = (lng: number, lat: number): boolean =>
  lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

export const gcj02FromWgs84 = ([lng, lat]: Wgs84Point): Gcj02Point => {
  if (!isShifted(lng, lat)) return gcj02(lng, lat)
  const [east, north] = shiftAt(lng, lat)
  return gcj02(lng + east, lat + north)
}

/** There and back stays within 1 mm, also at the rim of the box, where two points may be drawn as one. */
export const wgs84FromGcj02 = ([lng, lat]: Gcj02Point): Wgs84Point => {
  const [x, y] = solved(lng, lat, (a, b) => (isShifted(a, b) ? shiftAt(a, b) : [0, 0]))
  return wgs84(x, y)
}

export const bd09FromGcj02 = ([lng, lat]: Gcj02Point): Bd09Point => {
  const [east, north] = turnAt(lng, lat)
  return bd09(lng + east, lat + north)
}

export const gcj02FromBd09 = ([lng, lat]: Bd09Point): Gcj02Point => {
  const [x, y] = solved(lng, lat, turnAt)
  return gcj02(x, y)
}

export const bd09FromWgs84 = (point: Wgs84Point): Bd09Point => bd09FromGcj02(gcj02FromWgs84(point))
export const wgs84FromBd09 = (point: Bd09Point): Wgs84Point => wgs84FromGcj02(gcj02FromBd09(point))

type Shift = readonly [east: number, north: number]

/**
 * The point whose shifted place is given: the shift hardly changes over its own length, so taking it at the last guess
 * brings every guess a hundred times nearer. Where no guess settles, at the rim of the box, the nearest one is taken.
 */
const solved = (lng: number, lat: number, shift: (lng: number, lat: number) => Shift): Shift => {
  let [x, y] = [lng, lat]
  let best: Shift = [x, y]
  let least = Infinity
  for (let i = 0; i < 10; i++) {
    const [east, north] = shift(x, y)
    const [missX, missY] = [lng - x - east, lat - y - north]
    const miss = Math.hypot(missX, missY)
    if (miss < least) {
      best = [x, y]
      least = miss
    }
    if (miss < 1e-12) break
    x += missX
    y += missY
  }
  return best
}

// The figures below are those of the shift as it is publicly known since 2010: sums of sines over the Krasovsky
// ellipsoid, without which a point from a public map lies some 500 m off.
const krasovskyM = 6_378_245
const eccentricitySquared = 0.006693421622965943
const PI = Math.PI
const sin = (x: number): number => Math.sin(x)

const shiftAt = (lng: number, lat: number): Shift => {
  const x = lng - 105
  const y = lat - 35
  const root = Math.sqrt(Math.abs(x))
  const fine = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3
  const northM =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    fine +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3
  const eastM =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    fine +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
  const radians = (lat / 180) * PI
  const bulge = 1 - eccentricitySquared * sin(radians) ** 2
  const northRadiusM = (krasovskyM * (1 - eccentricitySquared)) / (bulge * Math.sqrt(bulge))
  const eastRadiusM = (krasovskyM / Math.sqrt(bulge)) * Math.cos(radians)
  return [((eastM / eastRadiusM) * 180) / PI, ((northM / northRadiusM) * 180) / PI]
}

const turnAt = (lng: number, lat: number): Shift => {
  const step = (PI * 3000) / 180
  const length = Math.sqrt(lng * lng + lat * lat) + 0.00002 * sin(lat * step)
  const angle = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * step)
  return [length * Math.cos(angle) + 0.0065 - lng, length * sin(angle) + 0.006 - lat]
}
