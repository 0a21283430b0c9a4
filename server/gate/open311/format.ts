// How Open311 writes its answers: XML, which every client reads, and JSON, which is the same by the Spark convention –
// lists lose their wrapper, empty elements become null.
export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

/** A whole answer: its root element and what stands in it. */
export type Doc = { root: string; value: Value }

/** Names of the elements inside a list, by the name of the list (GeoReport v2, and FixMyStreet's updates). */
const itemNames: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}

export const contentType: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

// Everything XML 1.0 cannot hold, even escaped; half of a surrogate pair among it.
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}
const escaped = (text: string): string => text.replace(unwritable, '').replace(/[&<>"'\r]/g, c => escapes[c]!)

const element = (name: string, value: Value): string => {
  if (value === null || value === '') return `<${name}/>`
  if (Array.isArray(value)) {
    const item = itemNames[name] ?? 'item'
    return `<${name}>${value.map(v => element(item, v)).join('')}</${name}>`
  }
  if (typeof value === 'object') {
    const inner = Object.entries(value)
      .map(([k, v]) => element(k, v))
      .join('')
    return `<${name}>${inner}</${name}>`
  }
  return `<${name}>${escaped(String(value))}</${name}>`
}

export const write = (doc: Doc, format: Format): string =>
  format === 'xml'
    ? `<?xml version="1.0" encoding="utf-8"?>\n${element(doc.root, doc.value)}\n`
    : JSON.stringify(doc.value)

/** `services.xml` → its name and format; anything else ends in a no. */
export const splitFormat = (file: string): { name: string; format: Format } | undefined => {
  const dot = file.lastIndexOf('.')
  const format = formats.find(f => f === file.slice(dot + 1).toLowerCase())
  return dot > 0 && format ? { name: file.slice(0, dot), format } : undefined
}
