// Who may open which door, and what they find behind it: every door × every post, every subject × every post. The tables
// below are what a duty officer would say; the program is held against them, not against its own settings.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRefusal } from '#core/life/refusal.ts'
import { lives } from '#core/lives/all.ts'
import { bodyFor } from '#test/support/move-body.ts'
import { makeWorld, type TestWorld } from '#test/support/world.ts'
import { paths } from '#wire/paths.ts'
import type { Page } from '#wire/views.ts'

let world: TestWorld
before(async () => {
  world = await makeWorld()
})
after(() => world.close())

type Who =
  | 'commanders'
  | 'outdoors'
  | 'all'
  | 'business'
  | 'any-post'
  | 'security_admin'
  | 'audit_admin'
  | 'petition-office'
const admins = ['sys_admin', 'security_admin', 'audit_admin']

/** Every door that is not a move. A door without a line here fails the first test below. */
const doors: Readonly<Record<string, Who>> = {
  'GET /healthz': 'all',
  'GET /readyz': 'all',
  'GET /api/openapi.json': 'all',
  'GET /': 'all',
  'GET /report': 'all',
  'GET /report/*': 'all',
  'GET /at': 'all',
  'GET /r/*': 'all',
  'GET /find': 'all',
  'GET /about': 'all',
  'GET /desk': 'all',
  'GET /desk/*': 'all',
  'GET /assets/*': 'all',
  'GET /api/public/district': 'all',
  'GET /api/public/shapes': 'all',
  'GET /api/public/places': 'all',
  'GET /api/public/place': 'all',
  'POST /api/public/reports': 'all',
  'POST /api/public/photos': 'all',
  'GET /api/public/track/:token': 'all',
  'GET /api/public/track/:token/live': 'all',
  'GET /api/public/track/:token/photos/:photo': 'all',
  'POST /api/public/track/:token/forget': 'all',
  'POST /api/session': 'all',
  'GET /api/session': 'any-post',
  'DELETE /api/session': 'any-post',
  'POST /api/session/end-all': 'any-post',
  'POST /api/session/post': 'any-post',
  'POST /api/session/password': 'any-post',
  'POST /api/session/second-factor': 'any-post',
  'PUT /api/session/second-factor': 'any-post',
  'POST /api/session/second-factor/drop': 'any-post',
  'GET /api/district': 'any-post',
  'POST /api/photos': 'business',
  'GET /api/live': 'business',
  'GET /api/matters': 'business',
  'GET /api/matters/counts': 'business',
  'GET /api/matters/:subject': 'business',
  'GET /api/matters/:subject/photos/:photo': 'business',
  'POST /api/matters': 'business',
  'POST /api/matters/:subject/look': 'business',
  'POST /api/matters/:subject/merge-together': 'business',
  'POST /api/petitions/:subject/look': 'business',
  'GET /api/petitions': 'business',
  'GET /api/petitions/counts': 'business',
  'GET /api/petitions/:subject': 'business',
  'GET /api/petitions/:subject/photos/:photo': 'business',
  'POST /api/petitions': 'petition-office',
  ...Object.fromEntries(
    ['alarm', 'fence'].flatMap(life =>
      ['', '/counts', '/:subject', '/:subject/photos/:photo'].map(rest => [
        `GET /api/${life}s${rest}`,
        'business',
      ]),
    ),
  ),
  'GET /api/alarms/:subject/evidence': 'business',
  'POST /api/fences': 'commanders',
  'POST /api/fences/check': 'commanders',
  'POST /api/fences/:subject/moves/change': 'commanders',
  'GET /api/fences/:subject/definition': 'business',
  'POST /api/fences/:subject/trial': 'commanders',
  'GET /api/fences/:subject/trial': 'business',
  'GET /api/fences/map': 'business',
  'POST /api/shifts': 'outdoors',
  'POST /api/shifts/end': 'outdoors',
  'GET /api/accounts': 'security_admin',
  'POST /api/accounts/:person/password': 'security_admin',
  'POST /api/accounts/:person/disabled': 'security_admin',
  'POST /api/accounts/:person/unlock': 'security_admin',
  'POST /api/accounts/:person/second-factor/drop': 'security_admin',
  'GET /api/looks': 'audit_admin',
}
const whoMay = (door: string): Who | undefined => {
  if (doors[door]) return doors[door]
  if (/^POST \/api\/(matter|petition|alarm|fence)s\/:subject\/moves\/[\w-]+$/.test(door)) return 'business'
  if (/^POST \/api\/public\/track\/:token\/moves\/[\w-]+$/.test(door)) return 'all'
  return doors[door]
}
const expectsIn = (who: Who, role: string | undefined): boolean => {
  if (who === 'all') return true
  if (role === undefined) return false
  switch (who) {
    case 'any-post':
      return true
    case 'business':
      return !admins.includes(role)
    case 'commanders':
      return ['watch_director', 'dispatcher', 'town_commander', 'town_dispatcher'].includes(role)
    case 'outdoors':
      return ['peace_officer', 'grid_leader', 'community_worker', 'dept_handler'].includes(role)
    case 'petition-office':
      return role === 'petition_clerk' || role === 'petition_keyholder'
    default:
      return role === who
  }
}

