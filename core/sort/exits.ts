// The six exits 六个出口: a matter leaves the net only through one of them. What words speak for which exit comes from the
// national rules on 12345 hotlines and petitions, the same everywhere, so it stands here; the exits themselves, with their
// wording, are the district's. Only a suggestion: leaving is always a person's decision, with a reason. A word alone is
// seldom enough: "帮我讨赌债" asks for what is unlawful, "楼道贴满办假证广告" reports it and must stay.
import type { District } from '../district/district.ts'
import { normalise } from '../kit/text.ts'

/** `says` must match and `unless` must not; what `says` matched is quoted to whoever decides. */
type Cue = { exit: string; says: RegExp; unless?: RegExp; whyZh: string; whyEn: string }

const officials =
  '(?:干部|书记|支书|主任|村长|组长|会计|局长|科长|站长|所长|校长|院长|镇长|乡长|县长|领导|公务员|民警|法官|工作人员)'
const corrupt =
  '(?:贪污|受贿|行贿|索贿|贪腐|腐败|挪用公款|侵吞|以权谋私|吃拿卡要|优亲厚友|违纪|收红包|收了?好处)'

/** Somebody tells of it or warns of it, instead of asking for it. */
const reports =
  /举报|投诉|揭发|检举|有人|小广告|广告|张贴|贴满|电线杆|查处|取缔|严查|打击|诈骗|骗子|被骗|骗了|堵门|威胁|恐吓|骚扰|暴力|上门|拉横幅|窝点|团伙|中介|机构|拆除|督促/u

const cues: readonly Cue[] = [
  {
    exit: 'statutory-route',
    says: new RegExp(
      [
        // Courts.
        '(?:不服|推翻|撤销).{0,8}(?:判决|裁定|裁决|决定书)',
        '法院(?:已经?|都|早就)?判决?',
        '判决(?:书|下来|生效|已)(?:下来|生效)?',
        '裁定书',
        '打(?:了|完|赢了?|输了?)?.{0,4}官司',
        '(?:已经?|正在)(?:.{0,4})(?:起诉|提起诉讼|开庭)',
        '申请再审',
        '(?:要求|请求)改判',
        '(?:申请|要求?|没有?|判了?)(?:.{0,4})强制执行',
        '法院.{0,6}(?:不立案|不执行|没有?执行|不受理|拖着)',
        '老赖',
        // Arbitration, once somebody has gone there; before that unpaid wages are the labour office's.
        '(?:劳动|人事|商事|土地)?仲裁(?:裁决|结果|委?已经?|委?都|委?受理|下来|开庭|赢了?|输了?)',
        '(?:已经?|正在|申请了?|提起了?).{0,4}(?:劳动|人事)仲裁',
        '裁决书',
        // Review, disclosure, petition.
        '行政复议',
        '行政诉讼',
        '复议决定',
        '(?:申请|要求|请求|答复).{0,8}(?:政府)?信息公开',
        '政府信息公开',
        '信访(?:复查|复核|答复意见|处理意见)',
        '复[查核]意见',
        // Discipline.
        `(?:举报|检举|揭发|反映).{0,24}${corrupt}`,
        `${officials}.{0,16}${corrupt}`,
      ].join('|'),
      'gu',
    ),
    unless: /宣传(?:栏|活动|册|周|月)|讲座|警示教育|展板|电视剧|看板|怎么写起诉状|模拟法庭/u,
    whyZh: '属于诉讼、仲裁、复议、纪检、信访或信息公开的法定途径',
    whyEn: 'has a statutory route: court, arbitration, review, discipline, petition or disclosure',
  },
  {
    exit: 'secret',
    says: /国家秘密|国家机密|涉密(?:文件|资料|会议|单位|人员|信息|电脑)|(?:机密|绝密|秘密)(?:级|文件|资料|件)|绝密|军事(?:机密|秘密|禁区.{0,6}(?:拍|照片|视频))|部队(?:部署|番号|调动)|商业秘密|(?:标|带|有)密级/gu,
    unless: /保密(?:宣传|教育)|秘密(?:施工|倾倒|排放)|剧本|密室/u,
    whyZh: '可能涉及依法保密的内容',
    whyEn: 'may touch what the law keeps confidential',
  },
  {
    exit: 'outside-duty',
    says: new RegExp(
      [
        '快递(?:丢|不送|弄丢|没送|找不到|还没到|没到)',
        '(?:查|催).{0,4}快递',
        '网购.{0,6}(?:退货|退款|换货)',
        '代订',
        '(?:帮|请|求|喊人?|找人?|派人?|能不能|可不可以|麻烦).{0,10}(?:修(?:一下|下|哈)?(?:我?家?的?)?(?:家电|冰箱|电视|洗衣机|空调|手机|电脑|热水器|油烟机)|开(?:个|一下|下|哈)?锁|换(?:个)?锁|通马桶|通厕所|搬家|代驾|抢票|订票|买票|介绍对象|找对象|找(?:个)?保姆|写作业|起名)',
        '修家电',
        '(?:股票|基金|炒股|炒币).{0,8}(?:亏|跌|套牢|赔)',
        '炒股',
        '彩票.{0,8}(?:没中|不中|号码|兑)',
        '游戏(?:账号|帐号|充值|装备)',
        '(?:微信|抖音|qq).{0,4}(?:被封|封号|解封)',
        '网贷利息',
        '(?:女朋友|男朋友|对象|前任).{0,6}(?:分手|复合|不理我)',
        '算命',
      ].join('|'),
      'gu',
    ),
    unless:
      /占道|噪[音声]|扰民|乱堆|堵|诈骗|传销|非法|集资|卷款|跑路|小广告|张贴|未成年|孤寡|独居|残疾|低保|五保|消防|驿站|快递柜|快递车|快递站|彩票店/u,
    whyZh: '可能属于市场或社会途径',
    whyEn: 'may belong to a market or social channel',
  },
  {
    exit: 'unlawful',
    says: new RegExp(
      [
        '(?:讨还?|要|收|追).{0,4}赌(?:债|账|帐|资)',
        '赌债',
        '高利贷(?:要|收|讨|催)债',
        '(?:帮|找|介绍|想|要|求).{0,8}代孕',
        '(?:帮|想|要|求|给|哪里|哪儿|咋个|怎么|能不能).{0,10}(?:办|买|开|做|弄|搞)(?:个|张|一?份|点)?假(?:证|发票|文凭|病历|证明|离婚|章)',
        '(?:查|调|定位).{0,6}(?:老公|老婆|丈夫|妻子|别人|他人|邻居|前妻|前夫|女友|男友).{0,8}(?:开房|行踪|通话|聊天|位置|定位|住址|身份证)',
        '(?:打|整|收拾|教训)(?:他|她|那个).{0,3}(?:一顿|一哈)',
        '(?:帮|求|能不能|可不可以|给).{0,8}(?<![取撤])[销消删抹](?:掉|除|了)?.{0,4}(?:违章|扣分|案底|罚单)',
        '(?:违章|扣分|案底|罚单).{0,4}(?<![取撤])[销消删抹](?:掉|除|了)',
        '(?:不要|莫|不准|别)(?:来)?拆.{0,6}违(?:建|章|法)',
        '违(?:建|章建筑|法建筑|章搭建).{0,12}(?:不要拆|莫拆|别拆|保留|留到|合法化)',
        '(?:要求|请|求).{0,6}(?:放人|释放|捞(?:人|出来))',
        '(?:买|卖|出|要)(?:个)?(?:选票|枪支|毒品|器官|户口指标)',
        '(?:求|请|帮|能不能|可不可以).{0,6}(?:走|开)(?:个|一下|下)?后门',
      ].join('|'),
      'gu',
    ),
    unless: reports,
    whyZh: '诉求可能与法律规定不符',
    whyEn: 'what is asked for may be against the law',
  },
]

