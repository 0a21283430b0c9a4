// A file of JSON lines, plain or gzipped, one object a line; a broken line is told with its number and stops nothing.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

export type Line = { number: number } & ({ value: Readonly<Record<string, unknown>> } | { wrong: string })

/** `seen` gets the raw bytes, for a hash. Empty lines are passed over. Rejects when the file cannot be read. */
export async function* jsonLines(
  file: string,
  seen: (chunk: Buffer) => void = () => {},
): AsyncGenerator<Line> {
  const zipped = await isGzip(file)
  const raw = createReadStream(file)
  raw.on('data', chunk => seen(Buffer.from(chunk)))
  const plain = zipped ? raw.pipe(createGunzip()) : raw
  // An error of the file must end the loop below, not the process.
  if (plain !== raw) raw.on('error', error => plain.destroy(error))
  let number = 0
  for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() !== '') yield { number, ...parsed(line) }
  }
}

const isGzip = async (file: string): Promise<boolean> => {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

const parsed = (line: string): { value: Readonly<Record<string, unknown>> } | { wrong: string } => {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { value: value as Record<string, unknown> }
      : { wrong: '不是一个 JSON 对象' }
  } catch {
    return { wrong: '不是 JSON' }
  }
}
