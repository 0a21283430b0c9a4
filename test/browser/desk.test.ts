// The officers' desk as officers use it, against the really started program: by keyboard where the desk promises the
// keyboard, in several browsers where one must see what another does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { type Program, type Seat, startProgram } from './program.ts'

let program: Program
const seats = new Map<string, Promise<Seat>>()
/** Each account signs in once; stories of one account follow each other. */
const seat = (login: string): Promise<Seat> => {
  const known = seats.get(login) ?? program.seat(login)
  seats.set(login, known)
  return known
}

before(async () => {
  program = await startProgram()
})
after(() => program?.stop())

const row = (page: Page, subject: string) => page.locator(`.row[data-subject="${subject}"]`)
const opened = (page: Page, subject: string) => page.locator(`main[aria-label^="${subject} "]`)
const status = (page: Page) => page.locator('output.status')
/** Presses a move's letter, fills its form by keyboard and sends it. */
const byKey = async (page: Page, key: string, typed?: string) => {
  await page.keyboard.press(key)
  await page.locator('.move-form').waitFor()
  if (typed !== undefined) await page.keyboard.type(typed)
  await page.keyboard.press('Control+Enter')
  await page.locator('.move-form').waitFor({ state: 'detached' })
}
const open = async (s: Seat, tab: string, subject: string) => {
  await s.page.goto(`/desk/matter/${tab}/${subject}`)
  await opened(s.page, subject).waitFor()
}

test('a wrong password is answered with a sentence, the right one opens the desk', async () => {
  const page = await program.nobody()
  await page.goto('/desk')
  await page.getByLabel('账号').fill('linxi')
  await page.getByLabel('密码').fill('not this one')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: '账号或密码不对' }).waitFor()
  await page.getByLabel('密码').fill(program.password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /待分/ }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await page.context().close()
})

test('a town operator triages by keyboard alone', async () => {
  const s = await seat('linxi')
  const { page } = s
  const waste = await s.report('梧桐里门口垃圾桶满了三天没人清运，味道很大')
  const fumes = await s.report('梧桐里烧烤店油烟直排到居民窗户，每天晚上都这样')
  const light = await s.report('梧桐里路灯不亮，晚上看不清路')
  await page.goto('/desk/matter/desk')
  await page.locator('.rows').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('梧桐里')
  await page.keyboard.press('Enter')
  await row(page, waste).waitFor()
  await page.locator('.row').nth(3).waitFor({ state: 'detached' })

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await opened(page, waste).waitFor()
  // Why: the words that decided stand marked in the reporter's own words.
  await page.locator('blockquote mark', { hasText: '垃圾' }).first().waitFor()
  await page.locator('#accept:focus').waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('y')
  await status(page).filter({ hasText: waste }).waitFor()

  // The next one is open already, with the hand on the button that decides.
  await opened(page, fumes).waitFor()
  await page.locator('#accept:focus').waitFor()
  await page.keyboard.press('l')
  await page.keyboard.type('住房和城乡')
  await page.keyboard.press('Enter')
  await page.getByText('已改：主办').waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('Enter')

  await opened(page, light).waitFor()
  await page.keyboard.press('x')
  await page.keyboard.press('1')
  await page.locator('.move-form textarea:focus').waitFor()
  await page.keyboard.press('Control+Enter')
  await status(page).filter({ hasText: '不予受理' }).waitFor()

  assert.equal((await s.see(waste)).row.state, 'dispatched')
  const changed = await s.see(fumes)
  assert.match(changed.row.leadWords, /住房/)
  assert.equal((await s.see(light)).row.state, 'not_accepted')
  await page.getByText('没有符合条件的事项').waitFor()
})

