// Rows as files have them → entries as the pack has them: names change from file style to code style, absent stays absent.
import type { Static } from 'typebox'
import type { Limits, Pack } from '#core/district/district.ts'
import { limitFrom } from './limit-text.ts'
import type { documentShapes, tableShapes } from './shapes.ts'

type Row<File extends keyof typeof tableShapes> = Static<(typeof tableShapes)[File]>

export const pointOf = (row: { lng?: number; lat?: number }) =>
  row.lng === undefined || row.lat === undefined ? {} : { point: [row.lng, row.lat] as const }

export const territoryOf = (row: Row<'territory.csv'>, polygons: Pack['territories'][number]['polygons']) => {
  const { point } = pointOf(row) as { point?: readonly [number, number] }
  return {
    code: row.code,
    level: row.level as 'town',
    zh: row.zh,
    en: row.en,
    ...(row.parent === undefined ? {} : { parent: row.parent }),
    ...(row.kind === undefined ? {} : { kind: row.kind as 'town' }),
    ...(point ? { centre: point } : {}),
    ...(polygons ? { polygons } : {}),
  }
}

export const unitOf = (row: Row<'units.csv'>): Pack['units'][number] => ({
  id: row.id,
  kind: row.kind as 'centre',
  zh: row.zh,
  en: row.en,
  territory: row.territory,
  level: row.level as 'town',
  calendar: row.calendar,
  ...(row.public_zh === undefined ? {} : { publicZh: row.public_zh }),
  ...(row.parent === undefined ? {} : { parent: row.parent }),
  ...(row.referral_only === undefined ? {} : { referralOnly: row.referral_only }),
})

/** A party unit carries no limits of its own; it is shown the hours of the first calendar of the pack. */
export const partyUnitOf = (row: Row<'party.csv'>, calendar: string): Pack['units'][number] => ({
  id: row.id,
  kind: 'party',
  zh: row.zh,
  en: row.en,
  territory: row.territory,
  level: row.level as 'town',
  calendar,
  ...(row.parent === undefined ? {} : { parent: row.parent }),
})

export const holdingOf = (row: Row<'holdings.csv'>): Pack['holdings'][number] => ({
  post: row.post,
  person: row.person,
  fromOn: row.from_on,
  ...(row.to_on === undefined ? {} : { toOn: row.to_on }),
  ...(row.instead_of === undefined ? {} : { insteadOf: row.instead_of }),
})

export const dispatchRowOf = (row: Row<'dispatch.csv'>): Pack['dispatch'][number] => {
  const limits = limitsFrom(row)
  return {
    id: row.id,
    place: row.place,
    type: row.type,
    level: row.level as '*',
    time: row.time as '*',
    urgency: row.urgency as '*',
    lead: row.lead,
    co: row.co ?? [],
    copies: row.copies ?? [],
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    basis: row.basis,
  }
}

export const limitsFrom = (row: {
  sign?: string
  contact?: string
  handle?: string
  whole?: string
}): Partial<Limits> => ({
  ...(row.sign === undefined ? {} : { sign: limitFrom(row.sign) }),
  ...(row.contact === undefined ? {} : { contact: limitFrom(row.contact) }),
  ...(row.handle === undefined ? {} : { handle: limitFrom(row.handle) }),
  ...(row.whole === undefined ? {} : { whole: limitFrom(row.whole) }),
})

export const reasonOf = (
  row: Static<(typeof documentShapes)['reasons.yaml']>['exits'][number],
): Pack['exits'][number] => ({
  code: row.code,
  zh: row.zh,
  en: row.en,
  ...(row.basis === undefined ? {} : { basis: row.basis }),
  ...(row.basis_required === undefined ? {} : { basisRequired: row.basis_required }),
  ...(row.wording_zh === undefined ? {} : { wordingZh: row.wording_zh }),
  ...(row.wording_en === undefined ? {} : { wordingEn: row.wording_en }),
})
