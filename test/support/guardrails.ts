// What must not exist, as pure questions about names: G-01 no score, level or colour of a person; G-02 no ethnicity,
// religion, petition or record tag; G-03 no place on a person; G-12 no social points; G-16 no use beyond the purpose.
// The numbers are those of docs/security.md.

export type Column = { table: string; column: string; type: string; comment: string | null }

type Rule = { id: string; forbids: RegExp; why: string }

/** Nowhere at all, whatever it is called. Names are compared as words: `riskScore` and `risk_score` are `risk score`. */
const nowhere: readonly Rule[] = [
  {
    id: 'G-01',
    forbids: /\brisk\b|\bdangerousness\b|\bstability\b|\bwei ?wen\b|风险等级|稳控|重点人员|管控等级|维稳/,
    why: 'no rating of people',
  },
  { id: 'G-02', forbids: /\bethnic\w*|\bnationality\b|\bmin ?zu\b|\brac(e|ial)\b|民族/, why: 'no ethnicity' },
  { id: 'G-02', forbids: /\breligio\w*|\bfaith\b|\bzong ?jiao\b|宗教|信仰/, why: 'no religion' },
  {
    id: 'G-02',
    forbids: /\bpetition(er)? (count|times|tag|history|record)\b|信访次数|上访|缠访|老户/,
    why: 'no petition tag',
  },
  {
    id: 'G-02',
    forbids: /\b(criminal|police) ?(record|history)\b|\bconvict\w*|\bqian ?ke\b|前科|劣迹|违法记录/,
    why: 'no record of offences',
  },
  {
    id: 'G-05',
    forbids:
      /\bfac(e|es|ial)\b|\bgait\b|\bembedding\w*|\bbiometric\w*|\bfinger ?print\w*|\biris\b|\bvoice ?print\w*|人脸|步态|指纹|虹膜|声纹/,
    why: 'nothing biometric',
  },
  {
    id: 'G-12',
    forbids: /\bsocial (score|credit)\b|\bcredit (score|rating|level)\b|信用分|信用等级/,
    why: 'no social points',
  },
  { id: 'G-16', forbids: /\bhealth ?code\b|健康码|红码|黄码/, why: 'no status of one aim used for another' },
]

/** On whatever describes a person. */
const onPeople: readonly Rule[] = [
  {
    id: 'G-01',
    forbids: /\b(score|level|grade|rank|rating|class|tier|colou?r|tags?|labels?|category|flag|watch|list)\b/,
    why: 'a person is not rated, coloured or tagged',
  },
  {
    id: 'G-03',
    forbids:
      /\b(geom\w*|geog\w*|point|polygon|lng|lat|lon|longitude|latitude|location|position|track|place|home)\b/,
    why: 'no geometry on a person',
  },
]

const personal =
  /\b(person|people|name|phone|mobile|login|reporter|resident|contact|address|email|identity|recipient|birth ?day|gender|sex|age|headline)\b/
const describesPerson = /\b(phone|mobile|reporter|identity|birth ?day|gender|sex|age)\b/

/** `riskScore`, `risk_score`, `risk-score` → `risk score`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .toLowerCase()

/** What is forbidden about a name; undefined when nothing is. */
export const forbiddenName = (name: string, ofPerson = false): string | undefined => {
  const words = wordsOf(name)
  const rule = [...nowhere, ...(ofPerson ? onPeople : [])].find(r => r.forbids.test(words))
  return rule && `${rule.id} ${name}: ${rule.why}`
}

export const isPersonalName = (name: string): boolean => personal.test(wordsOf(name))

const geometry = /^(point|line|lseg|box|path|polygon|circle|geometry|geography)$/
const vector = /^(vector|halfvec|sparsevec|cube)$/

/**
 * Wrongs of a database schema. `comments`: table → its comment. `excused`: `table.column` → why it is no personal
 * column although it sounds like one.
 */
export const wrongsOfSchema = (
  columns: readonly Column[],
  comments: ReadonlyMap<string, string | null>,
  excused: Readonly<Record<string, string>> = {},
): string[] => {
  const wrongs: string[] = []
  const tables = new Map<string, Column[]>()
  for (const c of columns) tables.set(c.table, [...(tables.get(c.table) ?? []), c])
  for (const [table, all] of tables) {
    const comment = comments.get(table) ?? ''
    const people = all.filter(c => isPersonalName(c.column) && !(`${c.table}.${c.column}` in excused))
    const tagged =
      /^personal data: purpose = .+; basis = .+; keep = .+$/.test(comment) ||
      /^no personal data: .+$/.test(comment)
    if (!tagged)
      wrongs.push(
        `table ${table} says nothing of people: comment on table it "personal data: purpose = …; basis = …; keep = …" or "no personal data: …"`,
      )
    if (comment.startsWith('no personal data') && people.length > 0)
      wrongs.push(
        `table ${table} has ${people.map(c => c.column).join(', ')} and says it holds no personal data`,
      )
    const inTable = forbiddenName(table)
    if (inTable) wrongs.push(`table ${inTable}`)
    // A row about a person: one is named in it, and it is not about a matter in which people take part.
    const ofPerson = people.length > 0 && !all.some(c => c.column === 'life' || c.column === 'headline')
    for (const c of all) {
      const named = forbiddenName(c.column, ofPerson)
      if (named) wrongs.push(`column ${table}.${named}`)
      if (ofPerson && geometry.test(c.type))
        wrongs.push(`column ${table}.${c.column}: G-03 a ${c.type} on a person`)
      if (vector.test(c.type)) wrongs.push(`column ${table}.${c.column}: G-05 a ${c.type}: nothing biometric`)
    }
  }
  return wrongs
}

/** Wrongs of a JSON schema: names of its fields and values it lets choose from, at any depth. */
export const wrongsOfShape = (where: string, shape: unknown): string[] => {
  const wrongs: string[] = []
  const walk = (at: string, node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties, const: value, pattern } = node as Record<string, unknown>
    if (typeof properties === 'object' && properties !== null) {
      const fields = Object.keys(properties)
      // A report has a place and may have a contact; what describes the person in it has a phone and no place.
      const ofPerson =
        fields.some(f => describesPerson.test(wordsOf(f))) &&
        !fields.some(f => ['place', 'point'].includes(f))
      for (const field of fields) {
        const wrong = forbiddenName(field, ofPerson)
        if (wrong) wrongs.push(`${at}: ${wrong}`)
      }
    }
    for (const text of [value, pattern]) {
      const wrong = typeof text === 'string' ? forbiddenName(text) : undefined
      if (wrong) wrongs.push(`${at}: ${wrong}`)
    }
    for (const [key, child] of Object.entries(node)) walk(`${at}.${key}`, child)
  }
  walk(where, shape)
  return wrongs
}
