// What is checked without running the product: types, form and arrows. One list for `npm run check` and `npm test`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Check = { readonly name: string; readonly args: readonly string[] }

const root = fileURLToPath(new URL('..', import.meta.url))

const tsc = 'node_modules/typescript/bin/tsc'
const biome = 'node_modules/@biomejs/biome/bin/biome'

export const checks: readonly Check[] = [
  { name: 'types', args: [tsc, '-p', 'tsconfig.json'] },
  // Core again, without the names of Node and of browsers: a slip there must not compile.
  { name: 'types of core alone', args: [tsc, '-p', 'tsconfig.core.json'] },
  // Most of it is mended by `npm run format`.
  { name: 'form', args: [biome, 'check', '--error-on-warnings', '--max-diagnostics=20', '.'] },
  { name: 'floors', args: ['tools/floors.ts'] },
  ...(existsSync(join(root, 'tools/guardrails.ts'))
    ? [{ name: 'guardrails', args: ['tools/guardrails.ts'] }]
    : []),
]

/** Runs one check; resolves to what it printed when it failed, and to null when all is well. */
export function failureOf(check: Check): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...check.args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let told = ''
    const hear = (chunk: Buffer) => {
      told += chunk
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('close', code => resolve(code === 0 ? null : told.trim() || `exit code ${code}`))
  })
}
