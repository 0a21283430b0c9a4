// The whole program as a user starts it – its own process, a database of its own – and browsers in front of it. What a
// person would see is what these stories may look at.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { freshDatabase } from '#test/support/database.ts'
import { findBrowser } from '#tools/browser.ts'
import { buildScreens } from '#tools/build-screens.ts'
import type { OfficerReport, Reported } from '#wire/commands.ts'
import { paths } from '#wire/paths.ts'
import type { MatterView, Me } from '#wire/views.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const password = 'a-demo-password-for-tests'
const startMs = 60_000

export type Seat = {
  page: Page
  me: Me
  context: BrowserContext
  /** Reports as this officer, without the form. */
  report(words: string, rest?: Partial<OfficerReport>): Promise<string>
  /** A move without the screen, for the parts of a story that another test shows. */
  move(subject: string, move: string, body?: Record<string, unknown>): Promise<MatterView>
  see(subject: string): Promise<MatterView>
}

export type Program = {
  base: string
  password: string
  /** A browser of its own for one demo account. */
  seat(login: string, viewport?: { width: number; height: number }): Promise<Seat>
  /** A browser in which nobody is signed in. */
  nobody(): Promise<Page>
  stop(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise(done => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      assert.ok(typeof address === 'object' && address)
      probe.close(() => done(address.port))
    })
  })

const launch = async (child: ChildProcess): Promise<void> => {
  let told = ''
  await new Promise<void>((ready, failed) => {
    const late = setTimeout(() => failed(new Error(`not started in ${startMs} ms: ${told}`)), startMs)
    const hear = (chunk: Buffer) => {
      told += chunk
      if (!told.includes('Ctrl+C stops')) return
      clearTimeout(late)
      ready()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', code => failed(new Error(`left with ${code}: ${told}`)))
  })
}

export const startProgram = async (): Promise<Program> => {
  await buildScreens()
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'jiewang-browser-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'server/main/start.ts')], {
    cwd: root,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: database.url,
      JIEWANG_DATA_DIR: dataDir,
      JIEWANG_DEMO_PASSWORD: password,
      // The stories tell themselves: no past behind them, and nobody else who moves.
      JIEWANG_DEMO_HISTORY: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await launch(child)
  const base = `http://127.0.0.1:${port}`
  const found = findBrowser()
  const browser = await chromium.launch({ executablePath: found.path, args: [...found.args] })
  return {
    base,
    password,
    seat: (login, viewport) => takeSeat(browser, base, login, viewport),
    nobody: async () => (await browser.newContext({ baseURL: base, locale: 'zh-CN' })).newPage(),
    stop: async () => {
      await browser.close()
      const left = new Promise(done => child.once('exit', done))
      child.kill('SIGTERM')
      await left
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const takeSeat = async (
  browser: Browser,
  base: string,
  login: string,
  viewport = { width: 1440, height: 900 },
): Promise<Seat> => {
  const context = await browser.newContext({ baseURL: base, viewport, locale: 'zh-CN' })
  const me = await signIn(context, login)
  const page = await context.newPage()
  // An error nobody looked at is a failed test.
  page.on('pageerror', error => {
    throw error
  })
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await (body === undefined
      ? context.request.get(path)
      : context.request.post(path, { data: body, headers: { 'x-csrf': me.csrf } }))
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  let n = 0
  return {
    page,
    me,
    context,
    report: async (words, rest = {}) =>
      (
        await ask<Reported>(paths.subjects('matter'), {
          key: `story-${login}-${Date.now()}-${n++}`,
          channel: 'visit',
          words,
          place: { territory: me.unit.territory },
          ...rest,
        })
      ).number,
    move: (subject, move, body = {}) => ask(paths.move('matter', subject, move), body),
    see: subject => ask(paths.subject('matter', subject)),
  }
}

/** Guesses are dear, so several people signing in from one address wait a moment for each other. */
const signIn = async (context: BrowserContext, login: string): Promise<Me> => {
  for (;;) {
    const answer = await context.request.post(paths.session, { data: { login, password } })
    if (answer.ok()) return (await answer.json()) as Me
    assert.equal(answer.status(), 429, `${login}: ${await answer.text()}`)
    await new Promise(done => setTimeout(done, 1000))
  }
}