test('another type is one digit, and the lead is suggested anew for it', async () => {
  const s = await seat('linxi')
  const { page } = s
  const subject = await s.report('物业乱收费，电梯坏了半个月没人修')
  await open(s, 'desk', subject)
  const before = await page.locator('#triage-type').inputValue()
  await page.waitForTimeout(400)
  await page.keyboard.press('1')
  await page.getByText('类型已改').waitFor()
  await page.keyboard.press('s')
  await page.getByText('类型已改').waitFor({ state: 'detached' })
  assert.notEqual(await page.locator('#triage-type').inputValue(), before)
  assert.equal(await page.locator('#triage-type').inputValue(), (await s.see(subject)).row.typeWords)
})

test('a likely duplicate is merged with one digit, and the merge can be undone', async () => {
  const s = await seat('linxi')
  const { page } = s
  const place = { territory: '50019900100101' }
  const first = await s.report('鑫苑花园门口的井盖破了，车子压过去一直响', { place })
  const again = await s.report('鑫苑花园门口的井盖破了，车子压过去一直响。', { place })
  await open(s, 'all', again)
  await page.locator('.duplicates', { hasText: first }).waitFor()
  await page.keyboard.press('6')
  await page.locator('.move-form').waitFor()
  await page.keyboard.press('Control+Enter')
  await status(page).filter({ hasText: again }).waitFor()
  await open(s, 'all', again)
  await page.getByRole('button', { name: `已并入 ${first}` }).waitFor()
  await byKey(page, 'M', '不是同一个井盖')
  await page.locator('.matter-head .state', { hasText: '已上报' }).waitFor()
})

test('four reports of one flood are one with one key pressed twice', async () => {
  const s = await seat('linxi')
  const { page } = s
  const place = { territory: '50019900100101' }
  const told: string[] = []
  for (const words of [
    '铁路下穿道积水很深，车子熄火走不了',
    '下穿道被水淹了，积水没过轮胎，快来抽水',
    '铁路下穿道里面全是积水，骑车的人摔倒了',
    '下穿道积水封路了吗，公交车都绕行',
  ])
    told.push(await s.report(words, { place }))
  await open(s, 'all', told[3]!)
  await page.getByRole('button', { name: '合并全部 4 件' }).waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('A')
  await page.getByText('每位反映人都会收到通知').waitFor()
  await page.keyboard.press('A')
  await status(page)
    .filter({ hasText: `已将 3 件并入 ${told[0]}` })
    .waitFor()
  const head = await s.see(told[0]!)
  assert.equal(head.row.merged, 3)
})

test('handler signs, contacts and feeds back; somebody else checks; the answer closes it', async () => {
  const [town, bureau] = [await seat('linxi'), await seat('chengguan')]
  const subject = await town.report('流动摊贩占道经营，挡住人行道', {
    contact: { name: '王芳', phone: '13912345678' },
  })
  await town.move(subject, 'dispatch', { lead: bureau.me.unit.id })

  const { page } = bureau
  await open(bureau, 'todo', subject)
  // Never the reporter's number without saying why.
  assert.doesNotMatch(await page.content(), /13912345678/)
  await page.getByRole('button', { name: '查看联系方式' }).click()
  await page.getByText('查看会被记录').waitFor()
  await page.getByLabel('理由').fill('约')
  await page.keyboard.press('Enter')
  await page.locator('.look').getByRole('alert').waitFor()
  await page.getByLabel('理由').fill('约定现场时间')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '13912345678' }).waitFor()
  await page.getByText(/分后自动收起|分钟后自动收起/).waitFor()
  await page.locator('.shown').getByRole('button', { name: '收起' }).click()

  await page.locator('#matter').focus()
  await byKey(page, 'q')
  await byKey(page, 'c', '已电话联系，下午到现场')
  await byKey(page, 'f', '已劝离并划定摊位')
  await status(page).filter({ hasText: subject }).waitFor()
  // The handler may not check the own work, and is told why.
  await open(bureau, 'all', subject)
  await page.getByText('为什么不能').click()
  await page.locator('.closed-moves', { hasText: '核查' }).waitFor()

  const checker = await seat('linxi-hecha')
  await open(checker, 'checking', subject)
  await checker.page.keyboard.press('v')
  await checker.page.getByRole('radio', { name: '通过', exact: true }).check()
  await checker.page.keyboard.press('Control+Enter')
  await checker.page.locator('.matter-head .state', { hasText: '核查通过' }).waitFor()

  await open(town, 'checking', subject)
  await byKey(town.page, 'w', '摊贩已劝离，今后每天有人巡查。')
  assert.equal((await town.see(subject)).row.state, 'closed')
})

