// The residents' pages as residents use them, on a phone, against the really started program: report, follow, lose the
// signal, disagree with the answer. Officers' parts of a story go through the API; their screens have stories of their own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { paths } from '#wire/paths.ts'
import type { TrackView } from '#wire/views.ts'
import { type Program, type Seat, startProgram } from './program.ts'

let program: Program
before(async () => {
  program = await startProgram()
})
after(() => program?.stop())

/** All residents here share one address, and an address has a budget that refills by four a second. */
const breath = () => new Promise(done => setTimeout(done, 4000))

const phone = { width: 390, height: 844 }
const openPhone = async (path = '/'): Promise<{ page: Page; context: BrowserContext }> => {
  await breath()
  const page = await program.nobody()
  await page.setViewportSize(phone)
  page.on('pageerror', error => {
    throw error
  })
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, context: page.context() }
}

const heading = (page: Page, words: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: words }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** A small picture made in the page, so that no photo lies in the project. */
const picture = async (page: Page): Promise<Buffer> => {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')!
    for (let i = 0; i < 40_000; i++) {
      pen.fillStyle = `hsl(${(i * 47) % 360} 60% ${20 + (i % 60)}%)`
      pen.fillRect((i * 137) % 2400, (i * 251) % 1800, 9, 6)
    }
    return canvas.toDataURL('image/png').split(',')[1]!
  })
  return Buffer.from(base64, 'base64')
}

const tellWords = async (page: Page, words: string) => {
  await page.goto('/report/words')
  await page.getByLabel('发生了什么？').fill(words)
  await press(page, '下一步')
  await heading(page, '在什么地方？')
}
const tellPlace = async (page: Page, words: string) => {
  await page.getByRole('searchbox').fill(words)
  await page.getByRole('button', { name: new RegExp(`^${words}`) }).click()
  await page.getByText(`已选：${words}`).waitFor()
  await press(page, '下一步')
  await heading(page, '有照片吗？')
}
/** From photos on, leaving out all that may be left out. */
const skipAndSend = async (page: Page) => {
  await press(page, '跳过这一步')
  await heading(page, '要不要留联系方式？')
  await press(page, '跳过这一步')
  await heading(page, '看一遍，就可以提交了')
  await press(page, '提交')
}
const numberOf = async (page: Page): Promise<string> => {
  await heading(page, '我们收到了')
  const number = await page.locator('.receipt-number').textContent()
  assert.match(number ?? '', /^LX\d{8}-\d{5}$/)
  return number!
}
/** Words, place and nothing more; ends on the reporter's own page. */
const reportSimply = async (page: Page, words: string): Promise<string> => {
  await tellWords(page, words)
  await tellPlace(page, '御景新城')
  await skipAndSend(page)
  const number = await numberOf(page)
  await page.getByRole('link', { name: '看进展' }).click()
  await heading(page, `反映 ${number}`)
  return number
}

test('a resident reports with words, a typed place, a photo and a phone, and gets a number and a link', async () => {
  const { page, context } = await openPhone()
  await page.getByText('均为合成数据').waitFor()
  await page.getByRole('link', { name: '我要反映' }).click()
  await press(page, '下一步')
  await page.getByRole('alert').getByText('请用几句话写明情况').waitFor()
  await page.getByLabel('发生了什么？').fill('小区北门消防通道被三轮车堵死了，已经三天')
  await press(page, '下一步')
  await page.getByRole('searchbox').fill('御景新城')
  await page.getByRole('button', { name: /^御景新城/ }).click()
  await page.getByLabel('再具体一点').fill('3 栋北门')
  await press(page, '下一步')

  const photo = await picture(page)
  assert.ok(photo.length > 200_000, 'the picture must be one that has to be made smaller')
  const sent = page.waitForRequest(request => request.url().endsWith(paths.publicPhotos))
  await page.locator('#photos').setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: photo })
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await press(page, '下一步')
  await page.getByLabel('电话').fill('138 0000 1234')
  await press(page, '下一步')
  await page.getByText('138 0000 1234').waitFor()
  await press(page, '提交')
  const bytes = Number((await (await sent).allHeaders())['content-length'])
  assert.ok(bytes > 1000 && bytes < 201_000, `the photo went out with ${bytes} bytes`)

  const number = await numberOf(page)
  const link = await page.locator('.copy-link code').textContent()
  assert.match(link ?? '', /\/r\/[\w-]{20,}$/)
  // The device remembers it; the draft is gone.
  await page.goto('/')
  await page.getByRole('link', { name: '我要反映' }).waitFor()
  await page.getByRole('link', { name: /小区北门消防通道/ }).click()
  await heading(page, `反映 ${number}`)
  await page.getByText('您留了联系方式').waitFor()
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  assert.equal(await page.getByText('138 0000 1234').count(), 0)
  await context.close()
})

