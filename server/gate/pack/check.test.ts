// A pack is edited by people: each usual slip is made here in a copy of the demonstration pack, and the check has to
// name the file, the line and what would be right.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { packCommand } from './pack-command.ts'
import { readPack } from './read-pack.ts'

const longxi = join(import.meta.dirname, '../../../packs/longxi')
const scratch = mkdtempSync(join(tmpdir(), 'jiewang-pack-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const run = async (...args: string[]) => {
  const lines: string[] = []
  const code = await packCommand(args, line => lines.push(line))
  return { code, text: lines.join('\n') }
}

type Slip = {
  what: string
  file: string
  /** First occurrence is replaced; it must be there. */
  from: string | RegExp
  to: string
  /** Text of the line the problem must be found in, after the change; absent: the problem belongs to the file. */
  line?: string
  says: RegExp
  right: RegExp
}

const slips: Slip[] = [
  {
    what: 'a parent that does not exist',
    file: 'territory.csv',
    from: /^(500199101200,.*),500199101,/m,
    to: '$1,500199191,',
    line: '500199101200,',
    says: /500199191 不存在/,
    right: /500199101/,
  },
  {
    what: 'a code outside its parent',
    file: 'territory.csv',
    from: /^500199101201,(.*)$/m,
    to: '500199201201,$1',
    line: '500199201201,',
    says: /不以上级代码 500199101 开头/,
    right: /500199101…/,
  },
  {
    what: 'a code longer than those beside it, which would lie inside another',
    file: 'territory.csv',
    from: /^500199102201,/m,
    to: '5001991022010,',
    line: '5001991022010,',
    says: /5001991022010 有 13 位，同级的 community 代码是 12 位/,
    right: /12 位/,
  },
  {
    what: 'a code twice',
    file: 'territory.csv',
    from: /^500199102201,/m,
    to: '500199102200,',
    says: /500199102200 重复/,
    right: /只出现一次/,
  },
  {
    what: 'a second root',
    file: 'territory.csv',
    from: /^(500199102,.*),500199,(.*)$/m,
    to: '$1,,$2',
    says: /应有且只有一个根 500199/,
    right: /500199/,
  },
  {
    what: 'a grid straight under a town',
    file: 'territory.csv',
    from: /^(50019900100101,grid,.*),500199001001,/m,
    to: '$1,500199001,',
    line: '50019900100101,grid',
    says: /上级是 town/,
    right: /community/,
  },
  {
    what: 'a level nobody knows',
    file: 'territory.csv',
    from: /^500199103,town,town/m,
    to: '500199103,county,town',
    line: '500199103,',
    says: /"county" 不合要求/,
    right: /district \| town/,
  },
  {
    what: 'a party branch missing on a grid',
    file: 'party.csv',
    from: /^P50019912300101,.*\n/m,
    to: '',
    says: /网格 50019912300101 有 0 个党支部/,
    right: /S-17/,
  },
  {
    what: 'a party unit under the wrong parent',
    file: 'party.csv',
    from: /^(P500199001002,.*),P500199001$/m,
    to: '$1,P500199002',
    line: 'P500199001002,',
    says: /不是它上一级区域的党组织/,
    right: /P500199001\b/,
  },
  {
    what: 'an unknown calendar',
    file: 'units.csv',
    from: /^(D-cg,.*),机关,/m,
    to: '$1,机官,',
    line: 'D-cg,',
    says: /没有名为 机官 的工作日历/,
    right: /机关 \| 窗口/,
  },
  {
    what: 'a liaison seat that takes work',
    file: 'units.csv',
    from: /^(L-fy,.*),yes$/m,
    to: '$1,',
    line: 'L-fy,',
    says: /只能转介/,
    right: /yes/,
  },
  {
    what: 'a community without a centre',
    file: 'units.csv',
    from: /^C500199101200,.*\n/m,
    to: '',
    says: /500199101200 有 0 个指挥中心/,
    right: /S-20/,
  },
  {
    what: 'a department without posts',
    file: 'posts.csv',
    from: /^D-jt\..*\n/gm,
    to: '',
    says: /D-jt 没有岗位/,
    right: /posts\.csv 中至少一个岗位/,
  },
  {
    what: 'a role nobody knows',
    file: 'posts.csv',
    from: ',watch_director,',
    to: ',watch_boss,',
    line: 'watch_boss',
    says: /"watch_boss" 不合要求/,
    right: /watch_director/,
  },
  {
    what: 'a post of a unit that does not exist',
    file: 'posts.csv',
    from: /,dept_handler,D-cg,/,
    to: ',dept_handler,D-cq,',
    line: 'D-cq,',
    says: /D-cq 不存在/,
    right: /D-cg/,
  },
  {
    what: 'two commanders at once',
    file: 'holdings.csv',
    from: /^(C500199101\.town_commander),p\d+,(.*)$/m,
    to: '$&\n$1,p0001,2012-01-01,,',
    line: 'C500199101.town_commander,p0001',
    says: /2 人同时担任/,
    right: /to_on/,
  },
  {
    what: 'somebody in post who does not exist',
    file: 'holdings.csv',
    from: ',p0003,',
    to: ',p9993,',
    line: ',p9993,',
    says: /p9993 不存在/,
    right: /p\d{4}/,
  },
  {
    what: 'a day that does not exist',
    file: 'holdings.csv',
    from: ',2026-11-02,',
    to: ',2026-11-31,',
    line: ',2026-11-31,',
    says: /2026-11-31 不是日期/,
    right: /YYYY-MM-DD/,
  },
  {
    what: 'a stand-in without an end',
    file: 'holdings.csv',
    from: ',2027-01-29,',
    to: ',,',
    line: ',2026-11-02,',
    says: /代理没有结束日/,
    right: /YYYY-MM-DD/,
  },
  {
    what: 'a phone beside a name',
    file: 'people.csv',
    from: /^p0007,([^,]+),/m,
    to: 'p0007,$1 10000001234,',
    line: 'p0007,',
    says: /疑似电话或证件号码/,
    right: /p0001/,
  },
  {
    what: 'a column about ethnicity',
    file: 'people.csv',
    from: 'id,zh,officer_type',
    to: 'id,zh,民族',
    line: 'id,zh,民族',
    says: /“民族”是禁止采集的内容/,
    right: /officer_type/,
  },
  {
    what: 'a column that ranks',
    file: 'people.csv',
    from: 'id,zh,officer_type',
    to: 'id,zh,积分排名',
    line: 'id,zh,',
    says: /禁止采集/,
    right: /officer_type/,
  },
  {
    what: 'a cell too many',
    file: 'places.csv',
    from: /^(御景新城,.*)$/m,
    to: '$1,x',
    line: '御景新城,',
    says: /这一行有 6 格/,
    right: /5 格/,
  },
  {
    what: 'a quote left open',
    file: 'places.csv',
    from: /^御景新城,/m,
    to: '"御景新城,',
    line: '"御景新城,',
    says: /引号没有闭合/,
    right: /RFC 4180/,
  },
  {
    what: 'a place in no territory',
    file: 'places.csv',
    from: /^(御景新城,小区),\d+,/m,
    to: '$1,500199777,',
    line: '御景新城,',
    says: /500199777 不存在/,
    right: /500199/,
  },
  {
    what: 'a lead that does not exist',
    file: 'dispatch.csv',
    from: /,D-zj,D-sl,centre:town,/,
    to: ',D-zi,D-sl,centre:town,',
    line: 'D-zi',
    says: /单位 D-zi 不存在/,
    right: /D-z|D-/,
  },
  {
    what: 'work given to the court',
    file: 'dispatch.csv',
    from: /^(R002,.*),D-sj,/m,
    to: '$1,L-fy,',
    line: 'R002,',
    says: /L-fy 只接受转介/,
    right: /centre:town/,
  },
  {
    what: 'a community made lead of what it only assists',
    file: 'dispatch.csv',
    from: /^(R\d+,\*,AS01,.*?),centre:town,/m,
    to: '$1,centre:community,',
    line: ',AS01,',
    says: /AS01 社区只能协办/,
    right: /centre:town/,
  },
  {
    what: 'no last row',
    file: 'dispatch.csv',
    from: /^R\d+,\*,(SC05|\*),\*,\*,\*,.*\n/gm,
    to: '',
    says: /SC05 .*没有承办单位/,
    right: /centre:district/,
  },
  {
    what: 'a type that is not in the catalogue',
    file: 'dispatch.csv',
    from: ',CM04,',
    to: ',CM40,',
    line: ',CM40,',
    says: /类型 CM40 不存在/,
    right: /CM04/,
  },
  {
    what: 'a lead that also assists',
    file: 'dispatch.csv',
    from: /^(R\d+,\*,CM01,.*,centre:town),D-cg,/m,
    to: '$1,centre:town,',
    line: ',*,CM01',
    says: /既主办又协办/,
    right: /主办只有一个/,
  },
  {
    what: 'a limit of nothing',
    file: 'catalogue.yaml',
    from: 'limits: { handle: 18 工作日, whole: 20 工作日 }',
    to: 'limits: { handle: 18 工作日, whole: 0 工作日 }',
    line: '0 工作日 }',
    says: /应大于零/,
    right: /1/,
  },
  {
    what: 'a limit without a unit',
    file: 'pack.yaml',
    from: 'triage: 60 分钟',
    to: 'triage: 60',
    line: 'triage: 60',
    says: /triage 的值 60 不合要求/,
    right: /30 分钟/,
  },
  {
    what: 'a step longer than the whole',
    file: 'pack.yaml',
    from: 'flash: { sign: 15 分钟',
    to: 'flash: { sign: 15 小时',
    line: 'flash:',
    says: /sign 15 hours 长于全程 4 hours/,
    right: /4 hours/,
  },
  {
    what: 'a ladder that goes down',
    file: 'pack.yaml',
    from: 'share: 1.2',
    to: 'share: 0.8',
    line: 'share: 0.8',
    says: /份额 0.8 不大于上一级 0.9/,
    right: /> 0.9/,
  },
  {
    what: 'a type of another module',
    file: 'catalogue.yaml',
    from: 'code: CM04',
    to: 'code: CN04',
    line: 'code: CN04',
    says: /CN04 不以模块 CM 开头/,
    right: /CM01/,
  },
  {
    what: 'a label on people',
    file: 'catalogue.yaml',
    from: '[小广告, 牛皮癣,',
    to: '[小广告, 重点人员,',
    says: /“重点人员”是禁止设置的标签/,
    right: /不给人贴标签/,
  },
  {
    what: 'a field nobody knows',
    file: 'catalogue.yaml',
    from: /urgency: normal/,
    to: 'urgancy: normal',
    line: 'urgancy',
    says: /没有名为 urgancy 的栏目/,
    right: /urgency/,
  },
  {
    what: 'five exits',
    file: 'reasons.yaml',
    from: / {2}- code: secret\n(.*\n)*? {2}- code: outside-duty/,
    to: '  - code: outside-duty',
    line: 'exits:',
    says: /exits 的值/,
    right: /六个法定出口/,
  },
  {
    what: 'a hole missing in one language',
    file: 'wording.yaml',
    from: 'en: Matter {number} was accepted.',
    to: 'en: The matter was accepted.',
    line: 'en: The matter was accepted.',
    says: /空格不一致：number/,
    right: /\{number\}/,
  },
  {
    what: 'broken YAML',
    file: 'wording.yaml',
    from: '    zh: 事项 {number} 已受理。',
    to: '    zh: "事项 {number} 已受理。',
    says: /YAML 写法有误/,
    right: /加引号/,
  },
  {
    what: 'an account of nobody',
    file: 'demo.yaml',
    from: /person: p0006/,
    to: 'person: p9999',
    line: 'p9999',
    says: /人员 p9999 不存在/,
    right: /p\d{4}/,
  },
  {
    what: 'a holiday that is no day',
    file: 'calendar.yaml',
    from: 'rest: [01-01,',
    to: 'rest: [13-01,',
    line: '13-01',
    says: /13-01/,
    right: /MM-DD/,
  },
  {
    what: 'an open border',
    file: 'grids.geojson',
    from: /^(\{.*"code":"500199101".*),\[[\d.]+,[\d.]+\]\]\]\}\}/m,
    to: '$1]]}}',
    line: '"code":"500199101"}',
    says: /边界没有闭合/,
    right: /末点与首点相同/,
  },
  {
    what: 'a border tied in a knot',
    file: 'grids.geojson',
    from: /^(\{.*"code":"500199101200"\}.*"coordinates":\[\[\[[^\]]+\]),(\[[^\]]+\]),(\[[^\]]+\]),(\[[^\]]+\])/m,
    to: '$1,$4,$3,$2',
    line: '"code":"500199101200"}',
    says: /自相交叉/,
    right: /按顺序绕一圈/,
  },
  {
    what: 'a border far away',
    file: 'grids.geojson',
    from: /^(\{.*"code":"500199101200"\}.*"coordinates":\[\[)(.*)(\]\]\}\},?)$/m,
    to: '$1[116,39],[116.1,39],[116.1,39.1],[116,39]$3',
    line: '"code":"500199101200"}',
    says: /超出上级 500199101 的范围/,
    right: /经度 lng/,
  },
  {
    what: 'a replay name without a place',
    file: 'replay-aliases.csv',
    from: /^A7县,\d+/m,
    to: 'A7县,500199888',
    line: 'A7县,',
    says: /500199888 不存在/,
    right: /territory\.csv/,
  },
]