test('a light turns by itself, without a reload', async () => {
  const s = await program.seat('linxi-zhihui')
  const subject = await s.report('河边有人下河游泳，太危险了')
  await s.page.clock.install()
  await open(s, 'desk', subject)
  const light = s.page.locator('.matter-head .light')
  await s.page.locator('.matter-head .light-green').waitFor()
  // Not even the server is needed for it. Answers still on their way would set the page's clock right again.
  await new Promise(done => setTimeout(done, 1500))
  await s.context.setOffline(true)
  // The triage clock of the demo district is 60 minutes: yellow after 45, red at 60.
  await s.page.clock.fastForward('50:00')
  await s.page.locator('.matter-head .light-yellow').waitFor()
  assert.match((await light.textContent()) ?? '', /余/)
  await s.page.clock.fastForward('15:00')
  await s.page.locator('.matter-head .light-red').waitFor()
  assert.match((await light.textContent()) ?? '', /超/)
  await row(s.page, subject).locator('.light-red').waitFor()
  await s.page
    .getByText(/没有网络/)
    .first()
    .waitFor()
  await s.context.close()
})

test('a return is ruled on, once', async () => {
  const [town, bureau, district] = [await seat('linxi'), await seat('chengguan'), await seat('zhihuizhang')]
  const subject = await town.report('小区门口的电线垂下来了')
  await town.move(subject, 'dispatch', { lead: bureau.me.unit.id })
  await open(bureau, 'todo', subject)
  await bureau.page.keyboard.press('r')
  await bureau.page.locator('.move-form').waitFor()
  // Without a legal basis nothing is sent, and the form says what is missing.
  await bureau.page.keyboard.press('Control+Enter')
  await bureau.page.locator('.move-form [role=alert]').waitFor()
  await bureau.page.locator('.move-form input[type=radio]').nth(1).check()
  await bureau.page.locator('.move-form textarea').first().fill('三定方案第四条：电力设施由经信部门负责')
  await bureau.page.keyboard.press('Control+Enter')
  await status(bureau.page).filter({ hasText: '申请退单' }).waitFor()

  await open(district, 'ruling', subject)
  await district.page.keyboard.press('u')
  await district.page.getByRole('radio', { name: '退单不成立' }).check()
  await district.page.locator('.move-form textarea').last().fill('占用人行道部分由城管处置')
  await district.page.keyboard.press('Control+Enter')
  await status(district.page).filter({ hasText: '裁定' }).waitFor()

  await open(bureau, 'all', subject)
  await bureau.page.getByText('为什么不能').click()
  await bureau.page.locator('.closed-moves', { hasText: '裁定为终局' }).waitFor()
})

test('a supervisor nudges and supervises; the handler sees it at once', async () => {
  const [town, bureau, boss] = [await seat('linxi'), await seat('chengguan'), await seat('duban')]
  const subject = await town.report('夜市噪声扰民')
  await town.move(subject, 'dispatch', { lead: bureau.me.unit.id })
  await open(bureau, 'todo', subject)
  await open(boss, 'all', subject)
  await byKey(boss.page, 'n', '请今天内联系反映人')
  await boss.page.keyboard.press('g')
  await boss.page.getByRole('radio', { name: '挂牌督办' }).check()
  await boss.page.locator('.move-form textarea').fill('三次反映未解决')
  await boss.page.keyboard.press('Control+Enter')
  await bureau.page.locator('.timeline', { hasText: '三次反映未解决' }).waitFor()
  await row(bureau.page, subject).getByText('挂牌督办').waitFor()
  // A second nudge within two hours is refused with its reason.
  await boss.page.getByText('为什么不能').click()
  await boss.page.locator('.closed-moves', { hasText: '刚催办过' }).waitFor()
})

