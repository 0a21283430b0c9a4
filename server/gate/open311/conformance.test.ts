// GeoReport v2 as a table: every address in XML and JSON, its element names, content types, numbers and errors.
// Names and numbers: GeoReport v2 at open311.org, FixMyStreet's servicerequestupdates.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { officer } from '#test/support/story.ts'
import { type Door, type Got, openDoor, readXml } from './door.fixture.ts'

let door: Door
let number: string
let updateId: string
before(async () => {
  door = await openDoor()
  number = await door.report({
    first_name: '明',
    last_name: '王',
    phone: '13800000000',
    email: 'w@example.cn',
  })
  await door.handle(number)
  door.net.passMs(60_000)
  const r = await door.post('servicerequestupdates.json', {
    api_key: door.keys.east,
    service_request_id: number,
    update_id: 'u1',
    updated_datetime: '2026-11-23T09:10:00+08:00',
    status: 'OPEN',
    description: '现场还有一点',
  })
  assert.equal(r.status, 200, r.text)
  updateId = JSON.parse(r.text)[0].update_id
})
after(() => door.close())

const requestNames = [
  'service_request_id',
  'status',
  'status_notes',
  'service_name',
  'service_code',
  'description',
  'agency_responsible',
  'service_notice',
  'requested_datetime',
  'updated_datetime',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
]
const updateNames = [
  'update_id',
  'service_request_id',
  'status',
  'updated_datetime',
  'description',
  'media_url',
]
const w3c = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/

type Row = {
  what: string
  ask: (format: string) => Promise<Got>
  root: string
  /** Names of the elements of the first item, or of the root where it is no list. */
  names: readonly string[]
  list: boolean
}

const key = () => ({ api_key: door.keys.east })
const rows: readonly Row[] = [
  {
    what: 'GET discovery',
    ask: f => door.get(`discovery.${f}`),
    root: 'discovery',
    names: ['changeset', 'contact', 'key_service', 'endpoints'],
    list: false,
  },
  {
    what: 'GET services',
    ask: f => door.get(`services.${f}`, { jurisdiction_id: '500198' }),
    root: 'services',
    names: ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'],
    list: true,
  },
  {
    what: 'GET a service definition',
    ask: f => door.get(`services/CM02.${f}`),
    root: 'service_definition',
    names: ['service_code', 'attributes'],
    list: false,
  },
  {
    what: 'POST a request',
    ask: f =>
      door.post(`requests.${f}`, {
        ...key(),
        service_code: 'CM01',
        address_string: '人民路夜市',
        description: `占道 ${f}`,
      }),
    root: 'service_requests',
    names: ['service_request_id', 'service_notice', 'account_id'],
    list: true,
  },
  {
    what: 'GET a token',
    ask: f => door.get(`tokens/${number}.${f}`),
    root: 'service_requests',
    names: ['service_request_id', 'token'],
    list: true,
  },
  {
    what: 'GET requests',
    ask: f => door.get(`requests.${f}`, key()),
    root: 'service_requests',
    names: requestNames,
    list: true,
  },
  {
    what: 'GET requests without a key',
    ask: f => door.get(`requests.${f}`),
    root: 'service_requests',
    names: requestNames,
    list: true,
  },
  {
    what: 'GET requests with extensions',
    ask: f => door.get(`requests.${f}`, { ...key(), extensions: 'true' }),
    root: 'service_requests',
    names: [...requestNames, 'extended_attributes'],
    list: true,
  },
  {
    what: 'GET one request',
    ask: f => door.get(`requests/${number}.${f}`),
    root: 'service_requests',
    names: requestNames,
    list: true,
  },
  {
    what: 'GET updates',
    ask: f => door.get(`servicerequestupdates.${f}`, key()),
    root: 'service_request_updates',
    names: updateNames,
    list: true,
  },
  {
    what: 'POST an update',
    ask: f =>
      door.post(`servicerequestupdates.${f}`, {
        ...key(),
        service_request_id: number,
        update_id: `again-${f}`,
        updated_datetime: '2026-11-23T09:20:00+08:00',
        status: 'OPEN',
        description: '补充',
      }),
    root: 'service_request_updates',
    names: ['update_id'],
    list: true,
  },
]

for (const { what, ask, root, names, list } of rows) {
  test(`${what}: XML`, async () => {
    const r = await ask('xml')
    assert.equal(r.status, 200, r.text)
    assert.equal(r.type, 'text/xml; charset=utf-8')
    const doc = readXml(r.text)
    assert.equal(doc.root, root)
    const item = (list ? (doc.value as object[])[0] : doc.value) as object
    assert.deepEqual(Object.keys(item), names)
  })
  test(`${what}: JSON`, async () => {
    const r = await ask('json')
    assert.equal(r.status, 200, r.text)
    assert.equal(r.type, 'application/json; charset=utf-8')
    const value = JSON.parse(r.text)
    assert.equal(Array.isArray(value), list, 'a list has no wrapper')
    assert.deepEqual(Object.keys(list ? value[0] : value), names)
  })
}