test('a place is pointed at on the map, and a place outside the district is refused with words', async () => {
  const { page, context } = await openPhone()
  await tellWords(page, '路边有个很大的坑')
  await press(page, '在地图上点选')
  const map = page.locator('.maplibregl-canvas')
  await map.waitFor()
  await page.locator('.place-map').evaluate(box => box.scrollIntoView({ block: 'start' }))
  // Shapes have come when a click is answered by the name of a piece of the district.
  await map.click({ position: { x: 178, y: 160 } })
  await page.getByText(/^已选：.*(镇|街道|社区|村)/).waitFor()

  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 116.4, latitude: 39.9 })
  await press(page, '用我现在的位置')
  await page.getByText('这个位置不在龙溪区范围内').waitFor()
  await context.close()
})

test('a code scanned from a wall begins a report at that place', async () => {
  const { page, context } = await openPhone('/at?name=凉亭&territory=500199001001&point=106.0073,29.79745')
  await heading(page, '发生了什么？')
  await page.getByLabel('发生了什么？').fill('凉亭的座板断了')
  await press(page, '下一步')
  await page.getByText('已选：凉亭').waitFor()
  await context.close()
})

test('the reporter sees who has it, how long is left, and every step as it happens', async () => {
  const { page, context } = await openPhone()
  const number = await reportSimply(page, '路灯不亮三天了，晚上看不清路')
  await page.getByText('已收到，正在分派').waitFor()
  await page.getByText('在民昌社区手上').waitFor()
  await page.locator('.light', { hasText: /余/ }).waitFor()

  const community = await program.seat('shequ')
  await community.move(number, 'accept')
  await community.move(number, 'dispatch', { lead: 'D-cg', type: 'CM01' })
  // Without a reload.
  await page.getByText(/在.*城.*管.*手上/).waitFor()
  await page.getByText('答复您的时限').waitFor()
  await page.getByText(/有新进展/).waitFor()

  // A nudge has a visible effect, and a second one at once is explained, never punished.
  await press(page, '催办')
  await page.getByLabel('说明').fill('老人晚上不敢出门')
  await press(page, '催办')
  await page.getByText('已提交：催办').waitFor()
  await page.getByText(/刚催办过/).waitFor()
  await community.context.close()
  await context.close()
})

test('“not solved” reopens the matter, and the reporter sees it', async () => {
  const { page, context } = await openPhone()
  const number = await reportSimply(page, '楼下路灯坏了，请尽快修')
  await close(number)
  await page.getByRole('heading', { name: '办结了，请您评价' }).waitFor()
  await page.locator('.answer-box', { hasText: '路灯已修好。' }).waitFor()
  await press(page, '提交评价')
  await page.getByRole('alert').getByText('还有几处需要填写').waitFor()
  await page.getByLabel('没解决').check()
  await page.getByLabel('非常不满意').check()
  await press(page, '提交评价')
  await page.locator('.standing-state', { hasText: '重新办理' }).waitFor()
  await page.getByText(/第\s1\s次办理：没解决，非常不满意/).waitFor()
  await context.close()
})

const seats = new Map<string, Promise<Seat>>()
const seat = (login: string) => {
  const known = seats.get(login) ?? program.seat(login)
  seats.set(login, known)
  return known
}
const close = async (number: string) => {
  const community = await seat('shequ')
  const bureau = await seat('chengguan')
  await community.move(number, 'accept')
  await community.move(number, 'dispatch', { lead: 'D-cg', type: 'CM01' })
  await bureau.move(number, 'sign')
  await bureau.move(number, 'contact', { words: '已联系' })
  await bureau.move(number, 'feedback', { result: '已更换灯泡' })
  const checker = await seat('linxi-hecha')
  await checker.move(number, 'verify', { outcome: 'pass' })
  await community.move(number, 'close', { answer: '路灯已修好。' })
}

test('English on a switch: the page and the words from the server', async () => {
  const { page, context } = await openPhone()
  await reportSimply(page, '井盖翘起来了')
  await press(page, 'English')
  await page.getByText('Received, being assigned').waitFor()
  await page.getByText(/min left/).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  // It stays so, and a link may ask for it.
  await page.goto('/')
  await page.getByRole('link', { name: 'Report now' }).waitFor()
  await page.goto('/?lang=zh')
  await page.getByRole('link', { name: '我要反映' }).waitFor()
  await context.close()
})

