// Words that mean a person must look at once. A report with one of them is suggested as flash 特急 and never waits in a
// queue; what it really is, a person decides. So it may cry wolf sometimes and may hardly ever keep silent.
// These are dangers everywhere, not local rules, so they stand here and not in a pack.

export type Danger = {
  code: string
  zh: string
  en: string
  words: readonly string[]
  /** Whether people also speak of it where nothing happens: "a fire engine could not get in if it burnt". */
  spokenOf: boolean
}

export const dangers: readonly Danger[] = [
  {
    code: 'fire',
    zh: '起火',
    en: 'Fire',
    words: words(
      '起火了 着火 失火 火灾 大火 起火 火势 冒浓烟 烧起来 爆炸 on fire|caught fire|explosion|house fire',
    ),
    spokenOf: true,
  },
  {
    code: 'gas',
    zh: '燃气泄漏',
    en: 'Gas leak',
    words: words(
      '煤气味 燃气味 天然气味 燃气泄漏 天然气泄漏 煤气泄漏 燃气漏气 管道漏气 煤气中毒 gas leak|smell of gas|smell gas',
    ),
    spokenOf: true,
  },
  {
    code: 'missing',
    zh: '有人走失',
    en: 'Somebody is missing',
    words: words(
      '走失 走丢 孩子不见了 小孩不见了 老人不见了 失踪了 被拐 missing child|child is missing|child is lost|went missing',
    ),
    spokenOf: false,
  },
  {
    code: 'water',
    zh: '水情危急',
    en: 'Rising water',
    words: words(
      '水位上涨 水位暴涨 正在涨水 洪水 山洪 落水了 有人落水 溺水 掉进河 被水困 淹到 flash flood|water is rising|drowning',
    ),
    spokenOf: true,
  },
  {
    code: 'weapon',
    zh: '持械伤人',
    en: 'Weapon',
    words: words(
      '持刀 拿刀 提刀 砍人 砍伤 捅伤 持枪 行凶 打死人 聚众斗殴 knife attack|with a knife|with a gun|stabbed',
    ),
    spokenOf: false,
  },
  {
    code: 'suicide',
    zh: '有人轻生',
    en: 'Suicide',
    words: words(
      '跳楼 轻生 自杀 割腕 不想活 活不下去 喝农药 服毒 自焚 suicide|kill myself|kill himself|kill herself|jump off',
    ),
    spokenOf: false,
  },
  {
    code: 'collapse',
    zh: '坍塌',
    en: 'Collapse',
    words: words(
      '坍塌 垮塌 塌方 倒塌 塌陷 楼要塌 房子塌 滑坡 泥石流 collapsed|collapsing|landslide|sinkhole',
    ),
    spokenOf: true,
  },
  {
    code: 'trapped',
    zh: '有人被困',
    en: 'Somebody is trapped',
    words: words(
      '困在电梯 电梯困人 被困电梯 关在电梯 卡在电梯 有人被困 人被埋 trapped in the lift|trapped in the elevator|stuck in the lift|stuck in the elevator|stuck in an elevator',
    ),
    spokenOf: false,
  },
  {
    code: 'life',
    zh: '人命危急',
    en: 'Life in danger',
    words: words(
      '触电 昏迷不醒 没有呼吸 没呼吸 流血不止 晕倒了 快不行了 not breathing|unconscious|bleeding|electrocuted',
    ),
    spokenOf: true,
  },
]

/** Chinese words parted by spaces, then English ones, which hold spaces, parted by bars. */
function words(list: string): readonly string[] {
  const firstLatin = list.search(/[a-z]/)
  return [...list.slice(0, firstLatin).trim().split(' '), ...list.slice(firstLatin).split('|')]
}

// In the same clause these make a danger a thing spoken of: a risk, a fear, a drill, last year.
const onlySpoken =
  /隐患|一旦|万一|如果|假如|要是|倘若|防止|预防|防范|避免|以免|演练|演习|宣传|培训|容易|可能|随时|担心|害怕|怕|曾|去年|前年|以前|差点|险些|发生过|多次|保险|赔偿|补偿|安置|\bif\b|\brisk|\bdrill|\bcould\b|\bmight\b|\blast year\b/i
const clauseEnd = /[，。；！？、,;!?\n]|\.\s/

export type Urgent = { danger: Danger; word: string }

/** Dangers a text tells of, each once, with the word that told it. Empty for nearly all texts. */
export const urgentIn = (text: string): readonly Urgent[] => {
  const lower = text.toLowerCase()
  return dangers.flatMap(danger => {
    const word = danger.words.find(w => tells(lower, w, danger.spokenOf))
    return word === undefined ? [] : [{ danger, word }]
  })
}

const tells = (text: string, word: string, spokenOf: boolean): boolean => {
  if (!text.includes(word)) return false
  if (!spokenOf) return true
  return text.split(clauseEnd).some(clause => clause.includes(word) && !onlySpoken.test(clause))
}

/** "提到“着火”（起火），请立即查看" — for the suggestion's why. */
export const sayUrgent = (hits: readonly Urgent[], lang: 'zh' | 'en'): string =>
  lang === 'zh'
    ? `提到${hits.map(h => `“${h.word}”（${h.danger.zh}）`).join('、')}，请立即查看`
    : `speaks of ${hits.map(h => `“${h.word}” (${h.danger.en})`).join(', ')}: look at once`
