// What the residents' pages say: short, plain, no office jargon; what happened, what happens next, by when, by whom.
import { type Sentence, wordsOf } from '#ui/words.ts'

const home = {
  title: ['{district} · 反映问题', '{district} · Report a problem'],
  titleBare: ['反映问题', 'Report a problem'],
  large: ['大字版', 'Large text'],
  largeOff: ['标准字号', 'Normal text'],
  skip: ['跳到正文', 'Skip to the content'],
  homeHead: ['看到问题，告诉我们', 'See a problem? Tell us'],
  homeLead: [
    '不用注册，一分钟说完。您会得到一个编号和一个链接，随时看到：现在谁在办、还剩多少时间。',
    'No account, about a minute. You get a number and a link that always show who is working on it and how long is left.',
  ],
  start: ['我要反映', 'Report now'],
  goOn: ['继续没写完的反映', 'Go on with your unfinished report'],
  danger: [
    '有人受伤、着火、正在发生违法犯罪：请先打 110、119、120。',
    'Somebody hurt, a fire, a crime going on: call 110, 119 or 120 first.',
  ],
  findHead: ['查我的反映', 'Find my report'],
  aboutHead: ['谁在办、怎么办、个人信息怎么用', 'Who answers, how it works, your personal data'],
  mineHead: ['本机保存的反映', 'Reports kept on this device'],
  mineNone: ['这台设备上还没有保存的反映。', 'No report is kept on this device yet.'],
  mineForget: ['从本机移除 {number}', 'Remove {number} from this device'],
  mineForgetShort: ['移除', 'Remove'],
  waitingHead: ['等待发出', 'Waiting to be sent'],
  waitingOne: [
    '有 {n} 件反映存在本机，连上网络会自动发出。',
    'Reports kept on this device: {n}. They are sent by themselves once there is a network.',
  ],
  sendNow: ['现在发送', 'Send now'],
  backHome: ['回首页', 'Back to the start'],
  pageGone: ['没有这个页面', 'There is no such page'],
  phoneToo: [
    '也可以打 12345，或到社区（村）窗口当面说。',
    'You can also call 12345, or tell your community desk in person.',
  ],
} as const satisfies Record<string, Sentence>

const find = {
  findLink: ['把您的查询链接粘贴到这里', 'Paste your link here'],
  findHint: [
    '提交后给过您一个链接，里面有 /r/。编号看得到，链接只有您有，所以查询用链接。',
    'You were given a link with /r/ in it when you sent the report. Others may see the number; only you have the link.',
  ],
  findGo: ['查看进展', 'See how it stands'],
  findNumber: [
    '这是编号，不是链接。为了不让别人看到您的反映，只凭编号不能打开。链接找不到了，请打 12345 或到社区（村）窗口，凭编号和电话核对后查询。',
    'This is the number, not the link. The number alone opens nothing, so that nobody else can read your report. If you lost the link, call 12345 or go to your community desk with the number and your phone.',
  ],
  findBad: [
    '没有在里面看到 /r/ 开头的链接，请再核对一下。',
    'No link with /r/ was found in it; please check.',
  ],
} as const satisfies Record<string, Sentence>

