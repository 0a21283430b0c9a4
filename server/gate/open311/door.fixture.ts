// The Open311 door over a whole net, for tests: two connected systems with keys, and a client that reads XML strictly.

import assert from 'node:assert/strict'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fastify from 'fastify'
import { makeGateKey } from '#server/store/gate-keys.ts'
import { openNet } from '#server/store/net.fixture.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { officer } from '#test/support/story.ts'
import { registerOpen311 } from './register.ts'

export type Door = Awaited<ReturnType<typeof openDoor>>
export type Got = { status: number; type: string; text: string; retryAfter?: string }

const lists = new Set([
  'services.service',
  'service_definition.attributes.attribute',
  'service_requests.request',
  'service_request_updates.request_update',
  'errors.error',
  'discovery.endpoints.endpoint',
  'discovery.endpoints.endpoint.formats.format',
])
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: true,
  isArray: (_name, path) => lists.has(String(path)),
})

/** The root's content; a list comes as its items. */
export const readXml = (text: string): { root: string; value: unknown } => {
  assert.match(text, /^<\?xml version="1\.0" encoding="utf-8"\?>/)
  assert.equal(XMLValidator.validate(text), true, text.slice(0, 500))
  const { '?xml': _, ...rest } = parser.parse(text) as Record<string, Record<string, unknown> | string>
  const [root] = Object.keys(rest)
  const inside = rest[root!]
  const values = typeof inside === 'object' ? Object.values(inside) : []
  return { root: root!, value: values.length === 1 && Array.isArray(values[0]) ? values[0] : inside }
}

export const openDoor = async (startsAt = '2026-11-23 09:00') => {
  const net = await openNet(startsAt, smallDistrict())
  const photos: Buffer[] = []
  const app = fastify({ exposeHeadRoutes: false })
  await registerOpen311(app, {
    db: net.db,
    desk: net.desk,
    receive: net.receive,
    district: () => net.district,
    now: net.now,
    photos: {
      keep: async bytes => {
        if (bytes.subarray(0, 3).toString('hex') !== 'ffd8ff')
          return { status: 415, no: { zh: '这不是照片。', en: 'This is not a photo.' } }
        photos.push(bytes)
        return { photo: `photo-${photos.length}` }
      },
    },
  })
  const east = (await makeGateKey(net.db, 'east-app', '东街道小程序', net.now())).key
  const baishi = (await makeGateKey(net.db, 'baishi-app', '白石镇小程序', net.now())).key

  const got = (r: Awaited<ReturnType<typeof app.inject>>): Got => ({
    status: r.statusCode,
    type: String(r.headers['content-type']),
    text: r.payload,
    ...(r.headers['retry-after'] ? { retryAfter: String(r.headers['retry-after']) } : {}),
  })
  const get = async (path: string, query: Record<string, string> = {}): Promise<Got> =>
    got(await app.inject({ url: `/open311/v2/${path}`, query }))
  const post = async (path: string, form: Record<string, string>): Promise<Got> =>
    got(
      await app.inject({
        method: 'POST',
        url: `/open311/v2/${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        payload: new URLSearchParams(form).toString(),
      }),
    )
  const raw = async (path: string, type: string, payload: string | Buffer): Promise<Got> =>
    got(
      await app.inject({
        method: 'POST',
        url: `/open311/v2/${path}`,
        headers: { 'content-type': type },
        payload,
      }),
    )
  const report = async (more: Record<string, string> = {}): Promise<string> => {
    const r = await post('requests.json', {
      api_key: east,
      service_code: 'CM02',
      lat: '29.808',
      long: '106.004',
      description: '垃圾桶满了没人清',
      request_id: `r${Math.random()}`,
      ...more,
    })
    assert.equal(r.status, 200, r.text)
    return JSON.parse(r.text)[0].service_request_id
  }
  /** Takes a matter from the desk to its closing, as the officers of the small district would. */
  const handle = async (subject: string): Promise<void> => {
    const steps: readonly (readonly [string, string, object])[] = [
      ['dispatcher', 'dispatch', { lead: 'd-city', type: 'CM02' }],
      ['city-handler', 'sign', {}],
      ['city-handler', 'contact', { words: '已电话联系' }],
      ['city-handler', 'feedback', { result: '已清运' }],
      ['verifier', 'verify', { outcome: 'pass' }],
      ['dispatcher', 'close', { answer: '垃圾已清运，谢谢您。' }],
    ]
    for (const [who, move, input] of steps) {
      net.passMs(60_000)
      await net.does(subject, officer(who), move, input)
    }
  }
  return {
    net,
    app,
    photos,
    keys: { east, baishi },
    get,
    post,
    raw,
    report,
    handle,
    close: async () => {
      await app.close()
      await net.close()
    },
  }
}
