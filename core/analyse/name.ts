// One readable line for a group: the words of the message that stands in its middle, led by the name the group shares when
// those words leave it out.

const longest = 32
/** A territory's code says nothing to a reader. */
const code = /^\d+$/
const clauses = /[。！？!?；;\n\r]+/
/** How letters to an office begin before they come to the point. */
const greetings =
  /^(尊敬的|敬爱的)?[^，,：:。]{0,12}(领导|书记|市长|局长|您好|你好)[^，,：:。]{0,4}[，,：:。！!\s]+/u

export type Told = { readonly title?: string; readonly body: string }

export const nameOf = (middle: Told, shared: string | undefined, place: string | undefined): string => {
  const line = middle.title?.trim() || pointOf(middle.body, shared)
  const short = [...line].length > longest ? `${[...line].slice(0, longest - 1).join('')}…` : line
  if (!place || code.test(place) || short.includes(place)) return short
  return `${place}：${short}`
}

const pointOf = (body: string, shared: string | undefined): string => {
  const said = body
    .replace(greetings, '')
    .split(clauses)
    .map(part => part.trim())
    .filter(Boolean)
  return said.find(part => shared !== undefined && part.includes(shared)) ?? said[0] ?? body
}
