// bench/README.md, written from measurements only: one section a bench with the line of JSON of its last run. Sections of
// other benches stay as they were measured.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import type { Bench, Outcome } from './bench.ts'

const file = new URL('../README.md', import.meta.url)

export const writeReadme = (
  benches: readonly Bench[],
  measured: Bench,
  outcome: Outcome,
  quick: boolean,
): void => {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(
    file,
    [head, ...benches.map(b => (b === measured ? fresh(b, outcome, quick) : kept(b, before)))].join('\n'),
  )
}

const head = `# What was measured

Written by \`npm run bench -- --write-readme\`; nothing here is typed by hand. \`npm run bench -- <name>\` measures anew,
\`--quick\` in under a minute, \`--json\` prints the last line alone. Only ratios taken side by side in one run mean
anything on another machine. Why a bench looks as it does: [decisions/0009](../decisions/0009-bench-form.md).
`

const fresh = ({ name, asks }: Bench, outcome: Outcome, quick: boolean): string => {
  const rows = Object.entries(outcome).filter(([key]) => key !== 'bench')
  const machine = `${type()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`
  return `## ${name}

${asks}

Measured ${new Date().toISOString().slice(0, 10)}${quick ? ' with --quick' : ''} on ${machine}.

| | |
|---|---|
${rows.map(([key, value]) => `| ${key} | ${value} |`).join('\n')}
`
}

const kept = ({ name, asks }: Bench, before: string): string => {
  const section = before.split(/^(?=## )/m).find(s => s.startsWith(`## ${name}\n`))
  return section?.trimEnd().concat('\n') ?? `## ${name}\n\n${asks}\n\nNot measured yet.\n`
}
