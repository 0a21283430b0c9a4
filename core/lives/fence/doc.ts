// What is known of one fence 电子围栏 beyond its state: its definition as it stands, which version of its shape, and what a
// trial over kept positions found. Its facts are every definition it ever had, with who changed it and why.
import type { Point } from '../../district/district.ts'
import type { Fact, Json } from '../../life/fact.ts'
import type { Reach } from '../../life/who.ts'

export type FenceDoc = Reach & {
  number: string
  /** Its name: what lists show. */
  words: string
  /** As `readFence` reads it, without number and version: those are the net's to give. */
  definition: Json
  geometryVersion: number
  point: Point
  severity: string
  urgency?: string
  expiresAt: number
  trial?: { readonly [key: string]: Json | undefined }
}

export const defined = (d: FenceDoc, f: Fact): FenceDoc => ({
  ...d,
  words: String(f.data.name),
  definition: f.data.definition ?? null,
  geometryVersion: Number(f.data.geometryVersion),
  point: f.data.point as unknown as Point,
  place: String(f.data.place),
  severity: String(f.data.severity),
  expiresAt: Number(f.data.expiresAt),
})

export const emptyFence = (birth: Fact): FenceDoc => {
  const lead = String(birth.data.lead)
  return defined(
    {
      lead,
      co: [],
      place: String(birth.data.place),
      involved: [lead],
      accused: [],
      sealed: false,
      reporters: [],
      handlers: [],
      handlerUnits: [],
      number: birth.subject,
      words: '',
      definition: null,
      geometryVersion: 1,
      point: [0, 0],
      severity: '',
      expiresAt: 0,
    },
    birth,
  )
}
