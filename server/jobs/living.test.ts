// Simulated people beside a visitor: an absence is told in its own time, then they act in the present; what the visitor
// has opened waits for the visitor alone, and is anybody's again after half an hour.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Instant, instant, msPerHour, msPerMinute } from '#core/kit/instant.ts'
import { momentIn, within } from '#server/gate/moment.ts'
import { type CoreWorld, openCoreWorld } from '#server/main/core-world.ts'
import { readSettings, root } from '#server/main/settings.ts'
import { migrate } from '#server/store/migrate.ts'
import { verify } from '#server/store/verify.ts'
import { officerIn } from '#sim/actors.ts'
import type { Words } from '#sim/history/tell/said.ts'
import { freshDatabase } from '#test/support/database.ts'
import { moment } from '#test/support/story.ts'
import { startLiving } from './living.ts'
import type { Job } from './loop.ts'
import { heldMs, makeTaken } from './taken.ts'

const words: Words = story => ({
  words: `路灯不亮，晚上看不见路 ${story.id}`,
  ...(story.caller ? { contact: { name: '张某', phone: '100-0000-0001' } } : {}),
  result: '已当场处理',
  steps: story.steps.map(() => ({ words: '已到现场处理', basis: '职责清单' })),
})
const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-living-'))
const openedAt = moment('2021-08-02 08:00')
let present: Instant = openedAt
let monotonicMs = 0
let core: CoreWorld
let living: Job
let close: () => Promise<void>
const taken = makeTaken(() => monotonicMs)
const errors: unknown[] = []

before(async () => {
  const fresh = await freshDatabase({
    template: async url => void (await migrate(url)),
    templateName: 'migrated',
  })
  const settings = { ...readSettings({}), packDir: join(root, 'packs', 'longxi'), dataDir }
  core = await openCoreWorld(fresh.url, settings, () => momentIn() ?? present)
  close = async () => {
    await living?.stop()
    await core.db.close()
    await fresh.drop()
  }
  const first = words({ id: 'first', steps: [] } as never).words
  await core.receive({
    report: {
      source: 'x',
      sourceId: '1',
      channel: 'visit',
      at: present,
      words: first,
      photos: [],
      lang: 'zh',
    },
    actor: { kind: 'gate', source: 'x' },
  })
})
after(async () => {
  await close()
  rmSync(dataDir, { recursive: true })
})

const facts = () =>
  core.db.system<{ subject: string; type: string; at: Instant; keptAt: Instant }>(
    'select subject, type, at, kept_at as "keptAt" from fact where district = $1 order by tx, subject, seq',
    [core.db.district],
  )
/** Until they have done everything up to the present. */
const settled = async (): Promise<void> => {
  living.wake()
  for (let before = -1, now = (await facts()).length; before !== now; ) {
    await wait(700)
    living.wake()
    before = now
    now = (await facts()).length
  }
}

/** In steps short enough to be the present. */
const passHours = async (hours: number): Promise<void> => {
  for (let step = 0; step < hours * 7; step++) {
    present = instant(present + 9 * msPerMinute)
    living.wake()
    await wait(40)
  }
  await settled()
}

test('who comes back after an absence finds it lived, each thing at its own hour', async () => {
  present = instant(openedAt + 6 * msPerHour)
  const { db, desk, store, path, receive, now } = core
  living = startLiving({
    ...{ db, desk, store, path, receive, now, within, taken, words },
    stormAt: () => null,
    seed: 3,
    failed: error => errors.push(error),
  })
  await settled()
  const all = await facts()
  assert.ok(all.filter(f => f.type === 'reported').length > 10)
  assert.ok(all.filter(f => f.type === 'dispatched').length > 5)
  assert.ok(all.every(f => f.keptAt <= present))
  const hours = new Set(all.map(f => Math.floor((f.keptAt - openedAt) / msPerHour)))
  assert.ok(hours.size >= 5, `${[...hours]}`)
  assert.equal(await db.isLocked('replay'), false)
})

test('what a visitor has opened waits, whatever else goes on; later it is anybody’s again', async () => {
  const rows = await core.db.system<{ subject: string; lead: string }>(
    `select subject, lead from life_now where district = $1 and state = 'dispatched'`,
    [core.db.district],
  )
  const district = core.district()
  const mine = rows.flatMap(({ subject, lead }) => {
    const actor = officerIn(lead, ['dept_handler', 'town_dispatcher', 'community_worker'], present, district)
    return actor?.kind === 'officer' ? [{ subject, actor }] : []
  })[0]
  assert.ok(mine, 'somebody handles something')
  await taken.through(core.desk).see(mine.subject, mine.actor)
  const movesOf = async (subject: string) => {
    const loaded = await core.desk.load(subject)
    return loaded!.facts.filter(f => f.by.kind === 'officer' && f.by.unit === mine.actor.unit.id).length
  }
  const before = await movesOf(mine.subject)
  const all = (await facts()).length
  await passHours(9)
  assert.equal(await movesOf(mine.subject), before)
  assert.ok((await facts()).length > all + 50, 'the district went on')
  monotonicMs += heldMs
  await passHours(1)
  assert.ok((await movesOf(mine.subject)) > before)
})

test('whoever stops while days are caught up waits for an hour of them, not for all', async () => {
  await living.stop()
  const before = (await facts()).length
  present = instant(present + 8 * 24 * msPerHour)
  const { db, desk, store, path, receive, now } = core
  living = startLiving({
    ...{ db, desk, store, path, receive, now, within, taken, words },
    stormAt: () => null,
    seed: 3,
    failed: error => errors.push(error),
  })
  while ((await facts()).length < before + 10) await wait(20)
  await living.stop()
  const last = Math.max(...(await facts()).map(f => f.keptAt))
  assert.ok(last < present - 24 * msPerHour, 'not all of it was told')
  assert.equal(await db.isLocked('replay'), false)
})

test('nothing failed, and the history is whole', async () => {
  assert.deepEqual(errors, [])
  assert.equal((await verify(core.db, () => {})).ok, true)
})
