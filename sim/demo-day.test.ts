// The demonstration day on a fresh database, told at awkward hours: every story ends where it says, nothing open is left
// without a lead and a clock, every demo account finds work, and a second telling adds nothing.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Instant, parseInstant } from '#core/kit/instant.ts'
import { maySee, scopeOf } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import { nowRowOf } from '#desk/now-row.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { suggestFor } from '#desk/suggest.ts'
import { momentNow, within } from '#server/gate/moment.ts'
import { readDemoMatters } from '#server/gate/pack/demo-matters.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { type CoreWorld, openCoreWorld } from '#server/main/core-world.ts'
import { readSettings, root } from '#server/main/settings.ts'
import { countTabs, type Tab } from '#server/store/lists.ts'
import { migrate } from '#server/store/migrate.ts'
import { freshDatabase } from '#test/support/database.ts'
import { layDemoDay } from './demo-day.ts'
import { matterGoals, petitionGoals } from './goals.ts'
import { demoSource } from './story.ts'
import { momentOf, planned } from './when.ts'

const packDir = join(root, 'packs', 'longxi')
const read = readPack(packDir)
assert.ok(read.ok)
const { stories, problems } = readDemoMatters(packDir, read.pack)
const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-demo-day-'))
after(() => rmSync(dataDir, { recursive: true }))

const groundOf = (core: CoreWorld) => {
  const { desk, store, path, receive, vault, now } = core
  return {
    desk,
    store,
    path,
    receive,
    receivePetition: makeReceivePetition(desk, vault, path, now),
    within,
  }
}

const openFresh = async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  const core = await openCoreWorld(fresh.url, { ...readSettings({}), packDir, dataDir }, momentNow)
  const close = async () => {
    await core.db.close()
    await fresh.drop()
  }
  return { core, close }
}

const factsIn = async (core: CoreWorld): Promise<number> =>
  (
    await core.db.system<{ n: number }>('select count(*)::int as n from fact where district = $1', [
      core.db.district,
    ])
  )[0]!.n

/** Which tabs must not be empty for whom, straight after the first start. */
const inboxes: readonly (readonly [login: string, life: string, tab: Tab])[] = [
  ['qu-fenbo', 'matter', 'desk'],
  ['qu-fenbo', 'matter', 'ruling'],
  ['qu-zuoxi', 'matter', 'desk'],
  ['linxi', 'matter', 'desk'],
  ['linxi', 'matter', 'todo'],
  ['linxi', 'matter', 'ruling'],
  ['linxi-hecha', 'matter', 'checking'],
  ['baihe', 'matter', 'desk'],
  ['baihe', 'matter', 'todo'],
  ['shequ', 'matter', 'desk'],
  ['shequ', 'matter', 'todo'],
  ['cun', 'matter', 'desk'],
  ['cun', 'matter', 'todo'],
  ['wanggezhang', 'matter', 'watching'],
  ['pinganyuan', 'matter', 'watching'],
  ['chengguan', 'matter', 'todo'],
  ['chengguan-shenpi', 'matter', 'asked'],
  ['zhujian', 'matter', 'todo'],
  ['gongan', 'matter', 'todo'],
  ['hecha', 'matter', 'checking'],
  ['duban', 'matter', 'late'],
  ['zhihuizhang', 'matter', 'asked'],
  ['xinfang', 'petition', 'desk'],
  ['xinfang-miyao', 'petition', 'desk'],
]

const actorOf = (core: CoreWorld, login: string, now: Instant) => {
  const district = core.district()
  const account = district.demoAccounts.find(a => a.login === login)
  assert.ok(account, login)
  const post = district.postsOf(account.person, now)[0]!
  return { kind: 'officer' as const, person: account.person, post, unit: district.unit(post.unit)! }
}

test('the stories are sound', () => {
  assert.deepEqual(problems, [])
  assert.ok(stories.matters.length >= 70, `${stories.matters.length} matters`)
  const now = parseInstant('2026-06-03T00:10:00+08:00')!
  const [first, ...rest] = stories.matters.map(s => momentOf(s.at, now))
  assert.ok(
    rest.every(at => at > first!),
    'the first story is the earliest',
  )
  const used = new Set(stories.matters.map(s => s.goal))
  assert.deepEqual(
    Object.keys(matterGoals).filter(g => !used.has(g)),
    [],
    'every goal has a story',
  )
  for (const s of stories.matters) {
    if (s.channel === 'resident-web')
      assert.ok(s.name, `${s.id}: a resident leaves a name, or nobody could rate`)
    assert.doesNotMatch(s.words, /1[3-9]\d{9}/, s.id)
  }
})

test('people who handle things sleep, and nothing lies ahead', () => {
  const steps = [
    { afterMinutes: 7, who: 'desk' as const },
    { afterMinutes: 24, who: 'lead' as const },
  ]
  const born = parseInstant('2026-06-01T23:50:00+08:00')!
  const later = planned(born, steps, parseInstant('2026-06-03T00:10:00+08:00')!)
  assert.equal(later[0], parseInstant('2026-06-01T23:57:00+08:00'))
  assert.equal(new Date(later[1]!).toISOString().slice(0, 13), '2026-06-02T00', 'the lead signs after eight')
  const now = parseInstant('2026-06-02T00:20:00+08:00')!
  const sooner = planned(born, steps, now)
  assert.ok(sooner[0]! > born && sooner[1]! > sooner[0]! && sooner[1]! < now)
})

