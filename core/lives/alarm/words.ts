// The words of an alarm: what a fence says, of whom, why, and how a late fix changed it. The timeline finds them here.
type Labels = Readonly<Record<string, readonly [zh: string, en: string]>>

export const kindWords = {
  'must-not-enter': ['进入禁入区', 'entered where it must not'],
  'must-not-leave': ['离开限定区', 'left where it must stay'],
  corridor: ['偏离规定路线', 'left its corridor'],
  speed: ['超速', 'too fast'],
  capacity: ['超过容量', 'too many inside'],
  dwell: ['停留过久', 'stayed too long'],
} as const satisfies Labels

export const severityWords = {
  minor: ['轻微', 'Minor'],
  moderate: ['一般', 'Moderate'],
  severe: ['严重', 'Severe'],
  extreme: ['特别严重', 'Extreme'],
} as const satisfies Labels

/** An officer is named by nothing but the class: who it was is no business of an alarm. */
export const moverWords = {
  vehicle: ['车辆', 'A vehicle'],
  officer: ['在岗人员', 'An officer on shift'],
  detection: ['未知目标', 'An unknown detection'],
} as const satisfies Labels

export const whyWords = {
  'seen-crossing': ['越过边界', 'seen crossing'],
  'first-seen-inside': ['首次定位已在界内', 'first seen inside'],
  'straight-way-between-fixes': ['两次定位之间穿过', 'passed between two fixes'],
  silent: ['失去信号', 'fell silent'],
  'heard-again-inside': ['恢复信号，仍在界内', 'heard again inside'],
  'heard-again-outside': ['恢复信号，已在界外', 'heard again outside'],
  arrived: ['到达终点', 'arrived'],
  inside: ['在界内', 'inside'],
  outside: ['在界外', 'outside'],
  'too-fast': ['超过限速', 'too fast'],
  'slow-again': ['速度已降', 'slow again'],
  'too-long': ['停留超时', 'too long'],
  'too-many': ['数量超限', 'too many'],
  'few-again': ['数量回落', 'few again'],
  schedule: ['不在管控时段', 'outside the hours'],
  expired: ['围栏到期', 'the fence expired'],
  withdrawn: ['围栏已停用', 'the fence was withdrawn'],
} as const satisfies Labels

export const whatWords = {
  entered: ['进入', 'Entered'],
  left: ['离开', 'Left'],
  passed: ['穿过', 'Passed through'],
  lost: ['失去信号（不等于离开）', 'Fell silent (no exit)'],
  found: ['恢复信号', 'Heard again'],
  ended: ['围栏结束时仍在界内', 'Inside when the fence ended'],
  'alarm-raised': ['告警', 'Alarm'],
  'alarm-repeated': ['再次越线', 'Again'],
  'alarm-ended': ['已解除', 'Over'],
} as const satisfies Labels

/** How a crossing stands after late fixes. */
export const standingWords = {
  first: ['', ''],
  late: ['迟到数据补报：', 'Found late: '],
  revised: ['迟到数据更正：', 'Corrected: '],
  retracted: ['迟到数据撤回：', 'Taken back: '],
} as const satisfies Labels

export const dismissals = {
  permitted: ['经许可进入（作业、抢险）', 'Permitted (works, rescue)'],
  'position-error': ['定位偏差', 'Position error'],
  handled: ['现场已处置，无需立项', 'Settled on the spot'],
  drill: ['演练或测试', 'Drill or test'],
  'fence-wrong': ['围栏画得不对', 'The fence is drawn wrong'],
} as const satisfies Labels
