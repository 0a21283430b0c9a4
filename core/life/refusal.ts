// A refusal is an expected "no". It names its rule and tells a person what they can do; it is a value, never thrown.
// Every refusal a person can meet stands in this one list, in Chinese first.

const sentences = {
  'unknown-move': { zh: '没有“{move}”这个操作。', en: 'There is no move called “{move}”.', kind: 'invalid' },
  'not-now': {
    zh: '事项现在是“{state}”，不能{move}。',
    en: 'The matter is “{state}” now; “{move}” is not possible in this state.',
    kind: 'conflict',
  },
  'not-yours': {
    zh: '{move}由{who}操作，您当前岗位是{post}。',
    en: '“{move}” belongs to {who}; your present post is {post}.',
    kind: 'forbidden',
  },
  'not-on-duty': {
    zh: '您现在没有在任的岗位，不能办理；请联系本单位管理员确认任期。',
    en: 'You hold no post at this time; ask your unit administrator to check your duty period.',
    kind: 'forbidden',
  },
  'own-work': {
    zh: '核查人不能是经办人：本事项由您或您单位办理，请由其他人员核查。',
    en: 'A checker cannot be the handler: you or your unit handled this matter; somebody else must check it.',
    kind: 'forbidden',
  },
  missing: { zh: '请填写“{field}”。', en: 'Please fill in “{field}”.', kind: 'invalid' },
  'bad-value': {
    zh: '“{field}”填的“{value}”不对：{right}。',
    en: '“{field}” cannot be “{value}”: {right}.',
    kind: 'invalid',
  },
  'unknown-unit': { zh: '没有编号为“{unit}”的单位。', en: 'There is no unit “{unit}”.', kind: 'invalid' },
  'not-found': {
    zh: '没有找到这件事项，或您无权查看。请核对编号。',
    en: 'No such matter, or you may not see it. Please check the number.',
    kind: 'absent',
  },
  'already-arbitrated': {
    zh: '派给本单位这件事项的退单已经裁定过一次，裁定为终局；请办理，或通过“批示/督办”渠道反映。',
    en: 'A return of this assignment has been ruled on once and the ruling is final; please handle it.',
    kind: 'conflict',
  },
  'return-too-late': {
    zh: '已超过提出异议的时限（{limit}），不能再退；请办理。',
    en: 'The time to object ({limit}) is over; please handle it.',
    kind: 'conflict',
  },
  'released-by-ruling': {
    zh: '{unit}的退单已裁定成立，裁定为终局，不能再派给它主办；请派给其他单位或由本中心承担。',
    en: 'The return by {unit} was upheld and that is final; choose another lead or take it yourself.',
    kind: 'conflict',
  },
  'redirect-down-only': {
    zh: '本单位是主办单位，只能往下交办给辖区内的单位；不属于本单位职责的，请申请退单。',
    en: 'Your unit is the lead: pass it down inside your territory, or ask to return it.',
    kind: 'conflict',
  },
  'accused-is-all': {
    zh: '被反映的单位包括本区全部可接收的单位，本区不能自办；请转上一级信访部门。',
    en: 'No unit of this district is left to handle it; pass it to the petition office one level up.',
    kind: 'conflict',
  },
  'in-progress-below': {
    zh: '同一事项{number}正在办理期限内，上级不再受理；请等待处理意见，期满可请求复查。',
    en: 'The same matter {number} is being handled within its limit and cannot be taken up here as well.',
    kind: 'conflict',
  },
  'basis-required': {
    zh: '退单须写明依据（法律、三定或职责清单条目）。',
    en: 'A return must name its legal basis (law, mandate or duty list).',
    kind: 'invalid',
  },
  'community-only-assists': {
    zh: '“{type}”由部门主办，社区只协助，不能作为主办单位（职责清单）。',
    en: '“{type}” is led by a department; a community only assists and cannot be made lead.',
    kind: 'conflict',
  },
  'referral-only': {
    zh: '{unit}只做情况通报和回执，不能接受交办（不得干预司法）。',
    en: '{unit} takes referrals and gives receipts only; nothing can be assigned to it.',
    kind: 'conflict',
  },
  'accused-cannot-lead': {
    zh: '{unit}是被反映的单位，不能办理、查看这件事项（信访工作条例第三十条）。',
    en: '{unit} is the unit complained about and can neither handle nor see this matter.',
    kind: 'conflict',
  },
  'same-lead': { zh: '{unit}已经是主办单位。', en: '{unit} is the lead already.', kind: 'conflict' },
  'lead-not-co': {
    zh: '{unit}是主办单位，不必再列为协办。',
    en: '{unit} is the lead and need not be a co-handler.',
    kind: 'conflict',
  },
  'not-a-co-handler': {
    zh: '本单位不是这件事项的协办单位，或协办已完成。',
    en: 'Your unit is no open co-handler here.',
    kind: 'conflict',
  },
  'parts-open': {
    zh: '还有协办单位未完成：{units}。全部完成后才能反馈办结。',
    en: 'Co-handlers have not finished: {units}. Feed back when all parts are in.',
    kind: 'conflict',
  },
  'extended-once': {
    zh: '每个事项只能延期一次，已经延过了。',
    en: 'A matter is extended once only, and it has been.',
    kind: 'conflict',
  },
  'already-red': {
    zh: '已经超时，不能再申请延期；延期须在亮红灯之前提出。',
    en: 'The clock is red already; an extension must be asked for before that.',
    kind: 'conflict',
  },
  'already-asked': {
    zh: '已有一份申请在等审批。',
    en: 'An application is waiting for approval already.',
    kind: 'conflict',
  },
  'nothing-asked': {
    zh: '没有等待审批的申请。',
    en: 'No application is waiting for approval.',
    kind: 'conflict',
  },
  'own-application': {
    zh: '不能审批自己提出的申请。',
    en: 'You cannot approve your own application.',
    kind: 'forbidden',
  },
  'limit-locked': {
    zh: '这是法定时限，不能延长或缩短。',
    en: 'This limit is statutory and cannot be changed.',
    kind: 'conflict',
  },
  'in-the-past': { zh: '“{field}”须晚于现在。', en: '“{field}” must lie in the future.', kind: 'invalid' },
  'too-far': {
    zh: '“{field}”最晚到{limit}。',
    en: '“{field}” can be {limit} at the latest.',
    kind: 'invalid',
  },
  'merge-into-itself': {
    zh: '不能并入自己。',
    en: 'A matter cannot be merged into itself.',
    kind: 'conflict',
  },
  'merge-target-ended': {
    zh: '目标事项已经{state}，不能并入。',
    en: 'The other matter is “{state}”; nothing can be merged into it.',
    kind: 'conflict',
  },
  'nudged-lately': {
    zh: '刚催办过（{when}），同一事项 {gap} 内只催办一次；上次催办已记录，对方看得到。',
    en: 'It was nudged at {when}; once in {gap} is enough. That nudge is on record and visible to the handler.',
    kind: 'conflict',
  },
  'on-spot-not-allowed': {
    zh: '“{type}”不能当场办结，请上报。',
    en: '“{type}” cannot be closed on the spot; please report it up.',
    kind: 'conflict',
  },
  'too-late-to-reopen': {
    zh: '办结已超过 {days} 天，不能直接重办；可以重新反映，我们会与原事项关联。',
    en: 'It was closed more than {days} days ago; please report anew and we will link it.',
    kind: 'conflict',
  },
  'already-rated': {
    zh: '您已经评价过这次办理，谢谢。',
    en: 'You have rated this already, thank you.',
    kind: 'conflict',
  },
  'no-such-duty': { zh: '这件事项没有“{what}”。', en: 'This matter has no “{what}”.', kind: 'conflict' },
  'changed-meanwhile': {
    zh: '事项刚被他人更新，请看过最新情况再操作。',
    en: 'Somebody has just updated this matter; please look at it again first.',
    kind: 'conflict',
  },
  'too-large': {
    zh: '“{field}”太长：{value}，最多 {limit}。',
    en: '“{field}” is too long: {value}, at most {limit}.',
    kind: 'invalid',
  },
  'purpose-required': {
    zh: '查看个人信息须选择用途并写明理由（至少 4 个字）。',
    en: 'Looking at personal data needs a purpose and a reason of at least 4 characters.',
    kind: 'invalid',
  },
  'data-deleted': {
    zh: '个人信息已按要求删除，无法查看。',
    en: 'The personal data have been deleted and cannot be seen.',
    kind: 'absent',
  },
  'no-words': {
    zh: '请用几句话写明情况。',
    en: 'Please say in a few words what it is about.',
    kind: 'invalid',
  },
  'unknown-channel': {
    zh: '没有编号为“{channel}”的来源渠道。',
    en: 'There is no channel “{channel}”.',
    kind: 'invalid',
  },
  'unknown-type': {
    zh: '没有编号为“{type}”的事项类别。',
    en: 'There is no type “{type}”.',
    kind: 'invalid',
  },
  'unknown-place': {
    zh: '没有编号为“{place}”的网格、社区或镇街。',
    en: 'There is no territory “{place}”.',
    kind: 'invalid',
  },
  'not-on-earth': {
    zh: '坐标 {point} 不对：经度须在 −180 到 180 之间，纬度须在 −90 到 90 之间，经度在前。',
    en: 'The point {point} is wrong: longitude −180…180 first, then latitude −90…90.',
    kind: 'invalid',
  },
  'ahead-of-time': {
    zh: '发生时间 {at} 晚于现在（{now}），请核对。',
    en: 'It is said to have happened at {at}, which is after now ({now}); please check.',
    kind: 'invalid',
  },
  'too-long-ago': {
    zh: '发生时间 {at} 在 {years} 年以前，请核对。',
    en: 'It is said to have happened at {at}, more than {years} years ago; please check.',
    kind: 'invalid',
  },
  busy: {
    zh: '现在人多，系统暂时接不下；请 {seconds} 秒后再试，您填的内容还在。',
    en: 'Too many requests right now; please try again in {seconds} s. What you typed is kept.',
    kind: 'busy',
  },
} as const

