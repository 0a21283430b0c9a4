import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainFamilies } from './family-names.ts'
import { maskPersonal } from './mask.ts'

/** Characters people are called by. */
const common = '伟芳秀英敏静丽强磊军洋勇艳杰娟涛超霞刚桂玲辉波健俊鑫琴莲珍建志德福荣凤梅红云'

// Every number and name below is invented; identity and card numbers satisfy their checksum only.
const covered: readonly (readonly [string, string, string])[] = [
  ['mobile', '请打13812341234找我', '请打138****1234找我'],
  ['mobile', '电话：138-1234-1234。', '电话：138******1234。'],
  ['mobile', '+86 138 1234 1234', '+86 138******1234'],
  ['mobile', '手机１３８１２３４１２３４', '手机１３８****１２３４'],
  ['mobile', '演示号100-0000-1234', '演示号100******1234'],
  ['landline', '单位电话023-45671234', '单位电话023-*****234'],
  ['landline', '(023)45671234', '(023)*****234'],
  ['landline', '座机是4567123', '座机是****123'],
  ['identity', '身份证11010519491231002X', '身份证110**************X'],
  ['identity', '110105194912310021是我身份证', '110**************1是我身份证'],
  ['identity', '身份证号110105194912310021', '身份证号110**************1'],
  ['mobile', '号码138 123 41234', '号码138******1234'],
  ['mobile', '打1 3 8 1 2 3 4 1 2 3 4', '打1 3************** 3 4'],
  ['mobile', '幺三八一二三四一二三四', '幺三八****一二三四'],
  ['mobile', '一三八零零一三八零零零', '一三八****八零零零'],
  ['mobile', 'l38OO138OOO', 'l38****8OOO'],
  ['landline', '致电4567 1234', '致电******234'],
  ['identity', '510228196001011234是她的', '510**************4是她的'],
  ['identity', '身份证号510228600101123', '身份证号510***********3'],
  ['identity', '身份证５１０２２８１９６００１０１１２３４', '身份证５１０**************４'],
  ['bank', '工行卡6222 0212 3456 7890 129', '工行卡6222*************** 129'],
  ['bank', '打到账号6222021234567890129', '打到账号6222***********0129'],
  ['plate', '渝AD12O45占位', '渝A*****5占位'],
  ['plate', '渝ad12345占位', '渝a*****5占位'],
  ['email', 'a@b.com也行', '*@b.com也行'],
  ['account', '微信号：zhangsan_88', '微信号：z**********'],
  ['account', '加V：abc12345', '加V：a*******'],
  ['account', 'QQ：123456789', 'QQ：1********'],
  ['plate', '车牌渝A12345堵门', '车牌渝A****5堵门'],
  ['plate', '渝A·D12345新能源', '渝A******5新能源'],
  ['bank', '卡号6222021234567890128', '卡号6222***********0128'],
  ['bank', '6222 0212 3456 7890 128', '6222*************** 128'],
  ['email', '写信到zhang.san@example.com', '写信到z********@example.com'],
  ['name', '我叫张三，住柳园', '我叫张*，住柳园'],
  ['name', '我叫张建国是这里居民', '我叫张**是这里居民'],
  ['name', '我叫张伟住三栋', '我叫张*住三栋'],
  ['name', '本人李小明，现年60岁', '本人李**，现年60岁'],
  ['name', '联系人：欧阳小红 电话后补', '联系人：欧阳** 电话后补'],
  ['name', '联系人: 王芳', '联系人: 王*'],
  ['name', '姓名：买买提·艾合买提', '姓名：买*******'],
  ['name', '物业的张建国先生说', '物业的张**先生说'],
  ['name', '找何丽女士', '找何*女士'],
]

test('personal data are covered, and only they', () => {
  for (const [kind, text, want] of covered) {
    const { masked, found } = maskPersonal(text)
    assert.equal(masked, want)
    assert.equal(masked.length, text.length)
    if (text !== want)
      assert.deepEqual(
        found.map(f => f.kind),
        [kind],
        text,
      )
    assert.equal(maskPersonal(masked).masked, masked, `masking twice: ${masked}`)
  }
})

