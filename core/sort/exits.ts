// The six exits 六个出口: a matter leaves the net only through one of them (S-31). Which words speak for which exit comes
// from the national rules on 12345 hotlines and petitions, the same everywhere, so they stand here; the exits themselves,
// with their wording, are the district's. Only a suggestion: leaving is always a person's decision, with a reason.
import type { District } from '../district/district.ts'
import { normalise } from '../kit/text.ts'

type Cue = { exit: string; words: readonly string[]; whyZh: string; whyEn: string }

const cues: readonly Cue[] = [
  {
    exit: 'statutory-route',
    words: [
      '法院判决',
      '已经起诉',
      '不服判决',
      '判决书',
      '申请再审',
      '强制执行',
      '法院不立案',
      '劳动仲裁',
      '仲裁裁决',
      '行政复议',
      '复议决定',
      '政府信息公开',
      '信息公开申请',
      '信访复查',
      '复查意见',
      '复核意见',
      '贪污',
      '受贿',
      '行贿',
      '违纪',
    ],
    whyZh: '属于诉讼、仲裁、复议、纪检、信访或信息公开的法定途径',
    whyEn: 'has a statutory route: court, arbitration, review, discipline, petition or disclosure',
  },
  {
    exit: 'secret',
    words: ['国家秘密', '涉密文件', '机密文件', '绝密', '商业秘密'],
    whyZh: '可能涉及依法保密的内容',
    whyEn: 'may touch what the law keeps confidential',
  },
  {
    exit: 'outside-duty',
    words: [
      '快递丢',
      '快递不送',
      '网购退货',
      '代订',
      '修家电',
      '股票亏',
      '炒股',
      '彩票',
      '游戏账号',
      '网贷利息',
    ],
    whyZh: '可能属于市场或社会途径',
    whyEn: 'may belong to a market or social channel',
  },
  {
    exit: 'unlawful',
    words: ['赌债', '高利贷要债', '讨还赌', '代孕', '办假证', '买假证'],
    whyZh: '诉求可能与法律规定不符',
    whyEn: 'what is asked for may be against the law',
  },
]

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
  const { dangers = [], sameAs } = heard
  if (dangers.length > 0 && has('emergency')) {
    return {
      exit: 'emergency',
      why: { zh: '有人身财产的即时危险，先转紧急救助', en: 'danger at this moment: emergency help first' },
      words: dangers,
    }
  }
  if (sameAs !== undefined && has('same-matter')) {
    return {
      exit: 'same-matter',
      why: { zh: `与本人的事项 ${sameAs} 相同`, en: `the same as the reporter's own matter ${sameAs}` },
      words: [],
    }
  }
  const plain = normalise(words)
  const found = cues
    .filter(cue => has(cue.exit))
    .map(cue => ({ cue, said: cue.words.filter(word => plain.includes(word)) }))
    .filter(({ said }) => said.length > 0)
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