test('without a signal half-way nothing is lost: the draft stays, the report goes out by itself', async () => {
  const { page, context } = await openPhone()
  await tellWords(page, '河边护栏断了一截')
  await context.setOffline(true)
  await page.getByText('现在没有网络').first().waitFor()
  await page.getByRole('searchbox').fill('御景新城南门')
  await press(page, '就用我写的“御景新城南门”')
  await press(page, '下一步')
  await heading(page, '有照片吗？')

  // The battery dies here: a new page of the same browser finds the draft again.
  await context.setOffline(false)
  const again = await context.newPage()
  await page.close()
  await again.goto('/')
  await again.getByRole('link', { name: '继续没写完的反映' }).click()
  assert.equal(await again.getByLabel('发生了什么？').inputValue(), '河边护栏断了一截')
  await press(again, '下一步')
  await again.getByText('已选：御景新城南门').waitFor()
  await press(again, '下一步')

  await context.setOffline(true)
  await skipAndSend(again)
  await heading(again, '已存在本机，还没有发出')
  await context.setOffline(false)
  await numberOf(again)
  await context.close()
})

test('an answer lost on the way makes no second report: the repeat gets the same number and the same link', async () => {
  const { page, context } = await openPhone()
  await tellWords(page, '垃圾三天没有清运')
  await tellPlace(page, '御景新城')
  let lost = ''
  await page.route(`**${paths.publicReports}`, async route => {
    const answer = await route.fetch()
    if (!answer.ok() || lost !== '') return route.fulfill({ response: answer })
    lost = (JSON.parse(await answer.text()) as { number: string }).number
    return route.abort('connectionreset')
  })
  await skipAndSend(page)
  assert.equal(await numberOf(page), lost)
  await page.getByRole('link', { name: '看进展' }).click()
  await heading(page, `反映 ${lost}`)
  await context.close()
})

test('a queued report can be taken back and changed; what was changed is what arrives', async () => {
  const { page, context } = await openPhone()
  await tellWords(page, '广场舞音响太吵')
  await tellPlace(page, '御景新城')
  await context.setOffline(true)
  await skipAndSend(page)
  await heading(page, '已存在本机，还没有发出')
  await press(page, '回去修改')
  await heading(page, '看一遍，就可以提交了')
  await page.getByRole('link', { name: '修改 情况' }).click()
  await page.getByLabel('发生了什么？').fill('广场舞音响太吵，每晚到十一点')
  await press(page, '下一步')
  await press(page, '下一步')
  await context.setOffline(false)
  await skipAndSend(page)
  await numberOf(page)
  await page.getByRole('link', { name: '看进展' }).click()
  await page.locator('blockquote', { hasText: '每晚到十一点' }).waitFor()
  await context.close()
})

test('hostile words stay words on every page that shows them', async () => {
  const { page, context } = await openPhone()
  const words = `"><img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script> 'quotes' {{7*7}}`
  await reportSimply(page, words)
  await page.locator('blockquote', { hasText: "<script>document.title='hacked'</script>" }).waitFor()
  await page.goto('/find')
  await page.getByRole('link', { name: /img src=x/ }).waitFor()
  for (const path of ['/', '/find']) {
    await page.goto(path)
    assert.doesNotMatch(await page.title(), /hacked/)
    assert.equal(await page.locator('img[src="x"]').count(), 0)
  }
  await context.close()
})

test('my data: who looked at it, and deletion that is final while the matter goes on', async () => {
  const { page, context } = await openPhone()
  await tellWords(page, '邻居半夜装修')
  await tellPlace(page, '御景新城')
  await press(page, '跳过这一步')
  await page.getByLabel('怎么称呼您').fill('测试人')
  await press(page, '下一步')
  await press(page, '提交')
  await numberOf(page)
  await page.getByRole('link', { name: '看进展' }).click()
  await page.getByText('还没有人看过').waitFor()
  await press(page, '删除我的联系方式')
  await press(page, '确认删除')
  await page.getByText('这件反映里没有您的联系方式').waitFor()
  const token = page.url().split('/r/')[1]!
  const view = (await (await context.request.get(paths.track(token))).json()) as TrackView
  assert.equal(view.hasContact, false)
  assert.equal(view.phase, 'open')
  await context.close()
})

test('a link that opens nothing, a number instead of a link, a page that is not there: each says what to do', async () => {
  const { page, context } = await openPhone('/r/nothing-behind-this-link')
  await page.getByRole('alert').getByText('这里没有内容').waitFor()
  await page.goto('/r/cut')
  await page.getByRole('alert').getByText('链接可能不完整').waitFor()
  await page.goto('/find')
  await page.getByLabel('把您的查询链接粘贴到这里').fill('LX20261124-00001')
  await press(page, '查看进展')
  await page.getByRole('alert').getByText('这是编号，不是链接').waitFor()
  await context.close()
})

