// What a report leaves open and the one sentence that asks for it. A matter without “where exactly” is sent round the
// district and comes back; a second round of questions costs the reporter a day. So only one sentence is asked, about
// what matters most, and nothing is asked that the words, the map or the contact already say.
import type { Level } from '../district/district.ts'
import { normalise } from '../kit/text.ts'

/** Where it was found to lie, and how: a `Located` is one. */
export type PlaceFound = {
  how: 'point' | 'territory' | 'words' | 'none'
  level: Level
  candidates?: readonly string[]
}

export type MissingPart = 'place' | 'building' | 'since' | 'caller'

/** `parts`: everything that is missing, the most important first; `ask` is about the first, or the first two in one. */
export type Missing = { parts: readonly MissingPart[]; ask: { zh: string; en: string } }

const asks: Readonly<Record<MissingPart | 'place-and-building' | 'which-place', Missing['ask']>> = {
  place: {
    zh: '请问具体在哪条路、哪个小区或哪个村组？',
    en: 'Where exactly is it: which road, estate or village group?',
  },
  'place-and-building': {
    zh: '请问具体在哪个小区或哪条路，第几栋第几单元？',
    en: 'Where exactly is it: which estate or road, which block and entrance?',
  },
  'which-place': {
    zh: '您说的地名本区不止一处，请问在哪个镇街、哪个村或社区？',
    en: 'There is more than one place of that name here: in which town, and which village or community?',
  },
  building: { zh: '请问是第几栋、第几单元、哪一层？', en: 'Which block, entrance and floor is it?' },
  since: { zh: '请问从什么时候开始的？', en: 'Since when has it been so?' },
  caller: {
    zh: '请问怎么称呼您，打哪个电话能联系到您？',
    en: 'What may we call you, and on which number can we reach you?',
  },
}

/** A road, estate, village group, mark or number somebody could go to, even one no list of the district has. */
const spot =
  /(?<![这那哪本该条边马铁公道一半])\p{Script=Han}(?:小区|花园|家园|公寓|大厦|广场|市场|新村|安置房|大桥|桥头|水库|车站|医院|学校|小学|中学|幼儿园|公园|村(?!民|里|委|镇|干|支)|路(?!灯|面|上|边|口|段|人|过|况|政|障|基|由)|街(?!上|边|道|坊|头)|大道|巷|湾|坝)|[一二三四五六七八九十\d]+(?:组|社|队)(?!会)|\d+号(?!线|文|令)|\p{Script=Han}{2}(?:路口|路段|街口)/u

/** Nobody has to go anywhere for these: a question about rules, papers and money. */
const placeless =
  /政策|公积金|社保|医保|养老金|养老保险|户口|落户|学籍|档案|职称|资格证|驾照|身份证|护照|签证|补贴标准|怎么申请|如何申请|怎么办理|如何办理|能不能办|咨询/u

/** Things inside a house, which a street does not find. */
const indoors =
  /楼上|楼下|楼道|楼顶|天花板|电梯|单元门|门禁|外墙|渗水|阳台|下水道堵|管道井|走廊|对门|(?:隔壁|邻居).{0,12}(?:吵|闹|噪|漏|装修|堆|养|打牌|麻将|唱)/u
/** Whoever writes more than this tells where; a house named further on is an aside. */
const opening = 160
const block =
  /(?:[\da-z]|[一二三四五六七八九十])\s*(?:号楼|栋|幢|座|单元|号房|楼\d)|\d+-\d+(?:-\d+)?|门牌|\d+号|[东南西北]?(?:一|1)号院|农房|自建房|老屋/u

/** Something that goes on, so when it began decides what is owed and who answers for it. */
const goingOn =
  /一直|经常|长期|总是|老是|天天|每天|每晚|晚晚|整天|至今|还没|还不|还冇|仍未|仍然|迟迟|拖欠|欠薪|停水|停电|没水|没电|没气|反复|又在|不发工资/u
const time =
  /\d+\s*[年月日号天周点]|[一二三四五六七八九十两几半多]+\s*(?:个)?(?:年|月|天|周|星期|礼拜|小时|多年)|(?:19|20)\d\d|昨|今天|今早|今晚|前天|前晚|上周|上个?月|去年|前年|今年|春节|国庆|年初|年底|刚才|刚刚|上午|下午|凌晨|最近|近期|从.{1,12}(?:开始|起)|自.{1,12}(?:以来|起)|暑假|寒假|入住|交房/u

const callBack =
  /(?:回|打)(?:个|一个)?电话(?:给我)?|回电|联系我|联系本人|跟我联系|与我联系|和我联系|通知我|(?:派人|请|能否|可否).{0,6}上门|给我(?:一个|个)?(?:答复|回复|回话)|回个话/u
const reachable = /\d{7,}|\d{3}\*{4,6}\d{4}|\*{4,5}\d{3}|\S@\S|(?:微信|qq|薇信|扣扣)号?[:是为]/u

/**
 * What to ask back about `words` (masked or not) found to lie at `located`, or undefined when nothing is missing.
 * `reached`: the reporter left a contact or follows the matter by a link.
 */
export const missingIn = (
  words: string,
  located: PlaceFound,
  { reached = false }: { reached?: boolean } = {},
): Missing | undefined => {
  const said = normalise(words)
  const onMap = located.how === 'point'
  const coarse = located.how === 'none' || located.level === 'district' || located.level === 'town'
  const twice = located.candidates !== undefined && located.candidates.length > 1
  const noPlace = !onMap && (twice || (coarse && !spot.test(said) && !placeless.test(said)))
  const noBlock =
    !onMap && located.level !== 'building' && indoors.test(said.slice(0, opening)) && !block.test(said)
  const parts: MissingPart[] = [
    ...(noPlace ? (['place'] as const) : []),
    ...(noBlock ? (['building'] as const) : []),
    ...(goingOn.test(said) && !time.test(said) ? (['since'] as const) : []),
    ...(!reached && callBack.test(said) && !reachable.test(said) ? (['caller'] as const) : []),
  ]
  const [first, second] = parts
  if (first === undefined) return undefined
  if (first === 'place' && twice) return { parts, ask: asks['which-place'] }
  if (first === 'place' && second === 'building') return { parts, ask: asks['place-and-building'] }
  return { parts, ask: asks[first] }
}
