// What comes in through the Open311 door and what happens to it: forms of every kind, retries, pictures, people's data,
// updates from the other side – and what must not happen: another key's matters, hidden ones, hostile bodies.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fastify from 'fastify'
import { refuse } from '#core/life/refusal.ts'
import { officer } from '#test/support/story.ts'
import { type Door, openDoor, readXml } from './door.fixture.ts'
import { registerOpen311 } from './register.ts'

let door: Door
before(async () => {
  door = await openDoor()
})
after(() => door.close())

const good = { service_code: 'CM02', lat: '29.808', long: '106.004', description: '垃圾没人清' }
const numberOf = (r: { status: number; text: string }): string => {
  assert.equal(r.status, 200, r.text)
  return JSON.parse(r.text)[0].service_request_id
}
const standingOf = async (number: string) => (await door.net.desk.load(number))!.standing

describe('ways to send a report', () => {
  test('a form, JSON and multipart say the same', async () => {
    const said = { ...good, api_key: door.keys.east }
    const form = numberOf(await door.post('requests.json', { ...said, request_id: 'f' }))
    const json = numberOf(
      await door.raw(
        'requests.json',
        'application/json',
        JSON.stringify({
          ...said,
          lat: 29.808,
          long: 106.004,
          request_id: 'j',
          attribute: { title: '垃圾' },
        }),
      ),
    )
    const boundary = 'xxBOUNDARYxx'
    const part = (name: string, text: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
    const body = Buffer.concat([
      Buffer.from(
        Object.entries({ ...said, request_id: 'm' })
          .map(([n, t]) => part(n, t))
          .join(''),
      ),
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
      ),
      Buffer.from('ffd8ff0011', 'hex'),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    const multi = numberOf(await door.raw('requests.json', `multipart/form-data; boundary=${boundary}`, body))
    for (const number of [form, json, multi]) {
      const { doc } = await standingOf(number)
      assert.equal(doc.place, '50019800100101')
      assert.deepEqual((doc as { point?: unknown }).point, [106.004, 29.808])
      assert.equal((doc as { words?: unknown }).words, '垃圾没人清')
    }
    assert.equal((await standingOf(multi)).doc.lead, 'c-500198')
    assert.deepEqual(((await standingOf(multi)).doc as unknown as { photos: string[] }).photos, ['photo-1'])
    assert.equal(((await standingOf(json)).doc as unknown as { title: string }).title, '垃圾')
  })

  test('a data URL is a picture, a web address is not fetched and not kept', async () => {
    const before = door.photos.length
    const inline = `data:image/jpeg;base64,${Buffer.from('ffd8ff99', 'hex').toString('base64')}`
    await door.report({ media_url: inline })
    assert.equal(door.photos.length, before + 1)
    const linked = await door.report({ media_url: 'http://127.0.0.1:9/secret?token=abc' })
    assert.equal(door.photos.length, before + 1)
    assert.ok(!JSON.stringify((await door.net.desk.load(linked))!.facts).includes('127.0.0.1'))
    const bad = await door.post('requests.json', {
      ...good,
      api_key: door.keys.east,
      media_url: `data:image/png;base64,${Buffer.from('not a picture').toString('base64')}`,
    })
    assert.equal(bad.status, 400)
  })

  test('without a description the service says what it is about', async () => {
    const number = numberOf(
      await door.post('requests.json', {
        api_key: door.keys.east,
        service_code: 'CM01',
        address_string: '人民路',
      }),
    )
    assert.equal(((await standingOf(number)).doc as unknown as { words: string }).words, '占道经营')
    assert.equal((await standingOf(number)).doc.place, '500198001', 'found by its words')
  })

  test('an address_id is a territory code', async () => {
    const number = numberOf(
      await door.post('requests.json', {
        api_key: door.keys.east,
        service_code: 'CM02',
        address_id: '500198101201',
        description: '村口垃圾',
      }),
    )
    assert.equal((await standingOf(number)).doc.place, '500198101201')
  })

  test('who reported lies in the vault and nowhere else', async () => {
    const number = await door.report({
      first_name: '小明',
      last_name: '欧阳',
      phone: '13912345678',
      email: 'someone@example.cn',
      device_id: 'device-42',
      account_id: 'account-42',
      description: '请回电 13912345678，垃圾没人清',
    })
    const ref = (await standingOf(number)).doc.reporters[0]!
    const secret = JSON.parse(door.net.secrets.get(ref)!)
    assert.deepEqual(
      [secret.name, secret.phone, secret.email],
      ['欧阳小明', '13912345678', 'someone@example.cn'],
    )
    for (const table of ['fact', 'life_now', 'outbox', 'subject_index', 'intake_key']) {
      const { rows } = await door.net.tamper(`select * from ${table}`)
      assert.doesNotMatch(JSON.stringify(rows), /13912345678|someone@|欧阳|device-42|account-42/, table)
    }
  })
})

describe('the same report again', () => {
  test('by the id the client gave it, for ever', async () => {
    const said = { ...good, api_key: door.keys.east, request_id: 'mine-1' }
    const first = numberOf(await door.post('requests.json', said))
    door.net.passMs(40 * 86_400_000)
    assert.equal(numberOf(await door.post('requests.json', { ...said, description: '换个说法' })), first)
    assert.notEqual(numberOf(await door.post('requests.json', { ...said, api_key: door.keys.baishi })), first)
  })

  test('by the id FixMyStreet puts into an attribute', async () => {
    const said = { ...good, api_key: door.keys.east, 'attribute[fixmystreet_id]': '77' }
    assert.equal(
      numberOf(await door.post('requests.json', said)),
      numberOf(await door.post('requests.json', { ...said, email: 'x@example.cn' })),
    )
  })

  test('by its words within the hour, not a day later', async () => {
    const said = { ...good, api_key: door.keys.east, description: '一模一样的话' }
    const first = numberOf(await door.post('requests.json', said))
    door.net.passMs(59 * 60_000)
    assert.equal(numberOf(await door.post('requests.json', said)), first, 'a slow retry')
    assert.notEqual(numberOf(await door.post('requests.json', { ...said, lat: '29.809' })), first)
    door.net.passMs(86_400_000)
    assert.notEqual(numberOf(await door.post('requests.json', said)), first)
  })

  test('twenty at once are one matter', async () => {
    const said = { ...good, api_key: door.keys.east, request_id: 'burst' }
    const all = await Promise.all(Array.from({ length: 20 }, () => door.post('requests.json', said)))
    assert.equal(new Set(all.map(numberOf)).size, 1)
  })
})

describe('updates from the other side', () => {
  const update = (number: string, more: Record<string, string> = {}) =>
    door.post('servicerequestupdates.json', {
      api_key: door.keys.east,
      service_request_id: number,
      update_id: 'u-1',
      updated_datetime: '2026-11-23T09:10:00Z',
      status: 'OPEN',
      description: '我的电话是13912345678，还没人来',
      email: 'someone@example.cn',
      ...more,
    })

  test('become one fact in the timeline, with personal data covered', async () => {
    const number = await door.report()
    const first = JSON.parse((await update(number)).text)[0].update_id
    const again = JSON.parse((await update(number)).text)[0].update_id
    assert.equal(again, first)
    const { facts } = (await door.net.desk.load(number))!
    const told = facts.filter(f => f.type === 'outside-updated')
    assert.equal(told.length, 1)
    assert.doesNotMatch(JSON.stringify(told), /13912345678|someone@/)
    assert.notEqual(JSON.parse((await update(number, { update_id: 'u-2' })).text)[0].update_id, first)
  })

  test('never close a matter, whatever they claim', async () => {
    const number = await door.report()
    for (const [i, status] of ['closed', 'CLOSED', 'fixed', 'no further action'].entries()) {
      assert.equal((await update(number, { update_id: `c${i}`, status })).status, 200)
      assert.equal((await standingOf(number)).state, 'reported')
    }
    const { facts } = (await door.net.desk.load(number))!
    assert.deepEqual(
      facts.filter(f => f.type === 'outside-updated').map(f => f.data.claim),
      ['closed', 'closed', 'closed', 'closed'],
    )
  })

  test('without words say their status; to a closed matter they are added too', async () => {
    const number = await door.report()
    await door.handle(number)
    assert.equal((await update(number, { description: '' })).status, 200)
    const { standing, facts } = (await door.net.desk.load(number))!
    assert.equal(standing.state, 'closed')
    assert.equal(facts.at(-1)!.data.words, '状态：OPEN')
  })

  test('of another key are not heard', async () => {
    const number = await door.report()
    assert.equal((await update(number, { api_key: door.keys.baishi })).status, 404)
    assert.ok(!(await door.net.desk.load(number))!.facts.some(f => f.type === 'outside-updated'))
  })
})

describe('what is not shown', () => {
  const everywhere = async (number: string, query: Record<string, string>): Promise<string> => {
    const answers = await Promise.all([
      door.get('requests.xml', query),
      door.get('requests.json', { ...query, service_request_id: number }),
      door.get(`requests/${number}.xml`, query),
      door.get(`tokens/${number}.json`, query),
      door.get('servicerequestupdates.xml', query),
    ])
    // An answer that repeats the number asked for does not show the matter.
    return answers
      .filter(a => a.status === 200)
      .map(a => a.text)
      .join('\n')
  }

  test("one town's app reads nothing of another's", async () => {
    const east = await door.report({ description: '东街道的话' })
    const baishi = await door.report({ api_key: door.keys.baishi, description: '白石镇的话' })
    for (const n of [east, baishi]) await door.handle(n)
    const seenByEast = await everywhere(baishi, { api_key: door.keys.east })
    const seenByBaishi = await everywhere(east, { api_key: door.keys.baishi })
    assert.ok(!seenByEast.includes(baishi) && !seenByEast.includes('白石镇的话'))
    assert.ok(!seenByBaishi.includes(east) && !seenByBaishi.includes('东街道的话'))
    assert.ok((await everywhere(east, { api_key: door.keys.east })).includes('东街道的话'))
    const open = await everywhere(east, {})
    assert.ok(open.includes(east) && open.includes(baishi))
    assert.ok(!open.includes('的话'), 'the public reads no words')
  })

  test('an ended key is no key', async () => {
    await door.net.tamper(`update gate_key set ended_at = 1 where source = 'baishi-app'`)
    assert.equal((await door.get('requests.json', { api_key: door.keys.baishi })).status, 403)
    assert.equal((await door.post('requests.json', { ...good, api_key: door.keys.baishi })).status, 403)
    await door.net.tamper('update gate_key set ended_at = null')
  })

  test('matters of other channels, walled ones, sealed ones', async () => {
    const other = await door.net.report()
    const walled = await door.report()
    await door.net.does(walled, officer('watch'), 'wall', { units: ['d-city'], words: '反映的就是它' })
    const sealed = await door.report()
    await door.net.tamper('update life_now set sealed = true where subject = $1', [sealed])
    for (const number of [other, walled, sealed])
      for (const query of [{}, { api_key: door.keys.east }] as Record<string, string>[])
        assert.ok(!(await everywhere(number, query)).includes(number), JSON.stringify(query))
    const r = await door.post('servicerequestupdates.json', {
      api_key: door.keys.east,
      service_request_id: walled,
      update_id: 'w',
      status: 'OPEN',
      description: 'x',
    })
    assert.equal(r.status, 404)
  })
})

test('a full house is said as one, with the time to come back', async () => {
  const app = fastify()
  await registerOpen311(app, {
    ...door.net,
    district: () => door.net.district,
    receive: async () => refuse('busy', { seconds: '7' }),
    photos: { keep: async () => ({ photo: 'none' }) },
  })
  const r = await app.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    payload: { ...good, api_key: door.keys.east, request_id: 'full' },
  })
  assert.equal(r.statusCode, 503)
  assert.equal(r.headers['retry-after'], '7')
  assert.equal(r.json()[0].code, 503)
  await app.close()
})

