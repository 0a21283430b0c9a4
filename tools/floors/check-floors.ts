// Every arrow of the house checked: imports against floors and walls, core against clock, chance and I/O, SQL against
// its one room, circles and barrels against everybody.
import { posix } from 'node:path'
import { readSource, type Source } from './read-source.ts'
import { isCore, onTheRoof, type Room, roomOf, wrongArrow, wrongPackage } from './rooms.ts'

export type Wrong = { readonly path: string; readonly line: number; readonly why: string }

/** An arrow allowed although wrong, by path and a part of its `why`. */
export type Exception = { readonly path: string; readonly why: string; readonly reason: string }

// Time, chance and I/O come into core as arguments.
const notInCore = new Set(
  `Date Math Math.random fetch console process performance crypto globalThis window self document navigator
   setTimeout setInterval setImmediate queueMicrotask localStorage indexedDB require Buffer eval XMLHttpRequest
   WebSocket EventSource Worker`.split(/\s+/),
)

/** All wrong arrows in `files` (path from the root of the project → text), in the order of files and lines. */
export function checkFloors(
  files: ReadonlyMap<string, string>,
  exceptions: readonly Exception[] = [],
): Wrong[] {
  const sources = new Map([...files].map(([path, text]) => [path, readSource(path, text)]))
  const wrongs: Wrong[] = [...circles(sources)]
  for (const [path, source] of sources) {
    if (source.barrel) {
      const { line, text } = source.barrel
      wrongs.push({ path, line, why: `a barrel file (${text}): import from the file that has it` })
    }
    if (onTheRoof(path)) continue
    const room = roomOf(path)
    if (room) wrongs.push(...wrongsIn(path, room, source))
    else
      wrongs.push({
        path,
        line: 1,
        why: 'this folder is no room of the house: name it in tools/floors/rooms.ts',
      })
  }
  const isExcepted = (wrong: Wrong) =>
    exceptions.find(e => e.path === wrong.path && wrong.why.includes(e.why))
  const needed = new Set(wrongs.map(isExcepted))
  const idle = exceptions.filter(exception => !needed.has(exception))
  return [
    ...wrongs.filter(wrong => !isExcepted(wrong)),
    ...idle.map(({ path, why }) => ({ path, line: 1, why: `an exception nobody needs any more: "${why}"` })),
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line))
}

function wrongsIn(path: string, room: Room, source: Source): Wrong[] {
  const wrongs: Wrong[] = []
  const wrong = (line: number, why: string) => wrongs.push({ path, line, why })
  for (const { line, text } of source.imports) {
    const why = wrongImport(path, room, text)
    if (why) wrong(line, why)
  }
  for (const { line } of source.computedImports)
    wrong(line, 'an import() of a computed path cannot be checked')
  if (isCore(room)) {
    for (const { line, text } of source.globals) {
      if (notInCore.has(text)) wrong(line, `core uses ${text}: time, chance and I/O are arguments there`)
    }
  }
  if (room.name !== 'server/store') {
    for (const { line, text } of source.sql) wrong(line, `SQL outside server/store: ${text.slice(0, 60)}`)
  }
  return wrongs
}

function wrongImport(path: string, room: Room, specifier: string): string | null {
  const target = targetOf(path, specifier)
  if (target === null) {
    const why = wrongPackage(room, specifier)
    return why && `${room.name} imports "${specifier}": ${why}`
  }
  if (onTheRoof(target)) return `${room.name} imports ${target}: nothing looks up to tests, tools and benches`
  const to = roomOf(target)
  if (!to) return `${room.name} imports ${target}, which is in no room`
  const why = wrongArrow(room, to)
  if (why) return why
  const leaves = topFolder(path) !== topFolder(target) && specifier.startsWith('.')
  return leaves ? `"${specifier}" leaves ${topFolder(path)}: write it as "#${target}"` : null
}

const topFolder = (path: string): string => path.slice(0, path.indexOf('/'))

/** The file meant, as a path from the root; null for a package. Vite's `?url` and the like are taken off. */
function targetOf(path: string, specifier: string): string | null {
  const plain = specifier.replace(/\?.*$/, '')
  if (plain.startsWith('#')) return plain.slice(1)
  if (plain.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), plain))
  return null
}

/**
 * One wrong per circle of imports, told at its alphabetically first file. Type-only imports do not count: types may
 * speak of each other inside a room (across rooms the floors forbid it), and nothing runs in the wrong order.
 */
function circles(sources: ReadonlyMap<string, Source>): Wrong[] {
  const wrongs: Wrong[] = []
  const done = new Set<string>()
  const trail: string[] = []
  const visit = (path: string): void => {
    const from = trail.indexOf(path)
    if (from >= 0) {
      const circle = trail.slice(from)
      const first = circle.toSorted()[0] ?? path
      const turned = [
        ...circle.slice(circle.indexOf(first)),
        ...circle.slice(0, circle.indexOf(first)),
        first,
      ]
      const next = turned[1] ?? first
      const line = sources.get(first)?.imports.find(i => targetOf(first, i.text) === next)?.line ?? 1
      wrongs.push({ path: first, line, why: `imports go in a circle: ${turned.join(' → ')}` })
      return
    }
    if (done.has(path)) return
    trail.push(path)
    for (const { text, isTypeOnly } of sources.get(path)?.imports ?? []) {
      if (isTypeOnly) continue
      const target = targetOf(path, text)
      if (target !== null && sources.has(target)) visit(target)
    }
    trail.pop()
    done.add(path)
  }
  for (const path of [...sources.keys()].toSorted()) visit(path)
  return wrongs
}
