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
      '起火了 着火 失火 火灾 大火 起火 火势 冒浓烟 烧起来 燃起来 遭烧 烧燃 走水了 爆炸 爆燃 on fire|caught fire|explosion|house fire|burning down',
    ),
    spokenOf: true,
  },
  {
    code: 'gas',
    zh: '燃气泄漏',
    en: 'Gas leak',
    words: words(
      '煤气味 燃气味 天然气味 瓦斯味 燃气泄漏 天然气泄漏 煤气泄漏 液化气泄漏 燃气漏 煤气漏 天然气漏 液化气漏 管道漏气 气管漏气 煤气中毒 一氧化碳中毒 闻到煤气 闻到燃气 闻到天然气 gas leak|gas is leaking|smell of gas|smell gas|smells of gas|carbon monoxide',
    ),
    spokenOf: true,
  },
  {
    code: 'missing',
    zh: '有人走失',
    en: 'Somebody is missing',
    words: words(
      '走失 走丢 走落了 孩子不见了 小孩不见了 娃儿不见了 娃不见了 老人不见了 孩子丢了 娃儿丢了 找不到娃 找不到孩子 失踪了 被拐 missing child|child is missing|child is lost|went missing',
    ),
    spokenOf: false,
  },
  {
    code: 'child',
    zh: '儿童遇险',
    en: 'A child in danger',
    words: words(
      '孩子被困 小孩被困 娃儿被困 孩子锁在 小孩锁在 娃儿锁在 孩子卡在 小孩卡在 娃儿卡在 小孩掉 孩子掉 娃儿掉 孩子坠 小孩坠 小孩落水 孩子落水 娃儿落水 虐待孩子 虐待小孩 虐待儿童 虐待婴儿 抢小孩 抢孩子 拐小孩 拐孩子 拐卖儿童 弃婴 性侵 猥亵 child is trapped|child trapped|child fell|baby locked|child abuse|kidnapped|kidnapping',
    ),
    spokenOf: true,
  },
  {
    code: 'water',
    zh: '水情危急',
    en: 'Rising water',
    words: words(
      '水位上涨 水位暴涨 正在涨水 涨水了 涨大水 涨洪水 水涨起来 水越涨 洪水 山洪 河水倒灌 决堤 溃坝 落水了 有人落水 溺水 掉进河 掉到河 掉下河 掉河里 滚到河 被水困 被水冲走 被冲走 淹到 遭水淹 flash flood|water is rising|drowning|swept away',
    ),
    spokenOf: true,
  },
  {
    code: 'weapon',
    zh: '持械伤人',
    en: 'Weapon',
    words: words(
      '持刀 拿刀 提刀 拿到刀 提到刀 拿着刀 拿菜刀 提菜刀 拿砍刀 提砍刀 挥刀 动刀 拿斧头 匕首 砍人 砍伤 砍死 捅人 捅伤 捅死 持枪 行凶 要杀人 杀人了 打死人 聚众斗殴 knife attack|with a knife|with a gun|stabbed|stabbing',
    ),
    spokenOf: false,
  },
  {
    code: 'suicide',
    zh: '有人轻生',
    en: 'Suicide',
    words: words(
      '跳楼 跳河 跳江 跳桥 轻生 自杀 自尽 寻短见 想不开 割腕 上吊 吊颈 烧炭 不想活 活不下去 活不起了 死了算了 喝农药 喝了农药 吃安眠药 服毒 自焚 suicide|kill myself|kill himself|kill herself|jump off|end my life',
    ),
    spokenOf: false,
  },
  {
    code: 'collapse',
    zh: '坍塌',
    en: 'Collapse',
    words: words(
      '坍塌 垮塌 塌方 倒塌 塌陷 崩塌 楼要塌 房子塌 房子垮 墙垮 桥垮 山垮 垮岩 滑坡 泥石流 collapsed|collapsing|landslide|sinkhole',
    ),
    spokenOf: true,
  },
  {
    code: 'trapped',
    zh: '有人被困',
    en: 'Somebody is trapped',
    words: words(
      '困在电梯 困电梯 电梯困人 被困电梯 关在电梯 卡在电梯 关在屋 有人被困 人被埋 被压在 trapped in the lift|trapped in the elevator|stuck in the lift|stuck in the elevator|stuck in an elevator',
    ),
    spokenOf: false,
  },
  {
    code: 'life',
    zh: '人命危急',
    en: 'Life in danger',
    words: words(
      '触电 遭电 昏迷不醒 没有呼吸 没呼吸 没得呼吸 没气了 流血不止 出血不止 晕倒了 昏倒了 昏死 口吐白沫 吐血 快不行了 not breathing|unconscious|bleeding|electrocuted',
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
  /隐患|一旦|万一|如果|假如|要是|倘若|防止|预防|防范|避免|以免|演练|演习|宣传|培训|容易|极易|可能|随时|担心|害怕|怕|曾|去年|前年|上个月|以前|差点|险些|发生过|多次|数次|经常|案例|保险|赔偿|补偿|安置|\bif\b|\brisk|\bdrill|\bcould\b|\bmight\b|\blast year\b/i
const clauseEnd = /[，。；！？、,;!?\n]|\.\s/

// Said right before the word: it did not happen. Asked (有没有, 是不是) it may have: that is looked at. 没 also begins words
// of danger (没呼吸), so only what stands before the whole word counts.
const deniedBy = (between: string): RegExp =>
  new RegExp(
    `(?:(?<!有)没有?|(?<!有)没得|尚?未|并非|(?<!是)不是|并不是|不存在|无|排除|误报|谎报|\\bno|\\bnot a|\\bwithout)(?:${between})*\\s*$`,
  )
const happening = '发生|出现|发现|造成|引发|闻到|看到|见到|明显|任何|真的|any|sign of'
const denied = deniedBy(happening)
/** 没人溺水 denies; 家里没人着火了 is a fire with nobody at home. */
const nobody = deniedBy(`人|${happening}`)
const toPeople: readonly string[] = ['missing', 'child', 'water', 'weapon', 'trapped', 'life']

// Words that only look like one: a railway station is no fire, and knowledge explodes without harm.
const innocent =
  /着火车|信息大?爆炸|知识爆炸|人口爆炸|爆炸式|大爆炸的?时代|爆炸头|火灾险|火灾自动报警|火灾报警器|火灾探测器|防火灾|塌方式|上吊桥|跳河沙|桥上吊/g

export type Urgent = { danger: Danger; word: string }

/** Dangers a text tells of, each once, with the word that told it. Empty for nearly all texts. */
export const urgentIn = (text: string): readonly Urgent[] => {
  const lower = text.toLowerCase().replace(innocent, ' ')
  return dangers.flatMap(danger => {
    const word = danger.words.find(w => tells(lower, w, danger))
    return word === undefined ? [] : [{ danger, word }]
  })
}

const tells = (text: string, word: string, { spokenOf, code }: Danger): boolean => {
  if (!text.includes(word)) return false
  // Whoever speaks of it at all may mean it, also with a “not” in front.
  if (code === 'suicide') return true
  return text
    .split(clauseEnd)
    .some(
      clause =>
        happens(clause, word, toPeople.includes(code) ? nobody : denied) &&
        !(spokenOf && onlySpoken.test(clause)),
    )
}

/** Whether the word stands in the clause at least once without being denied. */
const happens = (clause: string, word: string, no: RegExp): boolean => {
  for (let at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + word.length))
    if (!no.test(clause.slice(0, at))) return true
  return false
}

/** "提到“着火”（起火），请立即查看" — for the suggestion's why. */
export const sayUrgent = (hits: readonly Urgent[], lang: 'zh' | 'en'): string =>
  lang === 'zh'
    ? `提到${hits.map(h => `“${h.word}”（${h.danger.zh}）`).join('、')}，请立即查看`
    : `speaks of ${hits.map(h => `“${h.word}” (${h.danger.en})`).join(', ')}: look at once`
