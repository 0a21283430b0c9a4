// Real requests of two cities, as their own Open311 doors published them, posted through ours with their codes mapped to
// the small district's: every one gets a number, a second posting adds nothing, and all are found again.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { openDoor } from '#server/gate/open311/door.fixture.ts'
import { readCsv } from '#server/gate/pack/csv.ts'

const data = process.env.JIEWANG_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const mostOfEach = 500

type Row = Record<string, string>
const rowsOf = (file: string): Row[] | undefined => {
  const path = join(data, 'open311', file)
  if (!existsSync(path)) return undefined
  const { rows } = readCsv(gunzipSync(readFileSync(path)).toString('utf8'))
  const names = rows[0]!.map(c => c.text)
  return rows
    .slice(1, mostOfEach + 1)
    .filter(r => r.length === names.length)
    .map(r => Object.fromEntries(names.map((n, i) => [n, r[i]!.text])))
}

/** Their kinds in our codes, by words in the name; what we do not know goes to the general one. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/trash|dirty|alley|sanitation|litter|bulk|dumping|rodent/i, 'CM02'],
  [/driveway|parking|vend|derelict|abandoned/i, 'CM01'],
  [/noise|air|smoke|odor/i, 'EE02'],
  [/water|sewer|flood|drain/i, 'ER01'],
  [/fire|hydrant|traffic signal/i, 'GS01'],
]
const codeOf = (kind: string): string => codes.find(([words]) => words.test(kind))?.[1] ?? 'MD02'

const cities: readonly (readonly [file: string, form: (r: Row) => Row])[] = [
  [
    'baltimore_311_5k.csv.gz',
    r => ({
      request_id: r.ServiceRequestNum!,
      service_code: codeOf(r.SRType!),
      lat: r.Latitude!,
      long: r.Longitude!,
      address_string: r.Address!,
      description: r.SRType!,
    }),
  ],
  [
    'nyc_2024_1k_a.csv.gz',
    r => ({
      request_id: r.unique_key!,
      service_code: codeOf(r.complaint_type!),
      lat: r.latitude!,
      long: r.longitude!,
      address_string: r.incident_address || r.intersection_street_1 || r.borough!,
      description: `${r.complaint_type}: ${r.descriptor}`,
    }),
  ],
]

for (const [file, form] of cities) {
  test(`${file}: nothing lost, nothing doubled`, async t => {
    const all = rowsOf(file)
    if (!all) return t.skip(`no ${join(data, 'open311', file)}: set JIEWANG_DATA`)
    const nowhere = (r: Row) => !form(r).lat && !form(r).address_string
    const rows = all.filter(r => !nowhere(r))
    assert.ok(rows.length > 100)
    const door = await openDoor()
    try {
      const { east } = door.keys
      for (const r of all.filter(nowhere)) {
        const answer = await door.post('requests.json', { ...form(r), api_key: east })
        assert.equal(answer.status, 400, 'the specification wants a place, and the answer says so')
        assert.match(answer.text, /location/)
      }
      const postAll = () =>
        Promise.all(
          rows.map(async r => {
            const answer = await door.post('requests.json', { ...form(r), api_key: east })
            assert.equal(answer.status, 200, `${JSON.stringify(form(r))}: ${answer.text}`)
            return JSON.parse(answer.text)[0].service_request_id as string
          }),
        )
      const first = await postAll()
      const ids = rows.map(r => form(r).request_id!)
      assert.equal(new Set(first).size, new Set(ids).size, 'one matter for one request')
      assert.deepEqual(await postAll(), first, 'the second posting adds nothing')
      const found = JSON.parse((await door.get('requests.json', { api_key: east })).text) as Row[]
      assert.deepEqual(found.map(f => f.service_request_id).sort(), [...new Set(first)].sort())
      for (const f of found) assert.ok(f.agency_responsible && f.status === 'open')
    } finally {
      await door.close()
    }
  })
}