for (const [when, at] of [
  ['a working morning', '2026-06-03T10:12:00+08:00'],
  ['the dead of night', '2026-06-04T03:05:00+08:00'],
  ['just past midnight', '2026-06-04T00:02:00+08:00'],
  ['a Sunday evening', '2026-06-07T20:40:00+08:00'],
  ['the third day of Spring Festival', '2026-02-19T11:30:00+08:00'],
  ['the first working day after it', '2026-02-24T09:01:00+08:00'],
] as const) {
  test(`told on ${when}`, async t => {
    const { core, close } = await openFresh()
    try {
      const now = parseInstant(at)!
      await within(now, async () => {
        const seen: number[] = []
        const started = performance.now()
        assert.deepEqual(await layDemoDay(groundOf(core), stories, now, n => seen.push(n)), [])
        t.diagnostic(`${Math.round(performance.now() - started)} ms, ${await factsIn(core)} facts`)
        assert.equal(seen.at(-1), stories.matters.length + stories.petitions.length)
        await atTheirGoals(core, now)
        for (const [login, life, tab] of inboxes) {
          const counts = await countTabs(core.db, scopeOf(actorOf(core, login, now)), life, [tab], now)
          assert.ok(counts[tab]! > 0, `${login} finds nothing under ${life} ${tab}`)
        }
        const before = await factsIn(core)
        assert.equal(await layDemoDay(groundOf(core), stories, now), undefined)
        assert.equal(await factsIn(core), before, 'a second telling adds nothing')
      })
    } finally {
      await close()
    }
  })
}

const atTheirGoals = async (core: CoreWorld, now: Instant): Promise<void> => {
  const district = core.district()
  for (const [life, list, goals] of [
    ['matter', stories.matters, matterGoals],
    ['petition', stories.petitions, petitionGoals],
  ] as const) {
    for (const story of list) {
      const loaded = await core.desk.load((await core.store.known(demoSource, story.id)) ?? '')
      assert.ok(loaded, story.id)
      const { standing, facts } = loaded
      assert.equal(standing.life, life)
      assert.equal(standing.state, goals[story.goal]!.state, `${story.id} was to be ${story.goal}`)
      assert.ok(
        facts.every(f => f.at <= now),
        `${story.id} reaches into the future`,
      )
      const row = nowRowOf(loaded.life, standing, district)
      if (row.phase === 'open') {
        assert.ok(district.unit(row.lead), `${story.id} has a lead`)
        assert.ok(row.clockName, `${story.id} has a clock`)
        assert.ok(row.nextTurnAt === null || row.nextTurnAt > now, `${story.id}: every light is turned`)
      }
      if ('light' in story && story.light !== undefined) {
        const light = row.paused
          ? 'grey'
          : row.dueAt! <= now
            ? 'red'
            : row.yellowAt! <= now
              ? 'yellow'
              : 'green'
        assert.equal(light, story.light, `${story.id}, clock ${row.clockName}`)
      }
    }
  }
  const docOf = async (id: string) =>
    (await core.desk.load((await core.store.known(demoSource, id))!))!.standing.doc as MatterDoc
  for (const s of stories.matters.filter(s => s.goal === 'extension-asked'))
    assert.equal((await docOf(s.id)).application?.kind, 'extension')
  for (const s of stories.matters.filter(s => s.accused)) {
    const accused = district.units.find(u => u.id === s.accused![0])!
    const post = district.postsIn(accused.id)[0]!
    const someone = { kind: 'officer' as const, person: 'anyone', post, unit: accused }
    assert.equal(maySee(someone, await docOf(s.id)), false, `${accused.zh} must not see ${s.id}`)
  }
}

test('a laying that was cut goes on where it stopped', async () => {
  const { core, close } = await openFresh()
  try {
    const now = parseInstant('2026-06-03T10:12:00+08:00')!
    let told = 0
    const ground = groundOf(core)
    const cut: typeof within = (at, work) => {
      if (++told > 120) throw new Error('the power went')
      return within(at, work)
    }
    await within(now, () => assert.rejects(layDemoDay({ ...ground, within: cut }, stories, now), /power/))
    const later = parseInstant('2026-06-03T10:19:00+08:00')!
    await within(later, async () => {
      assert.deepEqual(await layDemoDay(ground, stories, later), [])
      const number = await core.store.known(demoSource, stories.matters.at(-1)!.id)
      assert.ok(number, 'the last story is told')
      const whole = await factsIn(core)
      assert.equal(await layDemoDay(ground, stories, later), undefined)
      assert.equal(await factsIn(core), whole)
    })
  } finally {
    await close()
  }
})

test('a district with matters of its own is left alone, and near twins are found', async () => {
  const { core, close } = await openFresh()
  try {
    const now = parseInstant('2026-06-03T10:12:00+08:00')!
    await within(now, async () => {
      const ground = groundOf(core)
      const report = {
        source: 'x',
        sourceId: '1',
        channel: 'visit',
        at: now,
        words: '路灯不亮',
        photos: [],
        lang: 'zh' as const,
      }
      await core.receive({ report, actor: { kind: 'gate', source: 'x' } })
      assert.equal(await layDemoDay(ground, stories, now), undefined)
    })
  } finally {
    await close()
  }
  const { core: other, close: closeOther } = await openFresh()
  try {
    const now = parseInstant('2026-06-03T10:12:00+08:00')!
    await within(now, async () => {
      await layDemoDay(groundOf(other), stories, now)
      const twin = (await other.desk.load((await other.store.known(demoSource, 'storm-2'))!))!
      const { duplicates } = await suggestFor(twin, other.path(), other.store, now)
      const first = await other.store.known(demoSource, 'storm-1')
      assert.ok(
        duplicates.some(d => d.subject === first),
        'the storm is seen as one',
      )
    })
  } finally {
    await closeOther()
  }
})
