import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { urgentIn } from '../intake/urgent.ts'
import { suggestExit } from './exits.ts'

const { exits } = smallDistrict()
const heard = (words: string) =>
  suggestExit(words, exits, { dangers: urgentIn(words).map(hit => hit.word) })?.exit

test('what leaves the net, and through which exit', () => {
  const table = {
    emergency: [
      '楼上着火了，快点来人',
      '屋头好大的煤气味，遭不住了',
      '有人拿刀在街上追人',
      '我不想活了，就在楼顶',
      '法院门口着火了',
      '河头有人落水了，快救人',
    ],
    'statutory-route': [
      '法院判决下来两年了没有强制执行',
      '法院都判了他就是不给钱，是个老赖',
      '对一审判决不服，要求改判',
      '我们已经起诉开发商了，法院一直不立案',
      '官司打赢了两年，钱一分没拿到，打了官司有啥用',
      '劳动仲裁已经裁决，公司拒不支付',
      '我已申请劳动仲裁，仲裁委受理三个月没开庭',
      '对行政复议决定不服',
      '向区政府申请政府信息公开没有答复',
      '对信访复查意见不服，要求复核',
      '举报村干部贪污征地补偿款',
      '村支书把低保给自己屋头的亲戚，优亲厚友',
      '我们村会计侵吞集体的钱，没得人管',
      '检举某局长收受好处，受贿几十万',
      '裁定书都下来了还不执行',
    ],
    'same-matter': [
      '我反映的LX20260601-00012办得怎么样了',
      '催一下LX20260601-00012，啥时候有结果',
      'LX20260601-00012好久能办好哟',
    ],
    secret: [
      '把涉密文件发到群里',
      '我手上有标密级的材料要交',
      '有人在网上卖部队番号和调动',
      '前公司偷了我们的商业秘密',
    ],
    'outside-duty': [
      '网购退货商家不理',
      '快递丢了三天了没得人管',
      '帮我查一下快递到哪了',
      '能不能派人来修一下我家的冰箱',
      '屋头钥匙忘带了，麻烦找人开个锁',
      '我的股票亏了十几万，哪个赔',
      '游戏账号被封了，充了好多钱',
      '请帮我介绍对象',
      '能不能帮我抢票回家过年',
    ],
    unlawful: [
      '帮我讨还赌债',
      '他欠我赌债不还，你们帮我要',
      '哪里可以办假证，我想办个文凭',
      '帮我查一下老婆的开房记录',
      '能不能帮我把违章扣分销掉',
      '我的违建花了好多钱，请不要拆，保留到起嘛',
      '找人教训他一顿',
      '娃儿读书分数不够，求领导开个后门',
    ],
  }
  let count = 0
  for (const [exit, sentences] of Object.entries(table))
    for (const words of sentences) {
      assert.equal(heard(words), exit, words)
      count++
    }
  assert.ok(count >= 40, `${count}`)
})

test('what stays, though it sounds alike', () => {
  const stays = [
    '',
    '楼下垃圾没人管',
    // Only where it is.
    '法院门口积水，走都走不过去',
    '信访局对面的路灯不亮',
    '仲裁院旁边占道停车',
    '政府信息公开栏玻璃烂了',
    '检察院宿舍的化粪池冒了',
    '住在律师事务所后面，噪音大得很',
    // Duties of the district.
    '老板欠我们三个月工资，不想走仲裁，请劳动监察帮忙',
    '工地拖欠农民工工资，叫我们去仲裁，我们不懂',
    '邻居在楼道堆杂物，社区调解了几回没用',
    '要求村里公开低保名单',
    '廉政宣传栏上贴满了小广告，写的受贿那块烂了',
    '邻居摄像头对着我家大门，侵犯隐私',
    '半夜秘密施工，吵得睡不着',
    '工厂晚上偷偷排放污水',
    // Complaints about what others do.
    '楼道里贴满办假证的小广告',
    '举报有人放高利贷，上门堵门催债',
    '有人聚众赌博，收赌债打架',
    '举报一家代孕机构',
    '举报邻居违建，请不要保留，尽快拆除',
    '开锁广告贴满楼道',
    '搬家公司的车天天占道',
    '快递车堵到消防通道',
    '小区快递柜占了消防通道',
    '彩票店门口天天吵',
    '独居老人屋头灯坏了，能不能找人开锁看一下人好不好',
    '有人在群里荐股诈骗，好多老年人的股票亏惨了',
    '游戏厅放未成年进去，游戏充值好多钱',
    // Something new about one's own matter.
    'LX20260601-00012说是修好了，昨天又漏了，啥时候来',
    'LX20260601-00012办的结果我不满意',
    // Dangers only spoken of.
    '消防通道遭堵了，万一着火啷个办',
    '社区搞燃气泄漏演练',
  ]
  for (const words of stays) assert.equal(heard(words), undefined, words)
  assert.ok(stays.length >= 30)
})

test('danger comes before everything, then what is already in hand', () => {
  assert.equal(suggestExit('法院判决', exits, { dangers: ['着火'], sameAs: 'XX1' })?.exit, 'emergency')
  const same = suggestExit('行政复议', exits, { sameAs: 'XX-2026-000001' })
  assert.equal(same?.exit, 'same-matter')
  assert.ok(same?.why.zh.includes('XX-2026-000001'))
  assert.ok(suggestExit('催一下lx20260601-00012', exits)?.why.zh.includes('LX20260601-00012'))
})

test('the reason quotes the words', () => {
  const got = suggestExit('判决书下来了，要强制执行', exits)
  assert.deepEqual(got?.words, ['判决书下来', '要强制执行'])
  assert.ok(got?.why.zh.startsWith('写到“判决书下来”、“要强制执行”'))
})

test('a word said in passing in a long story is not what the story is about', () => {
  const story = '小区的电梯坏了，物业一直不修，住在高层的老人出不了门。'.repeat(10)
  assert.equal(suggestExit(`${story}我们想过打官司。`, exits), undefined)
  assert.equal(suggestExit(`${story}法院判决下来了，要强制执行。`, exits)?.exit, 'statutory-route')
})

test('an exit the district does not have is not suggested', () => {
  const few = exits.filter(e => e.code === 'secret')
  assert.equal(suggestExit('行政复议', few, { dangers: ['着火'] }), undefined)
})
