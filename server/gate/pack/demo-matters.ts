// The stories a demonstration district begins with (demo-matters.yaml), read and checked like every file of a pack. They
// are no part of the pack's version: a reworded story changes no rule.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type TSchema } from 'typebox'
import type { Pack } from '#core/district/district.ts'
import type { PackProblem } from '#core/district/pack-problem.ts'
import { matterGoals, petitionGoals } from '#sim/goals.ts'
import type { Stories } from '#sim/story.ts'
import { whenPattern } from '#sim/when.ts'
import { readDocument } from './read-document.ts'

export const demoFile = 'demo-matters.yaml'

const closed = <T extends Record<string, TSchema>>(fields: T) =>
  Type.Object(fields, { additionalProperties: false })
const text = (description: string) => Type.String({ minLength: 1, description })
const maybe = (description: string) => Type.Optional(text(description))
const units = Type.Optional(Type.Array(Type.String(), { description: '单位编号 unit ids from units.csv' }))
const oneOf = (values: readonly string[], description: string) =>
  Type.Union(
    values.map(v => Type.Literal(v)),
    { description: `${description}: ${values.join(' | ')}` },
  )

const told = {
  id: Type.String({ pattern: '^[a-z0-9-]+$', description: '名称 name of small letters, digits, hyphens' }),
  at: Type.String({ pattern: whenPattern, description: '12m | 26h | 3d 21:40：多久以前 how long ago' }),
  channel: text('渠道 channel from pack.yaml'),
  words: text('原话 what was said'),
  title: maybe('标题 title'),
  name: maybe('虚构的称呼 an invented name'),
  phone: Type.Optional(
    Type.String({ pattern: '^100-0000-\\d{4}$', description: '100-0000-xxxx：不是真的号码 no real number' }),
  ),
  accused: units,
  lead: maybe('派给哪个单位 unit it is sent to; empty: as the catalogue says'),
}

const shape = closed({
  matters: Type.Array(
    closed({
      ...told,
      lang: Type.Optional(oneOf(['zh', 'en'], '语言 language')),
      place: Type.Optional(
        closed({
          words: maybe('地点 place in words'),
          point: Type.Optional(Type.Tuple([Type.Number(), Type.Number()])),
          territory: maybe('区划代码 code from territory.csv'),
        }),
      ),
      urgency: Type.Optional(oneOf(['flash', 'urgent', 'normal', 'complex'], '紧急程度 urgency')),
      type: maybe('分类，原话分不准时 type, where the words alone are sorted otherwise'),
      co: units,
      next: maybe('退单成立后的主办 unit that gets it when a return is upheld'),
      into: maybe('并入哪一件 id it is merged into'),
      goal: oneOf(Object.keys(matterGoals), '办到哪一步 how far it has come'),
      says: Type.Optional(
        closed({
          contact: maybe('联系情况'),
          part: maybe('协办结果'),
          result: maybe('办理结果'),
          check: maybe('核查或裁定的话'),
          answer: maybe('答复'),
          reason: maybe('理由代码 code from reasons.yaml'),
          basis: maybe('依据'),
          why: maybe('说明'),
          rating: maybe('评价的话'),
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
        }),
      ),
      light: Type.Optional(oneOf(['green', 'yellow', 'red', 'grey'], '灯色 light')),
    }),
  ),
  petitions: Type.Array(
    closed({
      ...told,
      kind: oneOf(['request', 'suggestion', 'accusation'], '类别 kind'),
      goal: oneOf(Object.keys(petitionGoals), '办到哪一步 how far it has come'),
    }),
  ),
})

/** The stories of a pack; none where it has no such file. Ids, channels, types and units must exist. */
export const readDemoMatters = (
  folder: string,
  pack: Pack,
): { stories: Stories; problems: readonly PackProblem[] } => {
  const none: Stories = { matters: [], petitions: [] }
  const path = join(folder, demoFile)
  if (!existsSync(path)) return { stories: none, problems: [] }
  const document = readDocument(demoFile, readFileSync(path, 'utf8'), shape)
  if (!document.value) return { stories: none, problems: document.problems }
  const stories = document.value as Stories
  const known = {
    channel: new Set(pack.channels.map(c => c.code)),
    type: new Set(pack.types.map(t => t.code)),
    unit: new Set(pack.units.map(u => u.id)),
    territory: new Set(pack.territories.map(t => t.code)),
    story: new Set(stories.matters.map(s => s.id)),
  }
  const problems: PackProblem[] = []
  const wrong = (at: readonly (string | number)[], zh: string, en: string, rightWould: string) =>
    problems.push({
      severity: 'error',
      ...document.written(at),
      problemZh: zh,
      problemEn: en,
      rightWould,
    })
  const ids = new Set<string>()
  for (const list of ['matters', 'petitions'] as const) {
    stories[list].forEach((story, i) => {
      const s = story as Stories['matters'][number]
      if (ids.has(s.id))
        wrong([list, i, 'id'], `${s.id} 重复`, `${s.id} stands twice`, '每个 id 只用一次 each id once')
      ids.add(s.id)
      const names: [keyof typeof known, string, readonly (string | undefined)[]][] = [
        ['channel', 'channel', [s.channel]],
        ['type', 'type', [s.type]],
        ['unit', 'lead', [s.lead]],
        ['unit', 'next', [s.next]],
        ['unit', 'co', s.co ?? []],
        ['unit', 'accused', s.accused ?? []],
        ['territory', 'place', [s.place?.territory]],
        ['story', 'into', [s.into]],
      ]
      for (const [what, field, values] of names)
        for (const value of values)
          if (value !== undefined && !known[what].has(value))
            wrong([list, i, field], `${field} ${value} 不存在`, `no ${what} ${value}`, `本包里有的 ${what}`)
    })
  }
  const first = stories.matters[0]
  if (first && !first.at.endsWith('h'))
    wrong(
      ['matters', 0, 'at'],
      '第一件要写成多少小时以前',
      'the first story must be told as hours ago',
      '119h：最早的一件 the earliest one, so that a cut laying finds its beginning',
    )
  return { stories, problems }
}
