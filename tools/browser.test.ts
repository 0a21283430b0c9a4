// The browser that browser tests will get: it starts, reads Chinese and draws maps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chromium } from 'playwright-core'
import { findBrowser } from '#tools/browser.ts'

test('a browser is found or fetched, and has what our screens need', async t => {
  const { path, args } = findBrowser()
  const browser = await chromium.launch({ executablePath: path, args: [...args] })
  t.after(() => browser.close())
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.setContent('<h1>路灯不亮</h1>')
  assert.equal(await page.textContent('h1'), '路灯不亮')
  // The map needs WebGL 2, in software where there is no graphics card.
  assert.ok(await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null))
})

test('a path that is no browser is named', t => {
  const before = process.env.JIEWANG_CHROMIUM
  t.after(() => {
    if (before === undefined) delete process.env.JIEWANG_CHROMIUM
    else process.env.JIEWANG_CHROMIUM = before
  })
  process.env.JIEWANG_CHROMIUM = '/nowhere/chromium'
  assert.throws(() => findBrowser(), /JIEWANG_CHROMIUM=\/nowhere\/chromium 无法启动/)
})
