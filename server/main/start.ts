// `npm start`: the whole program in one process – its own database unless told otherwise, the doors, the live stream and
// the jobs. Ends in order on SIGINT and SIGTERM; built to be killed at any other moment.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { toIso } from '#core/kit/instant.ts'
import { makeReceivePetition } from '#desk/receive-petition.ts'
import { registerOpen311 } from '#server/gate/open311/register.ts'
import { makeApp } from '#server/http/app.ts'
import { makePhotos } from '#server/http/photo-cleaning.ts'
import { makeSessions } from '#server/http/session-room.ts'
import { rowView } from '#server/http/views/row.ts'
import type { World } from '#server/http/world.ts'
import { makeTaken, type Taken } from '#server/jobs/taken.ts'
import { type Live, makeLive } from '#server/live/live.ts'
import { allAccounts, ensureDemoAccounts } from '#server/store/accounts.ts'
import { StartError } from '#server/store/embedded/start-error.ts'
import { type CoreWorld, openCoreWorld, wallClock } from './core-world.ts'
import { demoPassword } from './demo.ts'
import { furnishDemo } from './furnish.ts'
import { openGround } from './ground.ts'
import { startJobs } from './jobs.ts'
import { openLog } from './log.ts'
import { sayError } from './say-error.ts'
import { readSettings, root, type Settings } from './settings.ts'
import { openWatching, type Watching } from './watching.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Asks for the port before anything slow begins, so that a busy one is told at once. */
const askPort = ({ host, port }: Settings): Promise<void> =>
  new Promise((free, taken) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => taken(portError(error, host, port)))
    probe.listen(port, host, () => probe.close(() => free()))
  })

const portError = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === 'EADDRINUSE')
    return new StartError(
      'port-taken',
      `端口 ${port} 已被占用：请先停掉占用它的程序，或用 PORT=${port === 65_535 ? 8080 : port + 1} npm start 换一个端口。`,
      `Port ${port} is taken: stop the program that holds it, or start with another, e.g. PORT=${port === 65_535 ? 8080 : port + 1} npm start.`,
    )
  if (error.code === 'EACCES')
    return new StartError(
      'no-permission',
      `没有权限使用端口 ${port}：请用 1024 以上的端口，例如 PORT=8080。`,
      `No permission for port ${port}: use one above 1024, e.g. PORT=8080.`,
    )
  if (error.code === 'EADDRNOTAVAIL')
    return new StartError(
      'port-taken',
      `本机没有地址 ${host}：请检查 HOST 设置。`,
      `This machine has no address ${host}: check HOST.`,
    )
  return error
}

/** 32 bytes of this installation, from which reporters' links are derived. */
const installationSecret = (dataDir: string): Uint8Array => {
  const file = join(dataDir, 'link-secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}

const worldOf = (
  core: CoreWorld,
  taken: Taken,
  live: Live,
  watching: Watching,
  log: World['log'],
  settings: Settings,
): World => {
  const { db, store, vault, district, path, now, receive, keeper } = core
  const desk = taken.through(core.desk)
  const sessions = makeSessions({ db, district, now, phones: wallClock, vault })
  return {
    db,
    store,
    desk,
    waiting: keeper.waiting,
    district,
    path,
    now,
    monotonicMs: () => performance.now(),
    receive,
    live,
    trials: watching.trials,
    receivePetition: makeReceivePetition(desk, vault, path, now),
    sessions: {
      ...sessions,
      actorOf: async token => {
        const signed = await sessions.actorOf(token)
        if (signed) taken.seen(signed.actor)
        return signed
      },
    },
    vault,
    photos: makePhotos(db, now),
    secret: installationSecret(settings.dataDir),
    log,
    settings: {
      dist: join(root, 'dist'),
      tls: settings.secure,
      trustedProxies: settings.trustedProxies,
      ...(settings.origin === undefined ? {} : { origin: settings.origin }),
    },
  }
}

const start = async (): Promise<void> => {
  const settings = readSettings()
  await askPort(settings)
  const ground = await openGround(settings, true, (zh, en) => say(`${zh} ${en}`))
  let core: CoreWorld | undefined
  try {
    core = await openCoreWorld(ground.url, settings)
    await furnishDemo(core, settings, ground.url)
    const log = openLog(process.env.LOG_LEVEL)
    let live: Live | undefined
    const watching = openWatching(core, settings, log, ({ fence, place, inside }) =>
      live?.announce(place, 'inside', { fence, ...(inside === undefined ? {} : { inside }) }),
    )
    live = await makeLive({
      db: core.db,
      factsOf: core.store.factsOf,
      heard: change => {
        core!.desk.heard(change.subject, change.seq)
        watching.heard(change)
      },
      row: (row, lang) => rowView(row, core!.district(), lang),
    })
    const taken = makeTaken(() => performance.now())
    const world = worldOf(core, taken, live, watching, log, settings)
    const app = await makeApp(world)
    await registerOpen311(app, world)
    await watching.register(app)
    const jobs = startJobs(core, settings, world.log, taken)
    await app.listen({ host: settings.host, port: settings.port }).catch(error => {
      throw portError(error as NodeJS.ErrnoException, settings.host, settings.port)
    })
    await watching.furnish()
    await tell(core, settings, await watching.open())
    let leaving = false
    const leave = async () => {
      if (leaving) return
      leaving = true
      say('正在停止…… Stopping…')
      const steps = [
        () => app.close(),
        () => live.close(),
        () => jobs.stop(),
        () => watching.stop(),
        () => core!.db.close(),
        () => ground.stop(),
      ]
      // What fails must not keep the database of ours from being stopped.
      for (const step of steps) await step().catch((error: unknown) => log.error({ err: error }, 'stopping'))
      process.exit(0)
    }
    process.on('SIGINT', () => void leave())
    process.on('SIGTERM', () => void leave())
  } catch (error) {
    await core?.db.close()
    await ground.stop()
    throw error
  }
}

/** Where to look and with which account. */
const tell = async (
  core: CoreWorld,
  settings: Settings,
  mqtt: { zh: string; en: string } | undefined,
): Promise<void> => {
  const district = core.district()
  const host = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host
  const base = `http://${host === '127.0.0.1' ? 'localhost' : host}:${settings.port}`
  say('')
  say(`结网 Jiewang · ${district.zh} ${district.en}${district.synthetic ? ' · 合成数据 synthetic data' : ''}`)
  if (core.clock.row())
    say(
      `  本区此刻 the time in it ${toIso(core.now()).slice(0, 16).replace('T', ' ')}，往事之后接着过 it lives on from its past`,
    )
  say(`  居民 residents   ${base}/`)
  say(`  工作台 desk      ${base}/desk`)
  say(`  接口文档 API     ${base}/api/openapi.json`)
  if (mqtt) say(`  ${mqtt.zh} ${mqtt.en}`)
  if (district.synthetic) {
    const password = demoPassword(settings.dataDir, process.env.JIEWANG_DEMO_PASSWORD)
    const accounts = await ensureDemoAccounts(core.db, district, password, core.now())
    say(`  演示账号 demo accounts，口令 password：${password}`)
    for (const { login, zh } of accounts) say(`    ${login.padEnd(14)} ${zh}`)
  } else if ((await allAccounts(core.db)).length === 0)
    say('  还没有账号 no account yet：npx jiewang account <人员编号 person id> <账号名 name>')
  say('  按 Ctrl+C 停止 · Ctrl+C stops')
}

start().catch(error => {
  sayError(error)
  process.exit(1)
})
