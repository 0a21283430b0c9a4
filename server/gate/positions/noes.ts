// Every reason why a row of positions is not taken, or taken and not read, in words for whoever runs the sending system.
export const rowNoes = {
  'not-a-subject': ['目标编号须为 1–64 个字母、数字、_ . : -', 'a subject is 1–64 letters, digits, _ . : -'],
  'personal-key': [
    '编号像身份证号、手机号或车牌号：请用设备或车队的编号，不得用个人信息',
    'the key looks like an identity card, a phone number or a plate: use the number of the device or fleet',
  ],
  'no-such-class': [
    '类别须为 vehicle（车辆）、officer（在岗人员）或 detection（未知目标）',
    'class is vehicle, officer or detection',
  ],
  'class-not-yours': [
    '本渠道只能报在岗人员自己的定位',
    'this door takes positions of officers on shift only',
  ],
  'not-a-moment': ['时间须为毫秒数或带时区的 ISO 时间', 'at is milliseconds since 1970 or ISO with a zone'],
  'not-a-position': ['经纬度不对：[经度, 纬度]，WGS-84', 'no position: lng and lat in degrees, WGS-84'],
  'bad-accuracy': [
    '精度和速度须为不小于 0 的数，不知道就不填',
    'accuracyM and speedMps are 0 or more, or left out',
  ],
  'from-the-future': [
    '时间比现在晚 2 分钟以上，请校准设备时钟',
    'more than 2 minutes ahead of our clock: set the device clock',
  ],
  'too-old': ['超过 30 天，不再保存', 'older than 30 days, which is not kept'],
  'not-on-shift': [
    '不在当班时段：人员定位只在当班期间接收',
    'not on shift: positions of officers are taken on shift only',
  ],
  repeated: [
    '同一来源、目标和时间的定位已经收过，忽略',
    'the same source, subject and moment came before; ignored',
  ],
  'too-late': [
    '已保存，但晚于该目标最新定位 10 分钟以上，围栏不再重判',
    'kept, but more than 10 minutes behind the newest of this subject: fences do not read it',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type RowNo = keyof typeof rowNoes

export type TakenAnswer = {
  /** Rows that are on disk now. */
  taken: number
  repeated: number
  /** Rows that were not taken and would not be the next time either. */
  refused: number
  /** Row numbers from 0, by reason. */
  rows: readonly { code: RowNo; zh: string; en: string; rows: readonly number[] }[]
}

/** Row numbers of one reason that are told; their count is always told whole. */
const mostTold = 1000

export const answerOf = (rows: number, noes: ReadonlyMap<RowNo, readonly number[]>): TakenAnswer => {
  const count = (code: RowNo) => noes.get(code)?.length ?? 0
  const kept = new Set<RowNo>(['repeated', 'too-late'])
  const refused = [...noes].reduce((n, [code, of]) => (kept.has(code) ? n : n + of.length), 0)
  return {
    taken: rows - refused - count('repeated'),
    repeated: count('repeated'),
    refused,
    rows: [...noes].map(([code, of]) => ({
      code,
      zh: `${of.length} 条：${rowNoes[code][0]}。`,
      en: `${of.length}: ${rowNoes[code][1]}.`,
      rows: of.slice(0, mostTold),
    })),
  }
}