test('a co-handler does its part; only then the lead can feed back', async () => {
  const [town, lead, co] = [await seat('linxi'), await seat('chengguan'), await seat('zhujian')]
  const subject = await town.report('违章搭建堵住消防通道')
  await town.move(subject, 'dispatch', { lead: lead.me.unit.id, co: [co.me.unit.id] })
  await lead.move(subject, 'sign')
  await open(lead, 'todo', subject)
  await lead.page.getByText('为什么不能').click()
  await lead.page.locator('.closed-moves', { hasText: '还有协办单位未完成' }).waitFor()
  await open(co, 'todo', subject)
  // The table proposes j, which walks the list: its capital acts.
  await byKey(co.page, 'J', '已认定为违建')
  await lead.page.getByRole('button', { name: '反馈结果' }).waitFor()
})

test('a search that finds nothing in an inbox leads on to everything, and back out of its conditions', async () => {
  const { page } = await seat('linxi')
  await page.goto('/desk/matter/ruling?q=没有人写过的话')
  await page.getByRole('link', { name: '在“全部”里找' }).click()
  await page.waitForURL(/\/matter\/all\?q=/)
  await page.getByText('没有符合条件的事项').waitFor()
  assert.equal(await page.getByRole('link', { name: '在“全部”里找' }).count(), 0)
  await page.getByRole('link', { name: '清除条件' }).click()
  await page.waitForURL(/\/matter\/all$/)
  assert.equal(await page.getByRole('searchbox').inputValue(), '')
})

test('two browsers: what one does the other sees, and the list does not jump under the hand', async () => {
  const [one, other] = [await seat('linxi'), await program.seat('linxi-zhihui')]
  const held = await one.report('公交站台顶棚漏雨')
  await open(other, 'all', held)
  await one.move(held, 'note', { words: '已转告公交公司核实' })
  await other.page.locator('.timeline', { hasText: '已转告公交公司核实' }).waitFor()
  // The newest stands first: it would push the row in hand down, so it waits until it is asked for.
  const before = await row(other.page, held).boundingBox()
  const later = await one.report('公园长椅坏了，木刺扎手')
  await other.page.getByRole('button', { name: /1 件新事项/ }).waitFor()
  assert.deepEqual(await row(other.page, held).boundingBox(), before)
  assert.equal(await row(other.page, later).count(), 0)
  await other.page.keyboard.press('.')
  await row(other.page, later).waitFor()
  await other.context.close()
})

test('what belongs to another town is not there, by any address', async () => {
  const [ours, theirs] = [await seat('linxi'), await seat('baihe')]
  const subject = await theirs.report('村道塌方，车过不去')
  await ours.page.goto(`/desk/matter/all/${subject}`)
  await ours.page.getByRole('alert').filter({ hasText: '没有找到这件事项' }).waitFor()
  assert.doesNotMatch(await ours.page.content(), /村道塌方/)
  await ours.page.goto('/desk/matter/all?q=塌方')
  await ours.page.getByText('没有符合条件的事项').waitFor()
})

test('from phone call to matter: the number is there to be told', async () => {
  const s = await seat('linxi')
  await s.page.goto('/desk/matter/desk')
  await s.page.locator('#desk-search').waitFor()
  await s.page.keyboard.press('+')
  await s.page.locator('#report-words:focus').waitFor()
  await s.page.keyboard.insertText('李阿姨 2026/7/31 10:22\n楼下下水道堵了，污水冒出来')
  await s.page.getByRole('button', { name: '去掉聊天记录里的昵称和时间' }).click()
  assert.equal(await s.page.locator('#report-words').inputValue(), '楼下下水道堵了，污水冒出来')
  await s.page.locator('#report-place').fill('鑫苑花园')
  await s.page
    .getByRole('button', { name: /鑫苑花园/ })
    .first()
    .waitFor()
  await s.page.keyboard.press('Enter')
  await s.page.getByText(/已选：.*鑫苑花园/).waitFor()
  await s.page.locator('#report-words').focus()
  await s.page.keyboard.press('Control+Enter')
  const number = (await s.page.locator('.reported-number').textContent()) ?? ''
  assert.match(number, /^LX\d{8}-\d{5}$/)
  assert.equal((await s.see(number)).words, '楼下下水道堵了，污水冒出来')
})