const posts = () => world.district().posts
const shortName = (post: string) => post.replace(/^post-/, '')

test('every door has its line in the table, and every line its door', () => {
  const declared = world.app.doors.map(d => `${d.method} ${d.url}`)
  assert.deepEqual(
    declared.filter(d => whoMay(d) === undefined),
    [],
    'doors nobody has thought about',
  )
  assert.deepEqual(
    Object.keys(doors).filter(d => !declared.includes(d)),
    [],
    'lines without a door',
  )
})

test('every door × every role and nobody', async () => {
  const roles = [undefined, ...new Map(posts().map(p => [p.role, p])).values()]
  assert.equal(roles.length, 20, '19 roles and nobody')
  const wrong: string[] = []
  for (const { method, url } of world.app.doors) {
    // A stream that opens does not end; its knock is tested by itself below.
    if (url.endsWith('/live')) continue
    const who = whoMay(`${method} ${url}`)!
    const real = url.replace(':subject', 'XX20260603-99999').replace(/:(\w+)/g, 'x-unknown-x')
    for (const post of roles) {
      const token = post?.id
      const res = await world.app.inject({
        method: method as 'GET',
        url: real,
        ...(method === 'GET' ? {} : { payload: {} }),
        headers: token ? { cookie: `jiewang=${token}`, 'x-csrf': `csrf-${token}` } : {},
      })
      world.pass(1)
      const refused = /not-signed-in|not-your-post/.exec(res.body)?.[0]
      const isIn = !(refused && (res.statusCode === 401 || res.statusCode === 403))
      if (isIn !== expectsIn(who, post?.role))
        wrong.push(`${method} ${url} as ${post?.role ?? 'nobody'}: ${res.statusCode} ${refused ?? ''}`)
      if (!isIn && refused !== (post ? 'not-your-post' : 'not-signed-in')) wrong.push(`${url}: ${refused}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('the live door is closed to nobody and to administrators', async () => {
  assert.equal((await world.as(undefined).get(paths.live)).status, 401)
  for (const admin of ['sys', 'sec', 'audit'])
    assert.equal((await world.as(admin).get(paths.live)).status, 403, admin)
})

// Subjects: one in the east street, handled by the city bureau; one in Baishi town; one complaining about the bureau; one
// complaining about the Liuyuan station; a sealed accusation.
const report = async (words: string, place: string, accused: readonly string[] = []) => {
  const r = await world.receive({
    report: {
      source: 'matrix',
      sourceId: words,
      channel: 'resident-web',
      at: world.now(),
      words,
      place: { territory: place },
      photos: [],
      lang: 'zh',
      ...(accused.length ? { accused } : {}),
    },
    actor: { kind: 'gate', source: 'matrix' },
  })
  assert.ok(!isRefusal(r))
  return r.number
}

const field = ['liuyuan-leader', 'liuyuan-peace']
const district = ['leader', 'watch', 'operator', 'dispatcher', 'supervisor', 'verifier', 'clerk', 'keyholder']
const east = ['east-commander', 'east-dispatcher']
const city = ['city-liaison', 'city-handler', 'city-approver']

test('every subject × every post: what is not yours does not exist', async () => {
  const inEast = await report('东街道的油烟', '50019800100101')
  const operator = await world.as('operator')
  const sent = await operator.post(paths.move('matter', inEast, 'dispatch'), { lead: 'd-city', type: 'EE02' })
  assert.equal(sent.status, 200, sent.text)
  const inBaishi = await report('白石镇的垃圾', '500198101201')
  const aboutCity = await report('城管局不作为', '50019800100101', ['d-city'])
  const aboutStation = await report('柳园工作站不作为', '50019800100101', ['c-500198001001'])
  const sealed = await world.as('keyholder').post(paths.subjects('petition'), {
    key: 'accusation-1',
    channel: 'visit',
    kind: 'accusation',
    words: '反映某干部违纪',
  })
  assert.equal(sealed.status, 200, sealed.text)

  const sights: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['matter', 'in the east street', inEast, [...district, ...east, 'liuyuan-worker', ...field, ...city]],
    ['matter', 'in Baishi', inBaishi, [...district, 'baishi-dispatcher', 'shiba-worker']],
    ['matter', 'about the bureau', aboutCity, [...district, ...east, 'liuyuan-worker', ...field]],
    ['matter', 'about the station', aboutStation, [...district, ...east]],
    ['petition', 'sealed', sealed.body.number, ['keyholder']],
  ]
  const wrong: string[] = []
  const secrets = ['油烟', '垃圾', '不作为', '违纪']
  for (const [life, what, subject, seenBy] of sights) {
    for (const post of posts()) {
      if (admins.includes(post.role)) continue
      const name = shortName(post.id)
      const caller = world.as(name)
      const sees = seenBy.includes(name)
      const note = (where: string, got: unknown) => wrong.push(`${what}, ${name}: ${where} ${got}`)
      world.pass(1)
      const seen = await caller.get(paths.subject(life, subject))
      if (seen.status !== (sees ? 200 : 404)) note('see', seen.status)
      const other = await caller.get(paths.subject(life === 'matter' ? 'petition' : 'matter', subject))
      if (other.status !== 404) note('as another life', other.status)
      const found = await caller.get<Page>(paths.subjects(life, { tab: 'all', q: subject }))
      if (found.body.rows.some(r => r.subject === subject) !== sees) note('search', found.body.rows.length)
      const all = await caller.get<Page>(paths.subjects(life, { tab: 'all', limit: '200' }))
      if (all.body.rows.some(r => r.subject === subject) !== sees) note('list', all.body.rows.length)
      if (sees) continue
      if (secrets.some(s => seen.text.includes(s))) note('words', seen.text)
      const photo = await caller.get(paths.photo(life, subject, 'ph-1'))
      if (photo.status !== 404) note('photo', photo.status)
      const look = await caller.post(paths.look(life, subject), { purpose: 'verify', reason: '核查情况' })
      if (look.status !== 404) note('look', look.status)
      for (const [move, m] of Object.entries(lives[life]!.moves)) {
        if (move === 'look' || m.by.every(rule => rule.relation === 'system')) continue
        world.pass(1)
        const moved = await caller.post(paths.move(life, subject, move), bodyFor(m.needs))
        if (moved.status !== 404 || moved.body.refused !== 'not-found') note(move, moved.text)
      }
    }
  }
  assert.deepEqual(wrong, [])

  // A count is a sight too: each post's counts are what it can list.
  for (const post of posts()) {
    if (admins.includes(post.role)) continue
    const caller = world.as(shortName(post.id))
    for (const life of ['matter', 'petition']) {
      const { tabs } = (await caller.get(paths.counts(life))).body as { tabs: Record<string, number> }
      for (const [tab, n] of Object.entries(tabs)) {
        world.pass(1)
        const { rows } = (await caller.get<Page>(paths.subjects(life, { tab, limit: '200' }))).body
        assert.equal(rows.length, n, `${post.id} ${life} ${tab}`)
      }
    }
  }
})

test('a link opens its own matter and nothing else', async () => {
  const made = await world.as(undefined).post(paths.publicReports, {
    key: 'matrix-link-1',
    words: '锦绣小区门口积水',
  })
  const token = made.body.link.slice(3)
  assert.equal((await world.as(undefined).get(paths.track(token))).status, 200)
  for (const wrong of [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    token.slice(1),
    'x'.repeat(22),
  ])
    assert.equal((await world.as(undefined).get(paths.track(wrong))).status, 404, wrong)
  assert.equal((await world.as(undefined).get(paths.trackPhoto(token, 'ph-of-somebody'))).status, 404)
})
