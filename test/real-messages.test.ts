// The 2,816 real messages through every rule of intake, one after the other, in the demo district: nothing dies, nothing
// is left without a place and a lead. The shares and times it prints are measurements, not promises; only what would
// mean a broken rule is asserted. The messages stay outside the project.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { suggestDispatch } from '#core/dispatch/dispatch.ts'
import { explainOverlap } from '#core/dispatch/overlap.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { maskPersonal } from '#core/intake/mask.ts'
import { checkReport, type Report } from '#core/intake/report.ts'
import { urgentIn } from '#core/intake/urgent.ts'
import { parseInstant } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import { makeLocator } from '#core/locate/locate.ts'
import { rankDuplicates } from '#core/sort/duplicates.ts'
import { suggestExit } from '#core/sort/exits.ts'
import { makeKeywordSorter } from '#core/sort/sort.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'

const dataDir = process.env.JIEWANG_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const file = `${dataDir}/messages/replies.jsonl.gz`
const skip = existsSync(file) ? false : `no real messages at ${file}; set JIEWANG_DATA`

type Message = { id: string; title: string; time: string; body: string }

test('real messages pass intake, place, type, exit, lead and duplicates', { skip }, t => {
  const read = readPack(fileURLToPath(new URL('../packs/longxi', import.meta.url)))
  assert.ok(read.ok)
  const district = makeDistrict(read.pack, read.version)
  const messages = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Message)
  const now = parseInstant('2020-02-01T00:00+08:00')!
  const timed = <T>(what: string, each: () => readonly T[]): readonly T[] => {
    const startMs = performance.now()
    const all = each()
    const micros = ((performance.now() - startMs) * 1000) / messages.length
    t.diagnostic(`${what}: ${micros.toFixed(0)} µs a message`)
    return all
  }

  const answers = timed('check', () =>
    messages.map(m =>
      checkReport(
        {
          source: 'replay',
          sourceId: m.id,
          channel: 'replay',
          at: parseInstant(m.time, 'china') ?? Number.NaN,
          title: m.title,
          words: m.body,
          photos: [],
          lang: 'zh',
        },
        district,
        now,
      ),
    ),
  )
  const reports = answers.filter((a): a is Report => !isRefusal(a))
  const refused = answers.filter(isRefusal)
  t.diagnostic(
    `taken ${reports.length}, refused ${refused.length}: ${[...new Set(refused.map(r => r.refused))]}`,
  )
  assert.equal(reports.length + refused.length, messages.length)
  assert.ok(refused.every(r => r.refused === 'too-large' || r.refused === 'too-long-ago'))

  const masked = timed('mask', () => reports.map(r => maskPersonal(r.words)))
  masked.forEach((m, i) => {
    const { words } = reports[i]!
    assert.equal(m.masked.length, words.length)
    if (m.found.length === 0) assert.equal(m.masked, words)
    else assert.deepEqual(maskPersonal(m.masked).found, [], `masked twice: ${reports[i]!.sourceId}`)
  })

  const urgent = timed('urgent', () => reports.map(r => urgentIn(`${r.title ?? ''}。${r.words}`)))
  const sort = makeKeywordSorter(district)
  const sorted = timed('sort', () => reports.map(r => sort(r)))
  const locate = makeLocator(district)
  const located = timed('locate', () => reports.map(r => locate(r.place, `${r.title ?? ''}。${r.words}`)))
  const exits = timed('exit', () => reports.map(r => suggestExit(r.words, district.exits)))
  const dispatched = timed('dispatch', () =>
    reports.map((r, i) => {
      const { type, urgency } = sorted[i]!
      const { territory } = located[i]!
      return suggestDispatch(
        { place: territory, urgency, level: 'district', at: r.at, ...(type ? { type } : {}) },
        district,
      )
    }),
  )
  for (const { territory } of located) assert.ok(district.territory(territory))
  for (const d of dispatched) assert.ok(!isRefusal(d) && district.unit(d.lead))

  const share = (n: number) => `${((100 * n) / reports.length).toFixed(1)}%`
  const withType = sorted.filter(s => s.type).length
  t.diagnostic(
    `sorted ${share(withType)}, personal data in ${share(masked.filter(m => m.found.length).length)}`,
  )
  t.diagnostic(
    `urgent ${share(urgent.filter(u => u.length).length)}, exits ${share(exits.filter(e => e).length)}`,
  )
  t.diagnostic(
    `placed by words ${share(located.filter(l => l.how === 'words').length)} (places of other cities)`,
  )
  t.diagnostic(
    `types with more than one owner: ${explainOverlap(district).length} of ${district.types.length}`,
  )
  // Below this the catalogue has lost its keywords; the figure itself is for comparing sorters.
  assert.ok(withType / reports.length > 0.7)

  const candidates = reports.map((r, i) => ({
    subject: r.sourceId,
    number: r.sourceId,
    at: r.at,
    place: located[i]!.territory,
    ...(sorted[i]!.type ? { type: sorted[i]!.type } : {}),
    words: r.words,
  }))
  const startMs = performance.now()
  const found = candidates.slice(0, 100).map(told => rankDuplicates(told, candidates, now))
  const compared = candidates
    .slice(0, 100)
    .reduce(
      (sum, told) => sum + candidates.filter(c => Math.abs(c.at - told.at) <= 30 * 86_400_000).length,
      0,
    )
  t.diagnostic(`duplicates: ${(((performance.now() - startMs) * 1000) / compared).toFixed(0)} µs a pair`)
  found.forEach((list, i) => {
    const own = list.find(d => d.subject === candidates[i]!.subject)
    assert.ok(own && own.score > 0.6, 'every message is its own best duplicate')
    assert.ok(own.score === list[0]!.score)
  })
})
