// The language a person reads: the first of Chinese or English their browser asks for; Chinese when it asks for neither.
import type { Lang } from '#core/life/timeline.ts'

/** `header`: Accept-Language as sent. Quality values decide; equal ones keep their order. */
export const languageOf = (header: string | undefined): Lang => {
  if (header === undefined || header.length > 500) return 'zh'
  const wished = header
    .split(',')
    .map((part, order) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const q = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
      return { tag, q: Number.isFinite(q) ? q : 0, order }
    })
    .sort((a, b) => b.q - a.q || a.order - b.order)
  const first = wished.find(w => w.q > 0 && /^(zh|en)\b/.test(w.tag))
  return first?.tag.startsWith('en') ? 'en' : 'zh'
}
