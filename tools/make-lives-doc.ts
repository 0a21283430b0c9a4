// Writes docs/lives.md: every life as its tables say it – states, clocks, moves, diagram. Run it after changing a life:
//   node tools/make-lives-doc.ts docs/lives.md
// Without a path the text goes to standard output. A test fails while the committed page differs.

import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Role } from '#core/district/district.ts'
import { diagramOf, endsOf } from '#core/life/diagram.ts'
import type { Life, Need, WhoRule } from '#core/life/life.ts'
import type { Reach, Relation } from '#core/life/who.ts'
import { lives } from '#core/lives/all.ts'

export const livesDoc = (): string =>
  [heading, ...Object.values(lives).map(life => chapter(life as Life<Reach>))].join('\n')

const heading = `# The lives 各类事项的一生

Made from the tables in \`core/lives\` by \`node tools/make-lives-doc.ts docs/lives.md\`; edit the tables, not this page.

A life is states, clocks, moves and facts. A move is offered only in the states it starts from and to those who stand in
the named relation; what it needs is asked for in its form; what it answers with are facts, or a refusal that says why.
A clock runs in the states listed, stands still where it pauses, and never starts by being looked at.

**Relations**

${[
  ['holding', 'the unit that leads it'],
  ['over', 'a command centre over the place'],
  ['co', 'a co-handler whose part is open'],
  ['arbiter', 'the unit named to rule'],
  ['checker', 'over the place and not the handler'],
  ['approver', "the lead unit's approver, or a centre above it"],
  ['place', 'a field officer whose grid is the place'],
  ['involved', 'a unit that had a hand in it or got a copy'],
  ['reporter', 'who reported it'],
  ['system', 'the program itself'],
]
  .map(([name, words]) => `- \`${name}\`: ${words}`)
  .join('\n')}
`

const chapter = (life: Life<Reach>): string => `
## ${life.en} ${life.zh} \`${life.name}\`

### States

${table(
  ['state', '中文', 'English', 'what the reporter reads', 'phase'],
  Object.entries(life.states).map(([name, s]) => [
    `\`${name}\``,
    s.zh,
    s.en,
    `${s.plainZh} · ${s.plainEn}`,
    s.phase,
  ]),
)}

### Clocks

${table(
  ['clock', '中文', 'English', 'runs in', 'pauses in', 'ends with', 'marks'],
  Object.entries(life.clocks).map(([name, c]) => [
    `\`${name}\``,
    c.zh,
    c.en,
    c.runsIn.join(', '),
    (c.pausesIn ?? []).join(', '),
    (c.stopsOn ?? []).join(', '),
    [c.promise ? 'the promise' : '', c.climbs ? 'climbs the ladder' : '', c.silent ? 'no lights' : '']
      .filter(Boolean)
      .join(', '),
  ]),
)}

### Moves

${table(
  ['move', '中文', 'key', 'from', 'to', 'who', 'needs'],
  Object.entries(life.moves).map(([name, m]) => [
    `\`${name}\` ${m.en}`,
    m.zh,
    m.key ? `\`${m.key}\`` : '',
    m.from.join(', '),
    endsOf(life, name).join(', ') || 'the same',
    `${m.whoZh}: ${m.by.map(who).join(', or ')}`,
    Object.entries(m.needs).map(need).join('; '),
  ]),
)}

### Diagram

\`\`\`mermaid
${diagramOf(life, 'zh')}
\`\`\`
`

const who = ({ relation, roles }: WhoRule): string =>
  `\`${relation satisfies Relation}\`${roles ? ` (${roles.map((r: Role) => r).join(', ')})` : ''}`

const need = ([key, n]: readonly [string, Need]): string => {
  const choices = typeof n.from === 'string' ? `: ${n.from}` : n.from ? `: ${n.from.join(' / ')}` : ''
  return `${n.zh} \`${key}\` (${n.kind}${choices})${n.required ? '' : '?'}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path] = process.argv.slice(2)
  if (path === undefined) process.stdout.write(livesDoc())
  else writeFileSync(path, livesDoc())
}
