// Every setting of the program in one place: names, meanings, defaults. All come from the environment; none is needed.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '#server/store/embedded/start-error.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type Settings = {
  /** Address to listen on. Only this machine unless told otherwise: HOST=0.0.0.0 opens it to the network. */
  host: string
  port: number
  /** A PostgreSQL of yours (15 or newer); absent = the program starts its own. */
  databaseUrl: string | undefined
  /** Where the own database, keys and the demo password live. */
  dataDir: string
  /** Folder of the district pack. */
  packDir: string
  /** Whether a synthetic district begins with demonstration matters. */
  demoMatters: boolean
  /** Whether people reach it over https: cookies are then marked Secure. */
  secure: boolean
  /** Where notices are handed to an SMS or push gateway. */
  noticeWebhook: string | undefined
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** Where people reach us, when that is not host and port, e.g. https://jiewang.example.gov.cn. */
  origin: string | undefined
}

export const readSettings = (env: NodeJS.ProcessEnv = process.env): Settings => ({
  host: env.HOST || '127.0.0.1',
  port: portOf(env.PORT || '8080'),
  databaseUrl: env.DATABASE_URL || undefined,
  dataDir: dataDirOf(env),
  packDir: env.JIEWANG_PACK || join(root, 'packs', 'longxi'),
  demoMatters: env.JIEWANG_DEMO_MATTERS !== '0',
  secure: env.JIEWANG_HTTPS === '1',
  noticeWebhook: env.JIEWANG_NOTICE_WEBHOOK || undefined,
  trustedProxies: (env.JIEWANG_TRUSTED_PROXIES ?? '').split(',').filter(Boolean),
  origin: env.JIEWANG_ORIGIN || undefined,
})

export const dataDirOf = (env: NodeJS.ProcessEnv = process.env): string =>
  env.JIEWANG_DATA_DIR || join(root, '.jiewang', 'data')

const portOf = (text: string): number => {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new StartError(
    'port-taken',
    `PORT=${text} 不是端口号：请用 1 到 65535 之间的数。`,
    `PORT=${text} is no port: use a number from 1 to 65535.`,
  )
}
