// Screens are built when their sources changed, and only then.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildScreens } from './build-screens.ts'

test('built once, built again after a change, not in between', t => {
  const root = mkdtempSync(join(tmpdir(), 'jiewang-screens-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  const page = join(root, 'dist/index.html')
  mkdirSync(join(root, 'web'))
  write('web/index.html', '<h1>路灯</h1>')
  buildScreens(root)
  assert.throws(() => statSync(page), /ENOENT/, 'without a vite.config.ts there is nothing to build')

  write('vite.config.ts', `export default { root: 'web', build: { outDir: '../dist', emptyOutDir: true } }`)
  write('package.json', '{"type":"module"}')
  buildScreens(root)
  assert.match(readFileSync(page, 'utf8'), /路灯/)
  const builtAt = statSync(page).mtimeMs
  buildScreens(root)
  assert.equal(statSync(page).mtimeMs, builtAt)

  write('web/index.html', '<h1>井盖</h1>')
  buildScreens(root)
  assert.match(readFileSync(page, 'utf8'), /井盖/)

  write('web/index.html', '<script type="module" src="./missing.ts"></script>')
  assert.throws(() => buildScreens(root), /界面构建失败/)
})
