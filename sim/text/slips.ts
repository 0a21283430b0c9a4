// What happens to words between a head and a screen: a slip of the input method, commas that are spaces, no full stop,
// three exclamation marks, and the ohs and ums of a voice message written down by a machine.
import type { Draw } from './grammar.ts'

/** Pairs the pinyin keyboard mixes up; the wrong one is still readable. */
const slips: readonly (readonly [string, string])[] = [
  ['反映', '反应'],
  ['垃圾', '拉圾'],
  ['充电', '冲电'],
  ['安装', '按装'],
  ['噪音', '燥音'],
  ['已经', '以经'],
  ['在', '再'],
  ['堵', '赌'],
  ['影响', '影向'],
  ['油烟', '油咽'],
  ['部门', '部们'],
  ['路灯', '路登'],
  ['停车', '停撤'],
  ['消防', '消访'],
  ['晚上', '晚尚'],
  ['那个', '哪个'],
  ['没人', '每人'],
  ['工资', '公资'],
  ['物业', '务业'],
  ['井盖', '进盖'],
  ['一哈', '一下哈'],
  ['娃儿', '娃'],
  ['麻烦', '麻犯'],
  ['下雨', '下与'],
  ['孩子', '孩孑'],
  ['坏了', '坏乐'],
  ['的', '得'],
  ['做', '作'],
]

export const slipped = (text: string, draw: Draw): string => {
  const found = slips.filter(([right]) => text.includes(right))
  if (found.length === 0) return text
  const [right, wrong] = found[draw(found.length)]!
  return text.replace(right, wrong)
}

/** Punctuation as phones leave it. */
export const thumbed = (text: string, draw: Draw): string => {
  switch (draw(14)) {
    case 0:
      return text.replaceAll('，', ' ').replaceAll('。', ' ').trim()
    case 1:
      return text.replaceAll('，', ',').replace(/。$/, '.')
    case 2:
    case 3:
    case 4:
      return text.replace(/[。！]$/, '')
    case 5:
      return text.replace(/[。]$/, '！！')
    case 6:
      return text.replaceAll('，', '').replace(/。$/, '')
    case 7:
      return text.replace(/。$/, '…')
    case 8:
      return text.replace(/。$/, '，谢谢')
    case 9:
      return text.replaceAll('。', '，').replace(/，$/, '')
    default:
      return text
  }
}

const openings = ['喂', '喂 你好', '那个', '呃', '嗯', '是不是已经开始了哦', '我说哈', '哎 师傅', '听得到不']
const between = ['嗯', '那个', '就是', '然后', '是不是嘛', '反正', '就是说', '你晓得嘛', '呃']
const endings = ['就是这个事', '好嘛', '嗯 就这样', '要得', '拜托了哈', '完了', '我挂了哈', '听到没得', '']

/** A voice message as the machine wrote it down: no punctuation, fillers, an opening and an end. */
export const transcribed = (text: string, draw: Draw): string => {
  const parts = text
    .replace(/[（）。！？：；]/g, '，')
    .split('，')
    .map(part => part.trim())
    .filter(part => part !== '')
  const spoken = parts.map((part, i) =>
    i > 0 && draw(3) === 0 ? `${between[draw(between.length)]!} ${part}` : part,
  )
  return [openings[draw(openings.length)]!, ...spoken, endings[draw(endings.length)]!]
    .filter(part => part !== '')
    .join(draw(3) === 0 ? '' : ' ')
}
