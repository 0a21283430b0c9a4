// The fences a demonstration district begins with (fences.yaml), read and checked like every file of a pack: a mistake in a
// fence is told with its line. They are no part of the pack's version: a fence is changed at the desk, not in the pack.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Pack } from '#core/district/district.ts'
import type { PackProblem } from '#core/district/pack-problem.ts'
import { readFence } from '#core/watch/check-fence.ts'
import { readDocument } from './read-document.ts'

export const fencesFile = 'fences.yaml'
const dayMs = 86_400_000

const closed = { additionalProperties: false } as const
const drive = Type.Object(
  {
    vehicle: Type.String({
      pattern: '^[\\w.:-]{1,64}$',
      description: '车队编号，不是车牌 number in its fleet, no plate',
    }),
    ago: Type.Number({ minimum: 1, maximum: 600, description: '多少分钟以前 minutes ago' }),
    heading: Type.Number({ minimum: 0, maximum: 360, description: '方向，0 为北 degrees from north' }),
    kmh: Type.Number({ minimum: 1, maximum: 120 }),
    stop: Type.Optional(
      Type.Number({ minimum: 0, maximum: 3600, description: '在中间停几秒 seconds it stands in the middle' }),
    ),
  },
  closed,
)
export type Drive = Static<typeof drive>

const shape = Type.Object(
  {
    fences: Type.Array(
      Type.Object(
        {
          id: Type.String({
            pattern: '^[a-z0-9-]+$',
            description: '名称 name of small letters, digits, hyphens',
          }),
          days: Type.Number({ minimum: 1, maximum: 366, description: '有效天数 days in force' }),
          words: Type.String({ minLength: 1, description: '理由 why' }),
          fence: Type.Record(Type.String(), Type.Unknown()),
          drives: Type.Optional(Type.Array(drive)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type DemoFence = Static<typeof shape>['fences'][number]

/** The definition of one at a moment; times are not the file's to give. */
export const definitionAt = ({ fence, days }: DemoFence, now: number): Record<string, unknown> => ({
  ...fence,
  startsAt: now - dayMs,
  expiresAt: now + days * dayMs,
})

/** `shape.points[1]` → ['shape', 'points', 1] */
const pathOf = (field: string): (string | number)[] =>
  field
    .replace(/^fence\.?/, '')
    .split(/[.[\]]+/)
    .filter(part => part !== '')
    .map(part => (/^\d+$/.test(part) ? Number(part) : part))

/** None where a pack has no such file. */
export const readDemoFences = (
  folder: string,
  pack: Pack,
): { fences: readonly DemoFence[]; problems: readonly PackProblem[] } => {
  const path = join(folder, fencesFile)
  if (!existsSync(path)) return { fences: [], problems: [] }
  const document = readDocument(fencesFile, readFileSync(path, 'utf8'), shape)
  if (!document.value) return { fences: [], problems: document.problems }
  const { fences } = document.value
  const problems: PackProblem[] = []
  const wrong = (at: readonly (string | number)[], zh: string, en: string, rightWould: string) =>
    problems.push({ severity: 'error', ...document.written(at), problemZh: zh, problemEn: en, rightWould })
  const ids = new Set<string>()
  fences.forEach((f, i) => {
    if (ids.has(f.id))
      wrong(['fences', i, 'id'], `${f.id} 重复`, `${f.id} stands twice`, '每个 id 只用一次 each id once')
    ids.add(f.id)
    const read = readFence({ ...definitionAt(f, dayMs), id: f.id, geometryVersion: 1 })
    for (const p of read.ok ? [] : read.problems)
      wrong(
        ['fences', i, 'fence', ...pathOf(p.field)],
        `${p.field} 写的是 ${p.found || '空'}`,
        `${p.field} is ${p.found || 'absent'}`,
        `${p.wantZh} ${p.wantEn}`,
      )
    const calendar =
      read.ok && read.fence.schedule.kind === 'hours' ? read.fence.schedule.calendar : undefined
    if (calendar !== undefined && !pack.calendars.some(c => c.id === calendar))
      wrong(
        ['fences', i, 'fence', 'schedule', 'calendar'],
        `没有工作日历 ${calendar}`,
        `no calendar ${calendar}`,
        pack.calendars.map(c => c.id).join('、'),
      )
  })
  return { fences, problems }
}