test('a light turns by itself: green, yellow, red, without a reload and without asking the server', async () => {
  const { page, context } = await openPhone()
  await page.clock.install()
  await reportSimply(page, '下水道堵了')
  const light = page.locator('.light')
  await light.and(page.locator('.light-green')).waitFor()
  await page.route('**/api/**', route => route.abort())
  // The first look has an hour: three quarters are gone after 45 minutes.
  await page.clock.fastForward('46:00')
  await light.and(page.locator('.light-yellow')).waitFor()
  await page.clock.fastForward('15:00')
  await light.and(page.locator('.light-red')).waitFor()
  assert.match((await light.textContent()) ?? '', /超/)
  await context.close()
})

test('a complaint about a bureau is told so, and the bureau finds nothing', async () => {
  const { page, context } = await openPhone('/report/words')
  await page.getByLabel('发生了什么？').fill('窗口工作人员态度恶劣，办事推诿')
  await page.getByLabel('我要反映的是某个单位或它的工作人员').check()
  await page.getByText('选中的单位看不到').waitFor()
  await page.getByRole('combobox', { name: '是哪个单位？' }).fill('城市管理')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^去掉.*城市管理/ }).waitFor()
  await press(page, '下一步')
  await tellPlace(page, '御景新城')
  await skipAndSend(page)
  const number = await numberOf(page)
  const bureau = await seat('chengguan')
  const answer = await bureau.context.request.get(paths.subject('matter', number))
  assert.equal(answer.status(), 404)
  await context.close()
})

test('a merged report says with what, and goes on showing every step', async () => {
  const { page, context } = await openPhone()
  const first = await reportSimply(page, '3 栋楼下的路灯不亮了')
  const second = await reportSimply(page, '3 栋楼下路灯又不亮')
  const community = await seat('shequ')
  await community.move(second, 'merge', { into: first })
  await page.getByText(`您的反映和 ${first} 是同一件事`.replaceAll(' ', '\u2009')).waitFor()
  await community.move(first, 'accept')
  await community.move(first, 'dispatch', { lead: 'D-cg', type: 'CM01' })
  await page.getByText(/在.*城.*管.*手上/).waitFor()
  await context.close()
})

test('by keyboard alone, in large type, from the start to the number', async () => {
  const { page, context } = await openPhone()
  await page.getByRole('button', { name: '大字版' }).focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('html').getAttribute('data-size'), 'large')
  const reach = async (name: string | RegExp, role: 'button' | 'link' | 'textbox' | 'searchbox') => {
    const wanted = page.getByRole(role, { name }).first()
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      if (await wanted.evaluate(element => element === document.activeElement)) return
    }
    assert.fail(`Tab never reached ${name}`)
  }
  await reach('我要反映', 'link')
  await page.keyboard.press('Enter')
  // The heading takes the focus, so the next Tab is the first field.
  await page.locator('h1:focus').waitFor()
  await reach('发生了什么？', 'textbox')
  await page.keyboard.type('健身器材坏了')
  await reach('下一步', 'button')
  await page.keyboard.press('Enter')
  await page.locator('h1:focus', { hasText: '在什么地方？' }).waitFor()
  await reach(/名称/, 'searchbox')
  await page.keyboard.type('御景新城')
  await page.getByRole('button', { name: /^御景新城/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('已选：御景新城').waitFor()
  for (const [button, next] of [
    ['下一步', '有照片吗？'],
    ['跳过这一步', '要不要留联系方式？'],
    ['跳过这一步', '看一遍，就可以提交了'],
  ] as const) {
    await reach(button, 'button')
    await page.keyboard.press('Enter')
    await page.locator('h1:focus', { hasText: next }).waitFor()
  }
  await reach('提交', 'button')
  await page.keyboard.press('Enter')
  await numberOf(page)
  await context.close()
})

test('WCAG 2.2 AA as far as a machine can tell, light and dark, on every page', async () => {
  const { page, context } = await openPhone()
  const own = async () => {
    await reportSimply(page, '小区门口积水')
    return new URL(page.url()).pathname
  }
  const track = await own()
  await page.goto('/report/words')
  await page.getByLabel('发生了什么？').fill('积水')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of ['/', '/find', '/report/words', '/report/place', '/report/about', track]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.synthetic').waitFor()
      if (path === track) await page.locator('.standing').waitFor()
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      assert.deepEqual(
        violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`),
        [],
        `${path} ${colorScheme}`,
      )
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(overflow <= 0, `${path} is ${overflow} px wider than the phone`)
    }
  }
  await context.close()
})
