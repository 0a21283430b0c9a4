// What in the words of two reports says that they are not about the same thing, however alike they read: another block,
// another estate, another road. A wrong merge hides a matter, so this is looked for wherever two would be put together.
import { normalise } from '../kit/text.ts'

export type ToldApart = { zh: string; en: string }

const blocks =
  /([a-z]?\d+|[a-z]|[一二三四五六七八九十百]+)(号楼|栋|幢|座|单元|号线|路公交|期|村民小组|组|社|区|县)/gu
/** Ways of saying the same kind of part. */
const kindOf: Readonly<Record<string, string>> = { 号楼: '栋', 幢: '栋', 座: '栋', 村民小组: '组', 县: '区' }
const kindWords: Readonly<Record<string, { zh: string; en: string }>> = {
  栋: { zh: '楼栋', en: 'block' },
  单元: { zh: '单元', en: 'entrance' },
  号线: { zh: '线路', en: 'line' },
  路公交: { zh: '线路', en: 'bus line' },
  期: { zh: '期数', en: 'phase' },
  组: { zh: '组', en: 'group' },
  社: { zh: '社', en: 'hamlet' },
  区: { zh: '区', en: 'area' },
}
const digitsOf: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
}

const named =
  /(\p{Script=Han}{2})(小区|花园|家园|公寓|公馆|广场|大厦|小学|中学|学校|学院|大学|驾校|幼儿园|医院|大道|市场|村)/gu
/** Two characters before one of those that are no name: “我们小区”, “整个小区”, “附近学校”. */
const nameless =
  /[的是在我们你这那本个整全各某该到从向对由和与及所有每多几一二两三新老旧住附近周边旁居民业主农]/u

/** Names and numbers of a text by kind. */
type Marks = ReadonlyMap<string, ReadonlySet<string>>

const marksOf = (words: string): Marks => {
  const text = normalise(words)
  const marks = new Map<string, Set<string>>()
  const add = (kind: string, mark: string) => {
    const of = marks.get(kind)
    if (of) of.add(mark)
    else marks.set(kind, new Set([mark]))
  }
  for (const [, mark, word] of text.matchAll(blocks)) add(kindOf[word!] ?? word!, digitsOf[mark!] ?? mark!)
  for (const [, name, word] of text.matchAll(named)) if (!nameless.test(name!)) add(word!, name!)
  return marks
}

/** What speaks against it, at most one reason a kind; none when nothing does. */
export const toldApart = (a: string, b: string): readonly ToldApart[] => {
  const [own, others] = [marksOf(a), marksOf(b)]
  const against: ToldApart[] = []
  for (const [kind, marks] of own) {
    const there = others.get(kind)
    if (!there || [...marks].some(m => there.has(m))) continue
    const words = kindWords[kind] ?? { zh: kind, en: 'name' }
    const said = (of: ReadonlySet<string>) => [...of].map(m => `${m}${kind}`).join('、')
    against.push({
      zh: `${words.zh}不同：${said(marks)} / ${said(there)}`,
      en: `another ${words.en}: ${said(marks)} / ${said(there)}`,
    })
  }
  return against
}
