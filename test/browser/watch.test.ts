// Fences and alarms as people at a command centre use them, against the really started program with its demonstration
// fences: a vehicle drives into one, the alarm appears by itself, one key and a sentence make it a matter.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { paths } from '#wire/paths.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
before(async () => {
  process.env.JIEWANG_MQTT_PORT = 'off'
  program = await startProgram()
})
after(async () => {
  delete process.env.JIEWANG_MQTT_PORT
  await program?.stop()
})

const accessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).exclude('.maplibregl-map').analyze()
  assert.deepEqual(
    violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`),
    [],
  )
}

test('an alarm is there with its why, and one key makes it a matter', async () => {
  const s = await program.seat('qu-fenbo')
  const { page } = s
  await page.goto('/desk/alarm/watching')
  await page.locator('.row').filter({ hasText: '人民路下穿道积水：车辆进入禁入区' }).click()
  const why = page.locator('.alarm-why')
  await why.getByText('车辆 bus-212').waitFor()
  assert.match(await why.innerText(), /界内\s[\d.]+\s米/)
  assert.doesNotMatch(await why.innerText(), /106\.\d|29\.\d/, 'distances, no position')
  await accessible(page)
  await page.keyboard.press('c')
  await page.locator('.move-form').waitFor()
  await page.keyboard.type('已派交警封路')
  await page.keyboard.press('Control+Enter')
  await page.locator('output.status').filter({ hasText: '确认并立项' }).waitFor()
  await page.goto('/desk/alarm/done')
  await page.locator('.row').filter({ hasText: '人民路下穿道积水' }).click()
  const number = await why.locator('.row-number').innerText()
  const made = await s.see(number)
  assert.match(made.words, /电子围栏“人民路下穿道积水”告警 .+已派交警封路/)
  await page.context().close()
})

test('dismissed with a reason, by keyboard', async () => {
  const s = await program.seat('zhihuizhang')
  const { page } = s
  await page.goto('/desk/alarm/watching')
  await page.locator('.row').filter({ hasText: '御景公馆二期基坑' }).click()
  await page.locator('.alarm-why').waitFor()
  await page.keyboard.press('x')
  await page.locator('.move-form').getByText('经许可进入（作业、抢险）').click()
  await page.keyboard.press('Control+Enter')
  await page.locator('output.status').filter({ hasText: '排除' }).waitFor()
  await page.goto('/desk/alarm/done')
  await page.locator('.row').filter({ hasText: '御景公馆二期基坑' }).filter({ hasText: '已排除' }).waitFor()
  await page.context().close()
})

test('a fence is drawn on the map, mistakes are named, tried over last month, switched on', async () => {
  const s = await program.seat('linxi-zhihui')
  const { page } = s
  await page.goto('/desk/fence/watching')
  await page.getByRole('link', { name: '画新围栏' }).click()
  const map = page.locator('.fence-map canvas')
  await map.waitFor()
  await accessible(page)
  await page.getByRole('button', { name: '保存' }).click()
  const alert = page.getByRole('alert')
  await alert.getByText('写上名称').waitFor()
  await alert.getByText('图形还没画完').waitFor()
  await page.getByLabel('圆', { exact: true }).check()
  await page.getByLabel('半径').fill('60')
  await page.getByLabel('名称').fill('滨河路塌陷')
  await page.getByLabel('理由').fill('路面塌陷，抢修中')
  // The first click lands somewhere in the district; outside of one's own street it is refused with a sentence.
  const box = (await map.boundingBox())!
  await map.click({ position: { x: 60, y: box.height - 60 } })
  await page.getByRole('button', { name: '保存' }).click()
  await alert.getByText(/范围内的图形/).waitFor()
  const street = (await s.context.request.get(paths.shapes).then(r => r.json())) as {
    features: { properties: { code?: string }; geometry: { coordinates: number[][][][] } }[]
  }
  const own = street.features.find(f => f.properties.code === s.me.unit.territory)!
  assert.ok(own)
  // The street lies in the middle of the district's map: its name stands there.
  for (const [dx, dy] of [
    [0.465, 0.465],
    [0.47, 0.48],
    [0.46, 0.45],
    [0.47, 0.5],
  ] as const) {
    await map.click({ position: { x: box.width * dx, y: box.height * dy } })
    await page.getByRole('button', { name: '保存' }).click()
    if (
      await page.waitForURL(/fence\/watching\//, { timeout: 1500 }).then(
        () => true,
        () => false,
      )
    )
      break
  }
  await page.locator('.fence-whole').getByText('不得进入').waitFor()
  await page.getByRole('button', { name: '试跑上月' }).click()
  await page.locator('.trial .note').waitFor({ timeout: 15_000 })
  await page.keyboard.press('a')
  await page.locator('.move-form').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.matter-head .state').filter({ hasText: '已启用' }).waitFor()
  await accessible(page)
  await page.context().close()
})

test('a crossing reaches an open screen by itself; a department and another town see nothing of it', async () => {
  const s = await program.seat('qu-zuoxi')
  const { page } = s
  await page.goto('/desk/alarm/watching')
  await page.locator('.list').waitFor()
  // The officer of the pit's street goes in, on shift, under a key of the shift.
  const officer = await program.seat('pinganyuan')
  const ask = (path: string, data: object) =>
    officer.context.request.post(path, { data, headers: { 'x-csrf': officer.me.csrf } })
  const { shift } = (await (await ask(paths.shifts, {})).json()) as { shift: string }
  for (let i = 0; i < 5; i++) {
    const fix = {
      subject: shift,
      class: 'officer',
      at: Date.now(),
      lng: 105.9997,
      lat: 29.81005,
      accuracyM: 4,
    }
    const sent = await ask(paths.positions, { fixes: [fix] })
    assert.match(await sent.text(), /"taken":1/)
    await page.waitForTimeout(300)
  }
  await page
    .locator('.waiting, .row')
    .filter({ hasText: /变化|新事项|在岗人员进入禁入区/ })
    .first()
    .waitFor()
  await page.keyboard.press('.')
  await page.locator('.row').filter({ hasText: '御景公馆二期基坑：在岗人员进入禁入区' }).click()
  const why = page.locator('.alarm-why')
  await why.getByText('在岗人员').waitFor()
  assert.ok(!(await page.content()).includes(shift), 'no key of a shift on any screen')
  const other = await program.seat('baihe')
  const rows = await (await other.context.request.get('/api/alarms?tab=all')).json()
  assert.deepEqual(rows.rows, [])
  await page.context().close()
})