export type RefusalCode = keyof typeof sentences
/** What sort of "no": doors translate it to their own numbers in one place. */
export type RefusalKind = 'invalid' | 'forbidden' | 'absent' | 'conflict' | 'busy'
/** What fills a hole of a sentence: the same in every language, or one for each. */
export type Filling = string | { zh: string; en: string }
export type Refusal = { refused: RefusalCode; with: Readonly<Record<string, Filling>> }

/** The name of a thing in both languages, to fill a sentence with. */
export const named = ({ zh, en }: { zh: string; en: string }): Filling => ({ zh, en })

export const inLang = (filling: Filling, lang: 'zh' | 'en'): string =>
  typeof filling === 'string' ? filling : filling[lang]

export const refuse = (code: RefusalCode, filling: Readonly<Record<string, Filling>> = {}): Refusal => ({
  refused: code,
  with: filling,
})

export const isRefusal = (x: unknown): x is Refusal => typeof x === 'object' && x !== null && 'refused' in x

export const kindOfRefusal = (r: Refusal): RefusalKind => sentences[r.refused].kind

/** The sentence a person reads. Fillings are plain text; the caller escapes for its medium. */
export const sayRefusal = (r: Refusal, lang: 'zh' | 'en' = 'zh'): string =>
  fillHoles(sentences[r.refused][lang], hole => {
    const filling = r.with[hole]
    return filling === undefined ? undefined : inLang(filling, lang)
  })

/** Puts `{name}` fillings into a template; a missing one stays visible as its name, so that no sentence lies. */
export const fill = (template: string, filling: Readonly<Record<string, string | undefined>>): string =>
  fillHoles(template, hole => filling[hole])

// Each look at a matter says why a dozen moves are closed; most of those sentences have no hole.
const fillHoles = (template: string, fillingOf: (hole: string) => string | undefined): string =>
  template.includes('{')
    ? template.replace(/\{(\w+)\}/g, (_, hole: string) => fillingOf(hole) ?? hole)
    : template
