// The tables of fields in docs/district-pack.md, written from the shapes that validate: a document that cannot be behind.
import type { TSchema } from 'typebox'
import { documentShapes, tableShapes } from './shapes.ts'

type Described = TSchema & {
  description?: string
  properties?: Record<string, Described>
  required?: string[]
  items?: Described
}

const rowsOf = (shape: Described, prefix: string): string[] =>
  Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.properties ? field : field.items?.properties ? field.items : undefined
    const path = `${prefix}${name}${field.items?.properties ? '[]' : ''}`
    const needed = shape.required?.includes(name) ? 'yes' : ''
    const own = `| \`${path}\` | ${needed} | ${(field.description ?? '').replaceAll('|', '\\|')} |`
    return inner ? [own, ...rowsOf(inner, `${path}.`)] : [own]
  })

/** Markdown: one heading and one table for each file of a pack. */
export const fieldTables = (): string =>
  Object.entries({ ...documentShapes, ...tableShapes })
    .map(([file, shape]) =>
      [
        `### ${file}`,
        '',
        '| field | needed | what is right |',
        '| --- | --- | --- |',
        ...rowsOf(shape as Described, ''),
      ].join('\n'),
    )
    .join('\n\n')

if (import.meta.main) console.log(fieldTables())