test('the demonstration pack has no problem at all', async () => {
  const { code, text } = await run('check', longxi)
  assert.match(text, /^龙溪区 500199，.*0 个错误，0 个提醒/)
  assert.equal(code, 0)
})

for (const slip of slips) {
  test(`${slip.file}: ${slip.what}`, async () => {
    const folder = join(scratch, 'broken')
    rmSync(folder, { recursive: true, force: true })
    cpSync(longxi, folder, { recursive: true })
    const path = join(folder, slip.file)
    const before = readFileSync(path, 'utf8')
    const text = before.replace(slip.from, slip.to)
    assert.notEqual(text, before, 'the slip must change the file')
    writeFileSync(path, text)
    const line =
      slip.line === undefined ? undefined : text.split('\n').findIndex(l => l.includes(slip.line!)) + 1
    const { code, text: told } = await run('check', folder)
    assert.equal(code, 1, told)
    const problems = told.split(/\n(?! )/).filter(problem => slip.says.test(problem.split('\n')[0]!))
    assert.ok(problems.length > 0, `nothing says ${slip.says}:\n${told.slice(0, 2000)}`)
    const found = problems.find(
      p => line === undefined || p.startsWith(`${path}:${line}:`) || p.startsWith(`${path}:${line} `),
    )
    assert.ok(found, `want ${slip.file}:${line} in:\n${problems.join('\n')}`)
    assert.match(found.split('\n')[1]!, slip.right)
  })
}

