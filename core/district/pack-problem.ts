// What is wrong with a district pack, told so that the person who edits the file can put it right at once.

export type PackProblem = {
  /** A warning is worth a look; the pack still loads. */
  severity: 'error' | 'warning'
  file: string
  /** 1-based. */
  line?: number
  column?: number
  problemZh: string
  problemEn: string
  /** The value or values that would be accepted, Chinese first where it is a sentence. */
  rightWould: string
}

/** Where an entry of the pack was written. */
export type Written = { file: string; line?: number; column?: number }

/** Finds the place of an entry: the list of the pack it is in, its index there and, if known, its field. */
export type Locate = (table: string, index: number, field?: string) => Written

/**
 * Words that must not become a column, a type or a tag (guardrail G-02 and the 2026 rules on government apps): what has
 * no name in the data cannot be counted, searched or held against anybody.
 */
export const forbiddenWords = [
  '民族',
  '宗教',
  '信仰',
  '教徒',
  '信访次数',
  '上访',
  '缠访',
  '前科',
  '违法记录',
  '犯罪记录',
  '吸毒史',
  '艾滋',
  '风险等级',
  '风险评分',
  '危险等级',
  '危险程度',
  '稳控',
  '重点人员',
  '管控对象',
  '人脸',
  '步态',
  '打卡',
  '签到率',
  '积分排名',
  '排名',
  '在线时长',
  '里程',
  'ethnic',
  'religion',
  'petition_count',
  'criminal_record',
  'risk_score',
  'risk_level',
  'face_id',
  'ranking',
] as const

export const forbiddenIn = (text: string): string | undefined =>
  forbiddenWords.find(word => text.toLowerCase().includes(word))
