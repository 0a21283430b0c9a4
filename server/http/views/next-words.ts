// What a resident is told about what happens next, one row a state.

/** Holes: {unit}; {name} of a clock = when it is due. A sentence whose clock has no date is replaced by `else`. */
export type NextWords = { zh: string; en: string; elseZh?: string; elseEn?: string }

const desk: NextWords = {
  zh: '{unit}将在 {triage} 前看过并分派给负责的单位。',
  en: '{unit} will look at it and assign it by {triage}.',
  elseZh: '{unit}正在研判，尽快分派给负责的单位。',
  elseEn: '{unit} is looking at it and will assign it.',
}
const working: NextWords = {
  zh: '{unit}正在办理，最迟 {whole} 前给您答复。',
  en: '{unit} is working on it; you will have an answer by {whole} at the latest.',
}

const matter: Readonly<Record<string, NextWords>> = {
  reported: desk,
  accepted: desk,
  dispatched: {
    zh: '{unit}将在 {contact} 前与您联系，最迟 {whole} 前给您答复。',
    en: '{unit} will contact you by {contact}; you will have an answer by {whole} at the latest.',
    elseZh: '{unit}即将接手，最迟 {whole} 前给您答复。',
    elseEn: '{unit} will take it on; you will have an answer by {whole} at the latest.',
  },
  reopened: {
    zh: '由{unit}重新办理，{contact} 前与您联系，最迟 {whole} 前给您答复。',
    en: '{unit} handles it anew, contacts you by {contact} and answers by {whole} at the latest.',
  },
  return_requested: {
    zh: '承办单位认为不该由它办理，上级中心将在 {arbitrate} 前裁定；答复时限 {whole} 不变。',
    en: 'The unit holds it is not theirs; a ruling is due by {arbitrate}. Your answer is still due by {whole}.',
  },
  in_progress: working,
  co_handling: working,
  extended: working,
  rework: {
    zh: '核查没有通过，{unit}正在返工，最迟 {whole} 前给您答复。',
    en: 'The check failed; {unit} is redoing it and answers by {whole} at the latest.',
  },
  feedback: {
    zh: '{unit}已办理，将由其他人员在 {verify} 前核查是否属实。',
    en: '{unit} has handled it; somebody else checks it by {verify}.',
  },
  verified: {
    zh: '已核查属实，{answer} 前把结果答复您。',
    en: 'It was checked and holds; you will be told the result by {answer}.',
  },
  suspended: {
    zh: '暂缓办理，{wait} 自动恢复计时。',
    en: 'On hold; the clock goes on by itself at {wait}.',
  },
  closed: {
    zh: '已办结。请评价；没有解决的，{rest} 前可以要求重办。',
    en: 'Closed. Please rate it; if it is not solved you can have it reopened until {rest}.',
  },
  callback_done: {
    zh: '已办结，谢谢您的评价；又出现问题的，{rest} 前可以要求重办。',
    en: 'Closed, thank you for rating it; if it comes back you can have it reopened until {rest}.',
  },
  not_accepted: {
    zh: '没有受理，理由见下；不同意的，{rest} 前可以提出异议，由上级中心复核。',
    en: 'Not accepted, for the reason below; you can object until {rest} and the centre above looks again.',
  },
  diverted: {
    zh: '已转到专门渠道，对方接收后会在这里告诉您。',
    en: 'Passed to the proper authority; you will be told here when it was received there.',
  },
}

const petition: Readonly<Record<string, NextWords>> = {
  registered: {
    zh: '{unit}将在 {forward} 前转给有权处理的机关。',
    en: '{unit} will pass it to the organ that may handle it by {forward}.',
  },
  forwarded: {
    zh: '{unit}将在 {notice} 前书面告诉您是否受理。',
    en: '{unit} will tell you in writing by {notice} whether it is taken up.',
  },
  objected: {
    zh: '承办机关有异议，信访部门正在协商确定由谁办理，受理时限不变。',
    en: 'The organ objects; the petition office settles who handles it. The time to take it up stays the same.',
  },
  accepted: {
    zh: '{unit}已受理，{settle} 前给您书面意见。',
    en: '{unit} has taken it up and gives you a written opinion by {settle}.',
  },
  investigating: {
    zh: '{unit}正在调查，{settle} 前给您书面意见。',
    en: '{unit} is looking into it and gives you a written opinion by {settle}.',
  },
  opinion_issued: {
    zh: '已答复。不服的，{window} 前可以请求复查或复核。',
    en: 'Answered. If you do not agree, ask for review by {window}.',
  },
  review: {
    zh: '上一级机关正在复查，{review} 前答复您。',
    en: 'The organ above reviews it and answers by {review}.',
  },
  final_review: {
    zh: '正在复核，{review} 前答复您；复核意见是终结意见。',
    en: 'The final review is answered by {review} and ends the matter.',
  },
  sealed_in: {
    zh: '已密封接收，只有专人能看，将转给有权处理的机关。',
    en: 'Received under seal; one person alone reads it and passes it to the organ that may handle it.',
  },
  routed: {
    zh: '已转有权处理的机关，{result} 前反馈结果。',
    en: 'With the organ that may handle it; a result is due by {result}.',
    elseZh: '已转有权处理的机关。',
    elseEn: 'With the organ that may handle it.',
  },
}

/** Life → state → what happens next. */
export const nextByLife: Readonly<Record<string, Readonly<Record<string, NextWords>>>> = { matter, petition }
