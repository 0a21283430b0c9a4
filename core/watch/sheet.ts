// Reads plain data field by field and writes down everything that is wrong, so that whoever wrote it mends it in one go.
// A wrong field reads as something harmless; nobody sees it, since a sheet with problems is not used.

import type { FenceProblem } from './check-fence.ts'

export class Sheet {
  readonly problems: FenceProblem[] = []

  wrong(field: string, found: unknown, wantZh: string, wantEn: string): void {
    this.problems.push({ field, found: found === undefined ? '' : JSON.stringify(found), wantZh, wantEn })
  }

  mapping(field: string, found: unknown, keys?: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) {
      this.wrong(field, found, '一组字段', 'a mapping')
      return {}
    }
    for (const key of Object.keys(found)) {
      if (keys && !keys.includes(key)) {
        this.wrong(
          `${field}.${key}`,
          key,
          `只有这些字段：${keys.join('、')}`,
          `only the fields ${keys.join(', ')}`,
        )
      }
    }
    return found as Record<string, unknown>
  }

  list(field: string, found: unknown): readonly unknown[] {
    if (Array.isArray(found)) return found
    this.wrong(field, found, '一个列表', 'a list')
    return []
  }

  text(field: string, found: unknown, pattern: RegExp, wantZh: string, wantEn: string): string {
    if (typeof found === 'string' && pattern.test(found)) return found
    this.wrong(field, found, wantZh, wantEn)
    return ''
  }

  oneOf<T extends string>(field: string, found: unknown, words: readonly T[]): T {
    const word = words.find(w => w === found)
    if (word === undefined)
      this.wrong(field, found, `其中之一：${words.join('、')}`, `one of ${words.join(', ')}`)
    return word ?? words[0]!
  }

  number(field: string, found: unknown, least: number, most: number): number {
    if (typeof found === 'number' && found >= least && found <= most) return found
    this.wrong(field, found, `${least} 到 ${most} 之间的数`, `a number from ${least} to ${most}`)
    return least
  }

  whole(field: string, found: unknown, least: number, most: number): number {
    if (Number.isSafeInteger(found)) return this.number(field, found, least, most)
    this.wrong(field, found, `${least} 到 ${most} 之间的整数`, `a whole number from ${least} to ${most}`)
    return least
  }
}
