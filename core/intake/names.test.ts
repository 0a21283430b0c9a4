import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesIn } from './names.ts'

const said = (text: string) => namesIn(text).map(f => text.slice(f.from, f.to))

// Every name below is invented.
const named: readonly (readonly [string, string])[] = [
  // Said of oneself.
  ['我叫邓春梅，家住柳园小区', '邓春梅'],
  ['本人郝国庆，男，现年61岁', '郝国庆'],
  ['我是三组的村民谭志勇', '谭志勇'],
  ['反映人：覃小燕 2024年3月1日', '覃小燕'],
  ['此致敬礼！ 汪德海 2024.3.1', '汪德海'],
  // Said of others.
  ['村民钱二狗把公路挖断了', '钱二狗'],
  ['包工头周坤尚欠我们三万块工资', '周坤尚'],
  ['和邻居胡素芬的纠纷一直没解决', '胡素芬'],
  ['村支书罗山军、会计何桂香私分补偿款', '罗山军 何桂香'],
  ['法定代表人：薛敏，电话不接', '薛敏'],
  ['物业经理彭涛态度恶劣', '彭涛'],
  ['老板潘大海卷款跑了', '潘大海'],
  ['我丈夫吕建平去年去世', '吕建平'],
  ['被告曹永福至今不还钱', '曹永福'],
  ['找到组长汤细毛，他说不管', '汤细毛'],
  ['欧阳小红、司马建国夫妇住对门', '欧阳小红 司马建国'],
  ['郭香春10000元，马学虎5000元', '郭香春 马学虎'],
  ['他妻子于梅娥养了九千只鸭子', '于梅娥'],
  ['尊敬的袁立新局长：您好', '袁立新'],
  // Named clearly once, covered everywhere.
  ['我叫邹民爱。邹民爱初中没毕业', '邹民爱 邹民爱'],
]

test('names of those who write and of those they write about', () => {
  for (const [text, want] of named) assert.equal(said(text).join(' '), want, text)
})

const unnamed = [
  // Offices, family names alone, groups of people.
  '尊敬的胡书记，张市长：您好',
  '王女士和李先生、老陈吵架',
  '村民代表和业主委员会都来了',
  '向王主任、和周经理反映过',
  '小李、老张、刘某、赵某某都在场',
  // Places and firms.
  '王家院子、李家沟、陈家湾、黄桷坪的路灯不亮',
  '龙溪区白羊镇石桥村杨柳湾组，高山巷口',
  '罗剑村村委会的服务，罗剑村民感谢你们',
  '申华公司的楼盘，申华国际新城没有按期交房',
  '住在万科金域华府和马鞍山路交叉口',
  // Words that begin like names.
  '高度重视，严肃查处，何时能解决，方便群众',
  '全体业主强烈要求，任何单位不得施工',
  '安全隐患严重，周边居民万分焦急',
  '相关部门及时登记，按时发放工资',
  '黄线划了没用，车位费用太高，明白人都晓得',
  '莫光说不做，白天晚上都在施工',
  '习近平总书记强调过，学习雷锋',
]

test('offices, places and words are left alone', () => {
  for (const text of unnamed) assert.deepEqual(said(text), [], text)
})

test('positions are those of the text, in order and apart', () => {
  const text = '村民邓春梅、谭志勇与包工头周坤尚打架，邓春梅受伤'
  const found = namesIn(text)
  assert.deepEqual(
    found.map(f => f.from),
    [2, 6, 13, 19],
  )
  for (const [i, f] of found.entries()) assert.ok(i === 0 || found[i - 1]!.to <= f.from)
})