/** "法院门口积水" is about water: a court, a bureau or a notice board that only says where. */
const onlyWhere =
  /(?:法院|法庭|检察院|仲裁(?:委|院)|纪委|信访(?:局|办)|复议(?:局|中心)|律师(?:楼|事务所)|政府信息公开|信息公开)(?:的)?(?:门口|门前|大门|旁边?|侧边|对面|附近|背后|后面|外面|外头|路口|大楼|大厅|停车场|家属[院区楼]|宿舍|公交站|栏|橱窗|窗口的?(?:门|灯|空调|电梯))/gu

/** A matter's number with a question how far it is, and nothing new told. */
const ownNumber = /[a-z]{2}\d{8}-\d{5}/u
const asksProgress =
  /进展|进度|催|办得?(?:怎么样|咋样|啷个样)|办到哪|处理到哪|还没(?:有)?(?:结果|回复|处理|办|弄)|好久(?:办|能|才|弄)|结果|啥时候|什么时候/u
const tellsNew =
  /又(?:坏|漏|堵|垮|来|开始|发|出|断|停|冒|倒|塌)|再次(?:发生|出现)|复发|新情况|更严重|反弹|这(?:回|次)(?:是|又)|另外一处|不满意|没修好|没解决/u

/** In a text longer than this one word is said in passing; of a secret one is enough. */
const longTold = 240

export type ExitSuggestion = { exit: string; why: { zh: string; en: string }; words: readonly string[] }

/**
 * The exit these words speak for, or nothing, which is the usual answer. `dangers`: words of danger heard at intake,
 * which come before everything else; `sameAs`: number of the reporter's own matter on the same thing.
 */
export const suggestExit = (
  words: string,
  exits: District['exits'],
  heard: { dangers?: readonly string[]; sameAs?: string } = {},
): ExitSuggestion | undefined => {
  const has = (code: string) => exits.some(exit => exit.code === code)
  const { dangers = [] } = heard
  if (dangers.length > 0 && has('emergency')) {
    return {
      exit: 'emergency',
      why: { zh: '有人身财产的即时危险，先转紧急救助', en: 'danger at this moment: emergency help first' },
      words: dangers,
    }
  }
  const plain = normalise(words)
  const sameAs = heard.sameAs ?? numberAskedAfter(plain)
  if (sameAs !== undefined && has('same-matter')) {
    return {
      exit: 'same-matter',
      why: { zh: `与本人的事项 ${sameAs} 相同`, en: `the same as the reporter's own matter ${sameAs}` },
      words: [],
    }
  }
  const told = plain.replace(onlyWhere, '')
  const found = cues
    .filter(cue => has(cue.exit) && !cue.unless?.test(told))
    .map(cue => ({ cue, said: [...new Set([...told.matchAll(cue.says)].map(match => match[0]))] }))
    .filter(({ cue, said }) => said.length >= (told.length > longTold && cue.exit !== 'secret' ? 2 : 1))
    .sort((a, b) => b.said.length - a.said.length)[0]
  if (!found) return undefined
  const { cue, said } = found
  const list = said.map(word => `“${word}”`).join('、')
  return {
    exit: cue.exit,
    why: { zh: `写到${list}，${cue.whyZh}`, en: `the words name ${list}: it ${cue.whyEn}` },
    words: said,
  }
}

const numberAskedAfter = (plain: string): string | undefined =>
  asksProgress.test(plain) && !tellsNew.test(plain) ? ownNumber.exec(plain)?.[0].toUpperCase() : undefined