describe('hostile bodies', () => {
  const nasty = `</description><script>alert(1)</script>]]>&xxe;\u0000\u0008\ufffe\ud800"'<!ENTITY a "b">`

  test('whatever is written comes back as text in well-formed XML and JSON', async () => {
    const number = await door.report({ description: nasty, address_string: nasty, 'attribute[title]': nasty })
    const x = await door.get(`requests/${number}.xml`, { api_key: door.keys.east })
    const [seen] = readXml(x.text).value as { description: string }[]
    assert.ok(seen!.description.includes('<script>alert(1)</script>'))
    assert.ok(!x.text.includes('<script>'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    assert.doesNotMatch(x.text, /[\u0000-\u0008\ufffe]/)
    JSON.parse((await door.get(`requests/${number}.json`, { api_key: door.keys.east })).text)
  })

  test('an entity bomb is no form', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`
    for (const type of ['text/xml', 'application/xml', 'text/plain', 'application/octet-stream'])
      assert.equal((await door.raw('requests.xml', type, bomb)).status, 415)
  })

  test('fields too long, too many, of the wrong kind, or with names of JavaScript', async () => {
    const key = { api_key: door.keys.east }
    const post = (more: object) =>
      door.raw('requests.json', 'application/json', JSON.stringify({ ...good, ...key, ...more }))
    assert.equal((await post({ description: '长'.repeat(5001) })).status, 400)
    assert.equal((await post({ address_string: '长'.repeat(201) })).status, 400)
    assert.equal((await post({ phone: '1'.repeat(201) })).status, 400)
    assert.equal((await post({ request_id: '1'.repeat(500) })).status, 400)
    assert.equal(
      (await post(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}`, 'x'])))).status,
      400,
    )
    assert.equal(
      (await post({ description: { $ne: 1 }, request_id: 'k1' })).status,
      200,
      'an object is no words',
    )
    assert.equal((await post({ lat: null })).status, 400)
    assert.equal((await post({ description: 'half \ud800 a letter and \0', request_id: 'k2\0' })).status, 200)
    for (const odd of ['[]', 'null', '"x"', '7', '{"__proto__":{"api_key":"x"}}']) {
      const r = await door.raw('requests.json', 'application/json', odd)
      assert.ok(r.status === 403 || r.status === 400, `${odd}: ${r.status}`)
    }
  })

  test('two thousand random forms and queries never end in a 5xx', async () => {
    let seed = 42
    const roll = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed / 2 ** 32
    }
    const texts = [
      '',
      'x',
      nasty,
      '长'.repeat(300),
      '-1',
      '1e999',
      'NaN',
      '2026-13-01',
      '%00',
      "' or 1=1 --",
      '500198',
      'CM02',
    ]
    const names = [
      'api_key',
      'jurisdiction_id',
      'service_code',
      'lat',
      'long',
      'address_string',
      'address_id',
      'description',
      'start_date',
      'end_date',
      'status',
      'page',
      'page_size',
      'service_request_id',
      'update_id',
      'updated_datetime',
      'media_url',
      'attribute[x]',
      'attribute[]',
      '__proto__',
      'constructor',
      'extensions',
    ]
    const paths = [
      'requests.xml',
      'requests.json',
      'servicerequestupdates.xml',
      'services/CM02.xml',
      'requests/%00.xml',
      "requests/'.json",
      'tokens/x.y.xml',
      'services.xml',
      'discovery.json',
      'requests/..%2f..%2fetc.json',
    ]
    const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
    for (let i = 0; i < 2000; i++) {
      const form: Record<string, string> = roll() < 0.6 ? { api_key: door.keys.east } : {}
      for (let n = Math.floor(roll() * 8); n > 0; n--) form[pick(names)] = pick(texts)
      const path = pick(paths)
      const r = roll() < 0.5 ? await door.get(path, form) : await door.post(path, form)
      assert.ok(r.status < 500, `${path} ${JSON.stringify(form)}: ${r.status} ${r.text}`)
      if (r.type.startsWith('text/xml')) readXml(r.text)
      else JSON.parse(r.text)
    }
  })
})
