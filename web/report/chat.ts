// A message pasted from a chat carries lines nobody said: nicknames, times, “[图片]”. This finds them, so that the
// officer can take them out with one tap; the words themselves stay as they were written.

// “张三 2021/7/31 10:22”, “张三 10:22:31”, “2021年7月31日 上午10:22”, “——— 以下是新消息 ———”
const stamp = String.raw`(?:\d{2,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*)?(?:上午|下午|晚上|凌晨|中午|AM|PM)?\s*\d{1,2}:\d{2}(?::\d{2})?`
const header = new RegExp(String.raw`^\s*(?:\S.{0,28}?[\s:：]\s*)?${stamp}\s*$`, 'i')
const divider = /^\s*[—\-=]{2,}.*[—\-=]{2,}\s*$/
const leftover =
  /^\s*\[(?:图片|语音|视频|表情|位置|文件|链接|动画表情|Image|Photo|Voice|Video|Sticker)\]\s*$/i

const isChatLine = (line: string): boolean => header.test(line) || divider.test(line) || leftover.test(line)

export const looksLikeChat = (text: string): boolean => text.split('\n').some(isChatLine)

/** The words alone, in their order, with at most one empty line between them. */
export const wordsOfChat = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter(line => !isChatLine(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
