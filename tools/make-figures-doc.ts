// Writes into the page of a district every figure it is published with, beside the query that yields it. What stands in the
// page between the two marks is made here; the rest is written by hand. Use: node tools/make-figures-doc.ts [folder]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDistrict } from '#core/district/make-district.ts'
import { readFigures, type WantedFigure } from '#server/gate/pack/figures-file.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { howCounted, nameOfFigure } from '#server/main/figures-command.ts'
import { baseSql, figureQueries } from '#server/store/figures.ts'

const from = '<!-- figures: made by node tools/make-figures-doc.ts, do not edit -->'
const to = '<!-- /figures -->'

const fenced = (text: string, language = 'sql'): string => `\`\`\`${language}\n${text}\n\`\`\``

const digitsOf = ({ want, digits }: WantedFigure): string =>
  want.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** The made part of the page. */
export const figuresPart = (folder: string): string => {
  const read = readPack(folder)
  const found = readFigures(folder)
  if (!read.ok || !found || found.problems.length > 0)
    throw new Error(`${folder} has no pack or no figures that could be read`)
  const district = makeDistrict(read.pack, read.version)
  const { figures } = found.wanted
  const counts = [...new Set(figures.map(f => f.count))]
  const groups = counts.map(count => {
    const own = figures.filter(f => f.count === count)
    const how = howCounted(count) ?? ''
    const isSql = count in figureQueries
    return [
      `#### \`${count}\` ${own[0]!.row}`,
      '',
      '| 数字 figure | 公布 published |',
      '| --- | ---: |',
      ...own.map(f => `| ${nameOfFigure(f, district)} | ${digitsOf(f)} |`),
      '',
      isSql ? `<details><summary>SQL</summary>\n\n${fenced(how)}\n\n</details>` : `数法 counted: ${how}`,
      '',
    ].join('\n')
  })
  return [
    from,
    '',
    `${figures.length} figures, counted ${counts.length} ways. Counts of facts read these tables, made first in the same transaction:`,
    '',
    `<details><summary>told, office, matter, line</summary>\n\n${fenced(baseSql)}\n\n</details>`,
    '',
    ...groups,
    to,
  ].join('\n')
}

/** The whole page with its made part renewed. */
export const renewed = (page: string, part: string): string => {
  const [before, rest] = page.split(from)
  const after = rest?.split(to)[1]
  if (before === undefined || after === undefined)
    throw new Error(`the page has no part between ${from} and ${to}`)
  return `${before}${part}${after}`
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'packs', 'longxi')
  const path = join(folder, 'README.md')
  writeFileSync(path, renewed(readFileSync(path, 'utf8'), figuresPart(folder)))
}