describe('errors: code and description, in the format asked for', () => {
  const good = { service_code: 'CM02', lat: '29.8', long: '106.0', description: '垃圾' }
  const update = { service_request_id: '', update_id: 'x', status: 'OPEN', description: 'y' }
  const errors: readonly (readonly [string, number, (f: string) => Promise<Got>])[] = [
    ['no key', 403, f => door.post(`requests.${f}`, good)],
    ['a wrong key', 403, f => door.post(`requests.${f}`, { ...good, api_key: 'jwk_no' })],
    [
      'a key of 10,000 letters',
      403,
      f => door.post(`requests.${f}`, { ...good, api_key: 'k'.repeat(10_000) }),
    ],
    ['a wrong key for reading', 403, f => door.get(`requests.${f}`, { api_key: 'x' })],
    ['no service_code', 400, f => door.post(`requests.${f}`, { ...key(), ...good, service_code: '' })],
    [
      'an unknown service_code',
      404,
      f => door.post(`requests.${f}`, { ...key(), ...good, service_code: 'X' }),
    ],
    ['no location', 400, f => door.post(`requests.${f}`, { ...key(), service_code: 'CM02' })],
    ['half a location', 400, f => door.post(`requests.${f}`, { ...key(), ...good, long: '' })],
    ['a place off the earth', 400, f => door.post(`requests.${f}`, { ...key(), ...good, lat: '91' })],
    ['words for numbers', 400, f => door.post(`requests.${f}`, { ...key(), ...good, lat: 'north' })],
    [
      'an unknown address_id alone',
      400,
      f => door.post(`requests.${f}`, { ...key(), service_code: 'CM02', address_id: '9' }),
    ],
    [
      'a wrong jurisdiction for posting',
      404,
      f => door.post(`requests.${f}`, { ...key(), ...good, jurisdiction_id: 'sfgov.org' }),
    ],
    [
      'a wrong jurisdiction for services',
      404,
      f => door.get(`services.${f}`, { jurisdiction_id: 'city.gov' }),
    ],
    [
      'a wrong jurisdiction for requests',
      404,
      f => door.get(`requests.${f}`, { jurisdiction_id: 'city.gov' }),
    ],
    ['an unknown service', 404, f => door.get(`services/NONE.${f}`)],
    ['an unknown request', 404, f => door.get(`requests/XX202001010001.${f}`)],
    ['an unknown token', 404, f => door.get(`tokens/12345.${f}`)],
    ['an unknown address', 404, f => door.get(`nothing/here.${f}`)],
    ['a date that is none', 400, f => door.get(`requests.${f}`, { start_date: '2026-02-30T00:00:00Z' })],
    ['a date without offset', 400, f => door.get(`requests.${f}`, { start_date: '2026-11-01T00:00:00' })],
    ['a date of letters', 400, f => door.get(`servicerequestupdates.${f}`, { end_date: 'yesterday' })],
    [
      'dates the wrong way round',
      400,
      f => door.get(`requests.${f}`, { start_date: '2026-11-02', end_date: '2026-11-01' }),
    ],
    [
      'more than 90 days',
      400,
      f => door.get(`requests.${f}`, { start_date: '2026-01-01', end_date: '2026-11-01' }),
    ],
    ['a status that is none', 400, f => door.get(`requests.${f}`, { status: 'pending' })],
    ['a page that is none', 400, f => door.get(`requests.${f}`, { page: '0' })],
    ['a page size beyond 1000', 400, f => door.get(`requests.${f}`, { page_size: '1001' })],
    ['an update without a key', 403, f => door.post(`servicerequestupdates.${f}`, update)],
    ['an update of nothing', 400, f => door.post(`servicerequestupdates.${f}`, { ...key(), ...update })],
    [
      'an update of an unknown request',
      404,
      f => door.post(`servicerequestupdates.${f}`, { ...key(), ...update, service_request_id: 'XX1' }),
    ],
    [
      'an update with a bad time',
      400,
      f =>
        door.post(`servicerequestupdates.${f}`, {
          ...key(),
          ...update,
          service_request_id: number,
          updated_datetime: 'now',
        }),
    ],
    ['an XML body', 415, f => door.raw(`requests.${f}`, 'text/xml', '<a/>')],
    ['broken JSON', 400, f => door.raw(`requests.${f}`, 'application/json', '{"api_key":')],
    [
      '13 MB',
      413,
      f => door.raw(`requests.${f}`, 'application/x-www-form-urlencoded', `description=${'x'.repeat(13e6)}`),
    ],
  ]
  for (const [what, status, ask] of errors) {
    test(what, async () => {
      const x = await ask('xml')
      assert.equal(x.status, status, x.text)
      assert.equal(x.type, 'text/xml; charset=utf-8')
      const doc = readXml(x.text)
      assert.equal(doc.root, 'errors')
      const [error] = doc.value as { code: string; description: string }[]
      assert.equal(error!.code, String(status))
      const j = await ask('json')
      assert.equal(j.status, status)
      assert.equal(j.type, 'application/json; charset=utf-8')
      const [same] = JSON.parse(j.text)
      assert.deepEqual(Object.keys(same), ['code', 'description'])
      assert.equal(same.code, status)
      assert.match(same.description, /[一-鿿]/)
      assert.match(same.description, /[a-z]/)
    })
  }
})

