import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskPersonal } from './mask.ts'

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
  ['identity', '110105194912310021是我身份证', '110105194912310021是我身份证'],
  ['identity', '身份证号110105194912310021', '身份证号110**************1'],
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
  '卡号6222021234567890129 校验位不对',
  '新ABCDEF楼盘，湘A3区，云B',
  '本人高度重视，本人曾经反映，本人于今年三月',
  '本人江苏人，在这里打工',
  '我是金地小区业主',
  '我是方便大家',
  '张女士和李先生、欧阳先生吵架',
  '向王先生反映',
  '户主要求赔偿',
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
