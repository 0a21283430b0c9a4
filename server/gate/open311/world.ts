// What the Open311 door stands on. The world of the HTTP doors has all of it; a test brings its own.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Refusal } from '#core/life/refusal.ts'
import type { Desk } from '#desk/desk.ts'
import type { Received, ReportRequest } from '#desk/receive.ts'
import type { Database } from '#server/store/pool.ts'

export type Open311World = {
  db: Database
  desk: Pick<Desk, 'load' | 'move'>
  receive(request: ReportRequest): Promise<Received | Refusal>
  district(): District
  now(): Instant
  photos: {
    /** Takes hidden data out of a picture and keeps it; a no carries its sentences. */
    keep(bytes: Buffer): Promise<{ photo: string } | { no: { zh: string; en: string }; status: number }>
  }
}