describe('what a request says', () => {
  const one = async (query: Record<string, string>) =>
    JSON.parse((await door.get(`requests/${number}.json`, query)).text)[0]

  test('to the key that reported it', async () => {
    const r = await one({ ...key(), extensions: 'true' })
    assert.equal(r.status, 'closed')
    assert.equal(r.status_notes, '已办结')
    assert.equal(r.service_code, 'CM02')
    assert.equal(r.service_name, '暴露垃圾')
    assert.equal(r.description, '垃圾桶满了没人清')
    assert.equal(r.service_notice, '垃圾已清运，谢谢您。')
    assert.equal(r.agency_responsible, '区城管局')
    assert.equal(r.lat, 29.808)
    assert.equal(r.long, 106.004)
    assert.match(r.requested_datetime, w3c)
    assert.match(r.updated_datetime, w3c)
    assert.equal(r.updated_datetime, '2026-11-23T09:06:00+08:00', 'when it was closed')
    assert.equal(r.extended_attributes.state, 'closed')
  })

  test('to everybody: no words, no point, no answer, a place no finer than the community', async () => {
    const r = await one({})
    assert.equal(r.description, null)
    assert.equal(r.service_notice, null)
    assert.equal(r.lat, null)
    assert.equal(r.address_id, '500198001001')
    assert.equal(r.agency_responsible, '区城管局')
  })

  test('an open one is expected by its promise', async () => {
    const open = await door.report()
    const { net } = door
    const lead = await door.net.desk.load(open)
    assert.equal(lead!.standing.state, 'reported')
    const before = JSON.parse((await door.get(`requests/${open}.json`, key())).text)[0]
    assert.equal(before.expected_datetime, null, 'the promise starts at dispatch')
    await net.does(open, officer('dispatcher'), 'dispatch', { lead: 'd-city', type: 'CM02' })
    const r = JSON.parse((await door.get(`requests/${open}.json`, key())).text)[0]
    assert.equal(r.status, 'open')
    assert.match(r.expected_datetime, w3c)
  })
})

describe('lists', () => {
  const ids = async (query: Record<string, string>) =>
    JSON.parse((await door.get('requests.json', query)).text).map(
      (r: { service_request_id: string }) => r.service_request_id,
    )

  test('by number, by code, by status, by time', async () => {
    const vending = await door.report({ service_code: 'CM01', description: '摆摊' })
    assert.deepEqual(await ids({ service_request_id: number }), [number])
    assert.deepEqual(
      (await ids({ service_request_id: `${number}, ${vending},none` })).sort(),
      [number, vending].sort(),
    )
    assert.ok((await ids({ service_code: 'CM01' })).includes(vending))
    assert.ok(!(await ids({ service_code: 'CM01' })).includes(number))
    assert.ok((await ids({ status: 'closed' })).includes(number))
    assert.ok(!(await ids({ status: 'open' })).includes(number))
    assert.ok((await ids({ status: 'open,closed' })).includes(number))
    const early = '2026-11-23T08:00:00+08:00'
    assert.ok((await ids({ start_date: early, end_date: '2026-11-24T00:00:00Z' })).includes(number))
    assert.deepEqual(await ids({ end_date: early }), [])
    assert.ok((await ids({ start_date: '2026-11-23T00:00:00Z' })).includes(number), 'Z is an offset')
    const r = await door.app.inject(`/open311/v2/requests.json?start_date=${early}`)
    assert.equal(r.statusCode, 200, 'a plus sign nobody escaped')
  })

  test('pages neither lose nor repeat', async () => {
    const all = await ids({})
    const paged: string[] = []
    for (let page = 1; ; page++) {
      const some = await ids({ page: String(page), page_size: '2' })
      if (some.length === 0) break
      paged.push(...some)
    }
    assert.deepEqual(paged, all)
  })

  test('updates tell what reporters read, oldest first, and the other side gets its own back by our id', async () => {
    const updates = JSON.parse((await door.get('servicerequestupdates.json', key())).text).filter(
      (u: { service_request_id: string }) => u.service_request_id === number,
    )
    assert.ok(updates.some((u: { update_id: string }) => u.update_id === updateId))
    const closed = updates.find((u: { status: string }) => u.status === 'closed')
    assert.equal(closed.description, '答复：垃圾已清运，谢谢您。')
    const times = updates.map((u: { updated_datetime: string }) => u.updated_datetime)
    assert.deepEqual(times, [...times].sort())
    const open = JSON.parse((await door.get('servicerequestupdates.json')).text)
    assert.ok(open.length > 0)
    assert.ok(!JSON.stringify(open).includes('清运'), 'the public reads states, not answers')
    const narrow = JSON.parse(
      (
        await door.get('servicerequestupdates.json', {
          ...key(),
          start_date: closed.updated_datetime,
          end_date: closed.updated_datetime,
        })
      ).text,
    )
    assert.deepEqual(
      narrow.map((u: { update_id: string }) => u.update_id),
      [closed.update_id],
    )
  })
})