test('the accounts are kept by one who sees no matters', async () => {
  const s = await seat('anquan')
  await s.page.goto('/desk')
  await s.page.getByRole('heading', { name: '账号管理' }).waitFor()
  await s.page.getByLabel('按账号或姓名查找').fill('chengguan')
  await s.page
    .getByRole('row', { name: /chengguan-shenpi/ })
    .getByRole('button', { name: '重置密码' })
    .click()
  const given = s.page.getByText('新密码（只显示这一次）')
  const first = /([a-z\d-]+)$/.exec((await given.textContent()) ?? '')?.[1] ?? ''
  assert.equal(await s.page.getByRole('link', { name: '事项' }).count(), 0)

  // A first password opens one thing: the form that replaces it.
  const page = await program.nobody()
  await page.goto('/desk')
  await page.getByLabel('账号').fill('chengguan-shenpi')
  await page.getByLabel('密码').fill(first)
  await page.keyboard.press('Enter')
  await page.getByText('请先修改密码').waitFor()
  await page.getByLabel('现在的密码').fill(first)
  await page.getByLabel('新密码').fill('four words nobody guesses')
  await page.keyboard.press('Enter')
  await page.locator('.tabs').waitFor()
  await page.context().close()
})

test('the auditor reads who looked', async () => {
  const s = await seat('shenji')
  await s.page.goto('/desk')
  await s.page.getByRole('heading', { name: '个人信息查看记录' }).waitFor()
  await s.page.getByRole('cell', { name: '约定现场时间' }).waitFor()
})

test('a petition is registered at the office, with a number and a link to hand over', async () => {
  const s = await seat('xinfang')
  await s.page.goto('/desk')
  await s.page.getByRole('link', { name: '信访登记' }).click()
  await s.page.getByLabel('内容').fill('反映小区历史遗留的房产证办理问题，多年没有结果')
  await s.page.keyboard.press('Control+Enter')
  const number = (await s.page.locator('.reported-number').textContent()) ?? ''
  assert.match(number, /^LXXF\d{8}-\d{5}$/)
  await s.page.getByRole('link', { name: '打开事项' }).click()
  await opened(s.page, number).waitFor()
  await s.page.getByText('房产证办理问题').first().waitFor()
})

test('every screen is usable with a screen reader and by eye alone', async t => {
  const s = await seat('linxi')
  const subject = await s.report('路边的树枝断了，挂在电线上')
  const nobody = await program.nobody()
  const screens = [
    [nobody, '/desk', 'form'],
    [s.page, `/desk/matter/desk/${subject}`, '.triage'],
    [s.page, '/desk/matter/all', '.row'],
    [s.page, '/desk/report', '#report-words'],
    [s.page, '/desk/me', '.panel'],
  ] as const
  for (const [page, address, shown] of screens)
    await t.test(address, async () => {
      await page.goto(address)
      await page.locator(shown).first().waitFor()
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze()
      const told = violations.map(
        v => `${v.id}: ${v.help} – ${v.nodes.map(n => n.target.join(' ')).join(', ')}`,
      )
      assert.deepEqual(told, [])
    })
  await nobody.context().close()
})

test('on a phone nothing sticks out of the screen', async t => {
  const s = await program.seat('linxi-hecha', { width: 390, height: 844 })
  for (const address of ['/desk/matter/all', '/desk/report', '/desk/me'])
    await t.test(address, async () => {
      await s.page.goto(address)
      await s.page.locator('main, .rows').first().waitFor()
      const over = await s.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(over <= 0, `${over} px too wide`)
    })
  await s.context.close()
})