test('the door of somebody named is covered, the way there is not', () => {
  const table = [
    ['张建国住柳园小区3栋2单元1801', '张**住柳园小区3栋2单元****'],
    ['住柳园小区3栋2单元1801室的张建国', '住柳园小区3栋2单元****室的张**'],
    ['我叫李小明，住柳湾村3组12号', '我叫李**，住柳湾村3组**号'],
    ['张建国家在中兴路128号', '张**家在中兴路***号'],
    // Nobody is named, or somebody in another sentence.
    ['柳园小区3栋2单元1801漏水', '柳园小区3栋2单元1801漏水'],
    ['中兴路128号门口积水。村民张建国说的', '中兴路128号门口积水。村民张**说的'],
    ['张建国说12月3号停水，3号楼也停', '张**说12月3号停水，3号楼也停'],
  ] as const
  for (const [text, want] of table) assert.equal(maskPersonal(text).masked, want)
})

test('several in one message', () => {
  const { masked, found } = maskPersonal('我叫张三，电话13812341234，车渝A12345。')
  assert.equal(masked, '我叫张*，电话138****1234，车渝A****5。')
  assert.deepEqual(found, [
    { kind: 'name', from: 2, to: 4 },
    { kind: 'mobile', from: 7, to: 18 },
    { kind: 'plate', from: 20, to: 27 },
  ])
})

const falseFriends = [
  '12345热线打不通，又打了110和400-820-8820',
  '订单号：13812341234 一直没发货',
  '订单202103041381234123456789',
  '共计13812341234567元',
  '价格是138.12341234元',
  '2019年4月25日9:32，地址A3区12栋3单元1801',
  '房号02345671 不是电话',
  '合同编号 6222021234567890128000',
  '新ABCDEF楼盘，湘A3区，云B',
  '本人高度重视，本人曾经反映，本人于今年三月',
  '本人江苏人，在这里打工',
  '我是金地小区业主',
  '我是方便大家',
  '张女士和李先生、欧阳先生吵架',
  '向王先生反映',
  '户主要求赔偿',
  '二〇一九年十二月三十一日一二三四五六',
  '微信群里都在说，公众号没回复，QQ群123456789',
  '工单号510228196001011234',
  '坐101路公交到3栋12号楼，走了1 3 8 9 步',
  '电话12345、12319、114、96333，热线400-820-8820',
  '联系人不接电话',
  '@所有人 快来',
  '楼下垃圾没人管😀',
]

test('false friends stay byte for byte', () => {
  for (const text of falseFriends) {
    const { masked, found } = maskPersonal(text)
    assert.deepEqual(
      found.map(f => text.slice(f.from, f.to)),
      [],
      text,
    )
    assert.equal(masked, text)
  }
})

test('random people written into real sentences leave no trace behind the mask', () => {
  const chance = (() => {
    let state = 20240301
    return (n: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * n)
    }
  })()
  const pick = (from: string) => from[chance(from.length)]!
  const digits = (n: number) => Array.from({ length: n }, () => chance(10)).join('')
  const sentences = [
    (name: string, phone: string) => `我叫${name}，柳园小区路灯坏了，请打${phone}`,
    (name: string, phone: string) => `村民${name}（电话${phone}）占用公路晒谷子`,
    (name: string, phone: string) => `与邻居${name}的纠纷，他的号码是${phone}`,
    (name: string, phone: string) => `联系人：${name} ${phone}`,
    (name: string, phone: string) =>
      `包工头${name}欠我工资，手机${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
    (name: string, phone: string) => `物业的${name}先生态度差，${phone}一直打不通`,
  ]
  for (let i = 0; i < 3000; i++) {
    const name = pick(plainFamilies) + pick(common) + (chance(4) === 0 ? '' : pick(common))
    const phone = `1${3 + chance(7)}${digits(9)}`
    const { masked } = maskPersonal(sentences[i % sentences.length]!(name, phone))
    assert.ok(!masked.includes(name), `${name}: ${masked}`)
    assert.ok(!masked.replace(/ /g, '').includes(phone), `${phone}: ${masked}`)
  }
})

test('a text made to be slow is not', () => {
  for (const text of [
    '王'.repeat(5000),
    '我叫张三，'.repeat(1000),
    '1 3 8 '.repeat(800),
    '王李'.repeat(2500),
  ]) {
    const startMs = performance.now()
    assert.equal(maskPersonal(text).masked.length, text.length)
    // A hundred times what it takes: this tells a square from a line, not a fast machine from a slow one.
    assert.ok(performance.now() - startMs < 4000, text.slice(0, 4))
  }
})