test('a keyword that points two ways is a warning: the pack still loads', async () => {
  const folder = join(scratch, 'twice')
  cpSync(longxi, folder, { recursive: true })
  const path = join(folder, 'catalogue.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('[小广告, 牛皮癣,', '[小广告, 占道经营, 牛皮癣,'))
  const { code, text } = await run('check', folder)
  assert.equal(code, 0)
  assert.match(text, /catalogue\.yaml:\d+:\d+ 提醒：关键词“占道经营”同时指向 CM01 和 CM04/)
  assert.match(text, /0 个错误，1 个提醒/)
})

test('a missing file and a missing folder are told, not thrown', async () => {
  const folder = join(scratch, 'thin')
  cpSync(longxi, folder, { recursive: true })
  rmSync(join(folder, 'units.csv'))
  const { code, text } = await run('check', folder)
  assert.equal(code, 1)
  assert.match(text, /units\.csv 错误：缺少这个文件/)
  assert.equal((await run('check', join(scratch, 'nowhere'))).code, 1)
})

test('the version follows the content, not the layout', () => {
  const folder = join(scratch, 'same')
  cpSync(longxi, folder, { recursive: true })
  const first = readPack(folder)
  const path = join(folder, 'pack.yaml')
  writeFileSync(path, `# a remark\n${readFileSync(path, 'utf8')}`)
  const remarked = readPack(folder)
  writeFileSync(path, readFileSync(path, 'utf8').replace('reopen_days: 30', 'reopen_days: 20'))
  const changed = readPack(folder)
  assert.ok(first.ok && remarked.ok && changed.ok)
  assert.match(first.version, /^[0-9a-f]{12}$/)
  assert.equal(remarked.version, first.version)
  assert.notEqual(changed.version, first.version)
})
