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
  /** Days of told history it begins with: 0 none, absent all there is. */
  demoHistoryDays: number | undefined
  /** Whether simulated people go on living in it. */
  demoLiving: boolean
  /** How many times as fast as outside its clock runs; absent: as it did, or 1. */
  demoSpeed: number | undefined
  /** Matters of so many days are gathered into classes each night; 0: none. */
  classDays: number
  /** Whether people reach it over https: cookies are then marked Secure. */
  secure: boolean
  /** Where notices are handed to an SMS or push gateway. */
  noticeWebhook: string | undefined
  /** How positions come by MQTT. */
  mqtt: MqttSettings
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** Where people reach us, when that is not host and port, e.g. https://jiewang.example.gov.cn. */
  origin: string | undefined
}

export type MqttSettings = {
  /** Port of the built-in broker; absent = none. */
  port: number | undefined
  /** Whether somebody asked for this very port. */
  isAsked: boolean
  /** A broker of yours instead of the built-in one. */
  url: string | undefined
  /** 4 is MQTT 3.1.1. */
  version: 4 | 5
}

export const readSettings = (env: NodeJS.ProcessEnv = process.env): Settings => ({
  host: env.HOST || '127.0.0.1',
  port: portOf(env.PORT || '8080'),
  databaseUrl: env.DATABASE_URL || undefined,
  dataDir: dataDirOf(env),
  packDir: env.JIEWANG_PACK || join(root, 'packs', 'longxi'),
  demoMatters: env.JIEWANG_DEMO_MATTERS !== '0',
  demoHistoryDays: numberOf(env, 'JIEWANG_DEMO_HISTORY', 0, 609, '天'),
  demoLiving: (env.JIEWANG_DEMO_LIVING || env.JIEWANG_DEMO_HISTORY) !== '0',
  demoSpeed: numberOf(env, 'JIEWANG_DEMO_SPEED', 1, 3600, '倍'),
  classDays: numberOf(env, 'JIEWANG_CLASS_DAYS', 0, 3650, '天') ?? 90,
  secure: env.JIEWANG_HTTPS === '1',
  noticeWebhook: env.JIEWANG_NOTICE_WEBHOOK || undefined,
  mqtt: mqttOf(env),
  trustedProxies: (env.JIEWANG_TRUSTED_PROXIES ?? '').split(',').filter(Boolean),
  origin: env.JIEWANG_ORIGIN || undefined,
})

export const dataDirOf = (env: NodeJS.ProcessEnv = process.env): string =>
  env.JIEWANG_DATA_DIR || join(root, '.jiewang', 'data')

/** The port every device knows. */
const mqttPort = '1883'

const mqttOf = (env: NodeJS.ProcessEnv): MqttSettings => {
  const asked = env.JIEWANG_MQTT_PORT || undefined
  const url = env.JIEWANG_MQTT_URL || undefined
  // The address may hold a password and is not repeated.
  if (url !== undefined && !(/^(mqtts?|wss?|tcp|ssl):\/\/\S+$/.test(url) && URL.canParse(url)))
    throw new StartError(
      'setting-wrong',
      'JIEWANG_MQTT_URL 不是 MQTT 地址：请写成 mqtt://用户:口令@主机:1883。',
      'JIEWANG_MQTT_URL is no address of a broker: write mqtt://user:password@host:1883.',
    )
  const version = env.JIEWANG_MQTT_VERSION || '4'
  if (version !== '4' && version !== '5')
    throw new StartError(
      'setting-wrong',
      `JIEWANG_MQTT_VERSION=${version} 不对：4 是 MQTT 3.1.1，5 是 MQTT 5。`,
      `JIEWANG_MQTT_VERSION=${version} is wrong: 4 is MQTT 3.1.1, 5 is MQTT 5.`,
    )
  return {
    port: asked === 'off' || url !== undefined ? undefined : portOf(asked ?? mqttPort, 'JIEWANG_MQTT_PORT'),
    isAsked: asked !== undefined,
    url,
    version: version === '5' ? 5 : 4,
  }
}

const portOf = (text: string, name = 'PORT'): number => {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new StartError(
    'port-taken',
    `${name}=${text} 不是端口号：请用 1 到 65535 之间的数。`,
    `${name}=${text} is no port: use a number from 1 to 65535.`,
  )
}

/** A setting that is a number between two others; absent when it is not set. */
const numberOf = (
  env: NodeJS.ProcessEnv,
  name: string,
  least: number,
  most: number,
  unit: string,
): number | undefined => {
  const text = env[name]
  if (!text) return undefined
  const n = Number(text)
  if (n >= least && n <= most) return n
  throw new StartError(
    'setting-wrong',
    `${name}=${text} 不对：请用 ${least} 到 ${most} 之间的数（${unit}）。`,
    `${name}=${text} is wrong: use a number from ${least} to ${most}.`,
  )
}