const report = {
  step: ['第 {n} 步，共 {all} 步', 'Step {n} of {all}'],
  next: ['下一步', 'Continue'],
  skipStep: ['跳过这一步', 'Skip this step'],
  kept: ['已存在本机', 'Kept on this device'],
  notKept: [
    '这台设备不能保存草稿，请不要关闭页面',
    'This device cannot keep drafts; please leave the page open',
  ],
  discard: ['删除草稿，重新写', 'Delete the draft and start again'],
  discardSure: [
    '写过的内容和照片都会从这台设备上删掉，不能找回。',
    'What you wrote and the photos will be removed from this device for good.',
  ],
  discardYes: ['删除', 'Delete'],
  discardNo: ['不删，接着写', 'Keep it and go on'],
  wordsHead: ['发生了什么？', 'What is the problem?'],
  wordsHint: [
    '几句话就行：什么事，什么时候开始的，影响了谁。可以用输入法的话筒说。',
    'A few words will do: what, since when, who is affected. Your keyboard’s microphone works too.',
  ],
  wordsNeeded: ['请用几句话写明情况', 'Please say in a few words what it is about'],
  wordsPlaceless: [
    '不要写别人的姓名、电话或身份证号。',
    'Please do not write other people’s names, phone or identity numbers.',
  ],
  accusedAsk: ['我要反映的是某个单位或它的工作人员', 'My report is about an office itself or its staff'],
  accusedWhich: ['是哪个单位？', 'Which office?'],
  accusedWall: [
    '选中的单位看不到、搜不到、也收不到这件反映，由它的上级指定别人办理。',
    'The office you choose can neither see, find nor receive this report; the level above names somebody else to handle it.',
  ],
  placeHead: ['在什么地方？', 'Where is it?'],
  placeHint: [
    '写小区、道路或楼栋名，或在地图上点一下。越准，越快有人到。',
    'The name of an estate, road or building, or a point on the map. The more exact, the sooner somebody gets there.',
  ],
  placeDetail: ['再具体一点', 'A little more exactly'],
  placeDetailHint: ['几栋几单元、哪个门、靠近什么', 'Building, entrance, next to what'],
  placeNeeded: ['请告诉我们地点，写个大概也行', 'Please tell us the place; a rough one will do'],
  photosHead: ['有照片吗？', 'Do you have a photo?'],
  photosHint: [
    '可以不传。照片在本机先缩小，里面的位置、手机型号等信息会去掉。请不要拍到别人的脸。',
    'You need not. Photos are made small on this device, and position and phone model inside the file are removed. Please keep faces out.',
  ],
  contactHead: ['要不要留联系方式？', 'May we contact you?'],
  contactWhy: [
    '可以不留，一样办理。留了，承办人可以问清情况、把结果告诉您。',
    'You need not; it is handled all the same. If you do, the handler can ask details and tell you the result.',
  ],
  contactWho: [
    '平时遮住显示（张*、138****1234）。承办人要看，须先写明用途和理由，每看一次都有记录，您自己也查得到。',
    'Shown masked (Z*, 138****1234). A handler who needs it must give purpose and reason first; every look is recorded, and you can see it.',
  ],
  contactLong: [
    '只用于办这件事，最长保存到办结后 3 年。您随时可以在进展页删除。',
    'Used for this matter only, kept for 3 years after closing at most. You can delete it at any time on the progress page.',
  ],
  name: ['怎么称呼您', 'Your name'],
  phone: ['电话', 'Phone'],
  phoneOdd: ['电话里只写数字、空格、加号和横线', 'A phone number has only digits, spaces, plus and hyphens'],
  checkHead: ['看一遍，就可以提交了', 'Check it, then send'],
  checkWords: ['情况', 'What'],
  checkPlace: ['地点', 'Where'],
  checkPhotos: ['照片', 'Photos'],
  checkContact: ['联系方式', 'Contact'],
  checkAccused: ['被反映的单位', 'Office it is about'],
  none: ['没有', 'None'],
  photosCount: ['{n} 张', '{n}'],
  change: ['修改', 'Change'],
  send: ['提交', 'Send'],
  sending: ['正在发送……', 'Sending…'],
  noticeShort: [
    '提交即表示您看过“个人信息怎么用”。',
    'By sending you confirm that you have seen how personal data are used.',
  ],
  queuedHead: ['已存在本机，还没有发出', 'Kept on this device, not sent yet'],
  queuedWords: [
    '现在没有网络。连上后会自动发出，您不用再填。请不要清除浏览器数据。',
    'There is no network now. It will be sent by itself when there is one; you need not fill it in again. Please do not clear the browser’s data.',
  ],
  refusedHead: ['没有发出去', 'It was not sent'],
  edit: ['回去修改', 'Go back and change it'],
  sentHead: ['我们收到了', 'We have received it'],
  sentNumber: ['您的编号', 'Your number'],
  sentLink: ['您的链接（只有您有，请保存好）', 'Your link (only you have it, keep it safe)'],
  copy: ['复制链接', 'Copy the link'],
  copied: ['已复制', 'Copied'],
  copyNot: [
    '这台设备不让自动复制，请长按链接复制',
    'This device does not allow copying; press long on the link',
  ],
  sentKept: [
    '链接已存在这台设备的“本机保存的反映”里。',
    'The link is kept on this device under “Reports kept on this device”.',
  ],
  sentNoLink: [
    '这件反映之前已经收到过，链接在第一次收到时给过，这里不再显示。可以在“查我的反映”里找。',
    'This report had arrived before; its link was given then and is not shown again. Look under “Find my report”.',
  ],
  sentOpen: ['看进展', 'See how it stands'],
  another: ['再反映一件', 'Report another'],
} as const satisfies Record<string, Sentence>

export const t = wordsOf({ ...home, ...find, ...report })
