// The demonstration pack sends every kind of matter somewhere sensible: one lead everywhere and always, the lowest
// competent level first, and nobody made to do what is not theirs.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { everyCase } from '#core/district/check-dispatch.ts'
import { fits, rowFor } from '#core/district/dispatch-row.ts'
import type { Unit } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { forbiddenIn } from '#core/district/pack-problem.ts'
import { matterNotices } from '#core/lives/notices/matter.ts'
import { petitionNotices } from '#core/lives/notices/petition.ts'
import { readPack } from './read-pack.ts'
import { readReplayAliases } from './replay-aliases.ts'

const folder = join(import.meta.dirname, '../../../packs/longxi')
const read = readPack(folder)
assert.ok(read.ok)
const district = makeDistrict(read.pack, read.version)

const leadOf = (lead: string, place: string): Unit => {
  const level = lead.startsWith('centre:') ? (lead.slice('centre:'.length) as 'town') : undefined
  return level ? district.centreOver(place, level) : district.unit(lead)!
}

test('ten modules with the sub-types of the code list', () => {
  const counts = Object.fromEntries(
    district.modules.map(m => [m.code, district.types.filter(t => t.module === m.code).length]),
  )
  assert.deepEqual(counts, { GS: 8, MD: 8, SP: 8, ER: 7, CL: 5, CM: 10, EE: 7, EN: 6, AS: 6, SC: 5 })
  for (const type of district.types)
    assert.ok(type.keywords.length >= 16, `${type.code} has ${type.keywords.length} keywords`)
})

test('every type, place, level, time and urgency has one deciding row with a lead that may lead', () => {
  let cases = 0
  for (const matter of everyCase(district)) {
    cases++
    const row = rowFor(district.dispatch, matter)
    assert.ok(row, `${matter.type} at ${matter.around[0]!.code}`)
    assert.equal(
      district.dispatch.find(r => fits(r, matter)),
      row,
    )
    const lead = leadOf(row.lead, matter.around[0]!.code)
    assert.ok(lead.kind === 'centre' || lead.kind === 'department', `${row.id} → ${lead.id}`)
    if (matter.matterType.communityRole === 'assist')
      assert.notEqual(lead.level, 'community', `${row.id} ${matter.type}`)
  }
  assert.ok(cases > 60 * 3 * 2 * 4 * 4, String(cases))
})

// Closed matters of the demonstration district by module, those settled on the spot left out.
const dispatched = {
  GS: 1238,
  MD: 2178,
  SP: 1505,
  ER: 355,
  CL: 470,
  CM: 3274,
  EE: 1403,
  EN: 774,
  AS: 1895,
  SC: 1025,
}
// Share of each sub-type inside its module, in the order of the code list.
const shares: Readonly<Record<string, readonly number[]>> = {
  GS: [26, 20, 9, 10, 6, 11, 8, 10],
  MD: [24, 25, 12, 12, 13, 5, 5, 4],
  SP: [28, 20, 6, 18, 5, 6, 12, 5],
  ER: [30, 14, 14, 10, 20, 9, 3],
  CL: [40, 25, 6, 12, 17],
  CM: [22, 17, 14, 9, 10, 5, 6, 5, 6, 6],
  EE: [20, 18, 18, 14, 18, 9, 3],
  EN: [22, 20, 18, 12, 16, 12],
  AS: [22, 24, 16, 12, 18, 8],
  SC: [25, 30, 15, 10, 20],
}

test('about 83 % of all matters are led at town level or lower', () => {
  // 68 % of matters lie in the five streets; 9,412 of 23,529 are settled on the spot and count as grassroots.
  const places = [
    { code: '500199001001', weight: 0.68 },
    { code: '500199101001', weight: 0.12 },
    { code: '500199101200', weight: 0.2 },
  ]
  let low = 9412
  let all = 9412
  for (const type of district.types) {
    const share = shares[type.module]![Number(type.code.slice(2)) - 1]! / 100
    for (const place of places) {
      const count = dispatched[type.module as 'GS'] * share * place.weight
      const around = [place.code, place.code.slice(0, 9), district.code].map(
        code => district.territory(code)!,
      )
      const matter = {
        type: type.code,
        around,
        level: 'town',
        time: 'working',
        urgency: type.urgency,
      } as const
      const lead = leadOf(rowFor(district.dispatch, matter)!.lead, place.code)
      all += count
      if (lead.level !== 'district') low += count
    }
  }
  const share = low / all
  assert.ok(Math.abs(share - 0.833) < 0.03, `${(share * 100).toFixed(1)} %`)
})

test('a clue goes to the police at once and to nobody below the district', () => {
  for (const matter of everyCase(district)) {
    if (!matter.type.startsWith('CL')) continue
    const row = rowFor(district.dispatch, matter)!
    assert.equal(row.lead, 'D-ga')
    assert.deepEqual(row.co, [])
    assert.deepEqual(row.copies, ['centre:district'])
    assert.deepEqual(row.limits?.sign, { amount: 30, unit: 'minutes' })
  }
})

test('what nobody thought of falls to the district', () => {
  const last = district.dispatch.at(-1)!
  assert.deepEqual([last.place, last.type, last.level, last.time, last.urgency], ['*', '*', '*', '*', '*'])
  assert.equal(last.lead, 'centre:district')
})

test('six exits, three return reasons with a legal basis, wording everywhere', () => {
  assert.equal(district.exits.length, 6)
  assert.equal(district.returnReasons.length, 3)
  assert.ok(district.returnReasons.every(reason => reason.basisRequired))
  for (const reason of [
    ...district.exits,
    ...district.returnReasons,
    ...district.suspendReasons,
    ...district.declineReasons,
  ])
    assert.ok(reason.wordingZh && reason.wordingEn, reason.code)
})

test('no name in the catalogue is one of the words that must not be counted', () => {
  for (const type of district.types)
    for (const text of [type.zh, type.en, ...type.keywords]) assert.equal(forbiddenIn(text), undefined, text)
})

test('people are in post both on the day of the oldest replayed message and today', () => {
  for (const iso of ['2011-01-01T12:00:00+08:00', '2026-11-24T12:00:00+08:00'])
    for (const post of district.posts)
      assert.ok(district.holdersOf(post.id, Date.parse(iso) as never).length > 0, `${post.id} on ${iso}`)
  for (const account of district.demoAccounts)
    assert.ok(
      district.postsOf(account.person, Date.parse('2026-11-24T12:00:00+08:00') as never).length > 0,
      account.login,
    )
})

test('replay names lead into the district, longest first', () => {
  const { aliases, problems } = readReplayAliases(folder, code => district.territory(code) !== undefined)
  assert.deepEqual(problems, [])
  assert.ok(aliases.size > 100)
  assert.equal(district.territory(aliases.get('A3区')!)?.level, 'town')
  const lengths = [...aliases.keys()].map(alias => alias.length)
  assert.deepEqual(
    lengths,
    lengths.toSorted((a, b) => b - a),
  )
})

test('every notice of matters and petitions finds its words', () => {
  const known = new Set(district.wordings.map(wording => wording.code))
  for (const rules of [matterNotices, petitionNotices])
    for (const rule of Object.values(rules).flat()) assert.ok(known.has(rule.wording), rule.wording)
})
