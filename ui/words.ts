// Every word the shared screen parts say, in Chinese and English. A screen with words of its own makes a table of the
// same shape with `wordsOf`. Words about matters come from the server in the language asked for; none stand here.
import { currentLang, type Lang } from './lang.ts'

/** [Chinese, English]; `{name}` is a hole. A plain space beside 汉字 is shown as a thin one. */
export type Sentence = readonly [zh: string, en: string]
export type Filling = Readonly<Record<string, string | number>>

const thinSpaced = (text: string): string =>
  text.replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '\u2009')

export const say = (sentence: Sentence, filling: Filling = {}, lang: Lang = currentLang()): string => {
  const template = lang === 'zh' ? thinSpaced(sentence[0]) : sentence[1]
  return template.replace(/\{(\w+)\}/g, (_, hole: string) => String(filling[hole] ?? hole))
}

/** Things side by side: 甲、乙 in Chinese, a, b in English. */
export const listed = (things: readonly string[], lang: Lang = currentLang()): string =>
  things.join(lang === 'zh' ? '、' : ', ')

/** A `t` for one table: `t('send')`, `t('left', { time })`. */
export const wordsOf =
  <K extends string>(table: Readonly<Record<K, Sentence>>) =>
  (key: K, filling?: Filling): string =>
    say(table[key], filling)

const shared = {
  otherLang: ['English', '中文'],
  synthetic: [
    '演示系统：所有人名、地名、事项均为合成数据',
    'Demonstration: all people, places and matters are synthetic data',
  ],
  loading: ['正在读取……', 'Loading…'],
  retry: ['再试一次', 'Try again'],
  back: ['返回', 'Back'],
  close: ['关闭', 'Close'],
  cancel: ['取消', 'Cancel'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  optional: ['选填', 'optional'],
  choose: ['请选择', 'Please choose'],
  remove: ['去掉{what}', 'Remove {what}'],
  offline: [
    '现在没有网络。您填的内容已存在本机，连上后继续。',
    'No network now. What you typed is kept on this device; go on when you are back.',
  ],
  offlineReading: ['现在没有网络，下面是 {when} 的情况。', 'No network now; this is how it stood at {when}.'],
  staleSince: [
    '实时更新已中断，下面是 {when} 的情况，正在重连。',
    'Live updates are interrupted; this is how it stood at {when}. Reconnecting.',
  ],
  unreachable: [
    '没有收到回应：网络不通，或服务器正忙。请稍后再试，您填的内容还在。',
    'No answer: the network or the server is not reachable. Please try again later; what you typed is kept.',
  ],
  gone: ['这里没有内容', 'There is nothing here'],
  goneHelp: [
    '链接可能不完整，或内容已经撤下。请核对链接。',
    'The link may be incomplete, or the content was withdrawn. Please check the link.',
  ],
  errorTitle: ['还有几处需要填写', 'There is something to fill in'],
  chooseOne: ['请选择“{field}”', 'Please choose “{field}”'],
  fillIn: ['请填写“{field}”', 'Please fill in “{field}”'],
  tooLong: [
    '“{field}”最多 {max} 字，现在 {count} 字',
    '“{field}” can have {max} characters at most; it has {count}',
  ],
  tooSmall: ['“{field}”最小是 {min}', '“{field}” is at least {min}'],
  tooBig: ['“{field}”最大是 {max}', '“{field}” is at most {max}'],
  notANumber: ['“{field}”须是数字', '“{field}” must be a number'],
  search: ['输入名称查找', 'Type a name to search'],
  found: ['找到 {count} 个，用上下键选择', '{count} found; use the arrow keys to choose'],
  foundNone: ['没有找到“{words}”', 'Nothing found for “{words}”'],
  moreFound: ['还有 {count} 个，请再多输入几个字', '{count} more; type some more letters'],
  addPhotos: ['拍照或选照片', 'Take or choose photos'],
  photoNumber: ['照片 {n}', 'photo {n}'],
  photoBusy: ['正在处理照片……', 'Preparing the photo…'],
  photoBad: [
    '“{name}”不是能识别的照片，请换一张。',
    '“{name}” is not a photo this device can read; please choose another.',
  ],
  photoMany: ['最多 {max} 张照片', '{max} photos at most'],
  timeline: ['经过', 'What happened'],
  noTimeline: ['还没有记录', 'Nothing recorded yet'],
  placeSearch: ['小区、道路、楼栋或单位名称', 'Name of an estate, road, building or office'],
  placeMine: ['用我现在的位置', 'Use my position'],
  placeMap: ['在地图上点选', 'Pick on the map'],
  placeMapHide: ['收起地图', 'Hide the map'],
  placeMapHelp: [
    '点地图放置标记，拖动可移动地图；键盘用方向键移动、回车放置。',
    'Click the map to set the mark, drag to move; on a keyboard use the arrow keys and Enter.',
  ],
  placeChosen: ['已选：{place}', 'Chosen: {place}'],
  placeOutside: ['这个位置不在{district}范围内', 'This position is outside {district}'],
  placeAsTyped: ['就用我写的“{words}”', 'Use “{words}” as I typed it'],
  placeLocating: ['正在定位……', 'Finding your position…'],
  placeDenied: [
    '没有得到位置。请在上面输入地点，或在地图上点选。',
    'No position was given. Please type the place above or pick it on the map.',
  ],
  placeClear: ['重新选择地点', 'Choose another place'],
  mapFailed: [
    '这台设备打不开地图，请在上面输入地点。',
    'This device cannot show the map; please type the place above.',
  ],
  myMark: ['所选位置', 'Chosen position'],
  lightLeft: ['余 {time}', '{time} left'],
  lightOver: ['超 {time}', '{time} over'],
  lightJustOver: ['刚超时', 'just over'],
  lightPaused: ['已挂起', 'On hold'],
  lightDone: ['按时完成', 'Done in time'],
  lightDoneLate: ['完成，超 {time}', 'Done, {time} late'],
  lightGreen: ['时间充裕', 'in time'],
  lightYellow: ['快到期', 'due soon'],
  lightRed: ['已超时', 'overdue'],
  lightDue: ['{when} 到期', 'due {when}'],
} as const satisfies Record<string, Sentence>

export const t = wordsOf(shared)
