// The statements of one life-cycle, taken down while the desk really lives it: six writes and one find, with everything
// the store asks around them. The peer runs exactly these, so both do the same work for the database.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { isRefusal } from '#core/life/refusal.ts'
import { scopeOf } from '#core/life/who.ts'
import { openCoreWorld } from '#server/main/core-world.ts'
import type { Settings } from '#server/main/settings.ts'
import { listSubjects } from '#server/store/lists.ts'
import { castOf, houseOf, reportOf } from './cast.ts'

export type Statement = { text: string; values: readonly unknown[] }
/** What must differ from one life-cycle to the next, as it stands in the statements. */
export type Marks = { subject: string; sourceId: string; linkHash: string; reporter: string; house: string }
export type Script = { district: string; statements: readonly Statement[]; marks: Marks }

/** Lives one matter in this database and returns what was sent to PostgreSQL meanwhile. */
export const takeDown = async (url: string, settings: Settings): Promise<Script> => {
  const { db, desk, receive, now, district } = await openCoreWorld(url, settings)
  const heard: Statement[] = []
  const stop = listen(heard)
  try {
    const scene = castOf(district(), now(), 1)[0]!
    const sourceId = randomBytes(12).toString('hex')
    const linkHash = randomBytes(32).toString('hex')
    const received = await receive({
      report: { ...reportOf(scene, 1), source: 'bench', sourceId, at: now() },
      actor: { kind: 'reporter', ref: '' },
      contact: { name: '李四', phone: '13900000000' },
      linkHash,
    })
    if (isRefusal(received)) throw new Error(`the report was refused: ${JSON.stringify(received)}`)
    const { number } = received
    const moves = [
      ['dispatch', scene.dispatcher, { lead: scene.lead, type: scene.type.code, urgency: 'normal' }],
      ['sign', scene.handler, {}],
      ['feedback', scene.handler, { result: '已到现场处理完毕，恢复正常' }],
      ['verify', scene.checker, { outcome: 'pass', words: '到现场看过，属实' }],
      ['close', scene.dispatcher, { answer: '您反映的问题已经处理完毕，感谢监督。' }],
    ] as const
    for (const [move, officer, input] of moves) {
      const done = await desk.move(number, move, officer, input)
      if (isRefusal(done)) throw new Error(`${move} was refused: ${JSON.stringify(done)}`)
    }
    await listSubjects(
      db,
      scopeOf(scene.dispatcher),
      { life: 'matter', tab: 'all', q: `${scene.place.zh} ${houseOf(1)}号旁边`, limit: 50 },
      now(),
    )
    const [reporter = ''] = (await desk.load(number))!.standing.doc.reporters
    // The find told its connection who asks. The program has others for its writes; the peer has one for all.
    heard.unshift({ text: `select set_config('app.who', 'system', false)`, values: [] })
    return {
      district: db.district,
      statements: heard,
      marks: { subject: number, sourceId, linkHash, reporter, house: String(houseOf(1)) },
    }
  } finally {
    stop()
    await db.close()
  }
}

/** Every query of every connection of this process, in order. */
const listen = (heard: Statement[]): (() => void) => {
  const { query } = pg.Client.prototype
  // biome-ignore lint/suspicious/noExplicitAny: query has a dozen signatures and all pass through
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]): any {
    const [asked, values = []] = args
    heard.push(
      typeof asked === 'string' ? { text: asked, values } : { text: asked.text, values: asked.values ?? [] },
    )
    return Reflect.apply(query, this, args)
  }
  return () => {
    pg.Client.prototype.query = query
  }
}
