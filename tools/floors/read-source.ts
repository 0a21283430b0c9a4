// What the floors check needs to know of one source file, read from its syntax tree: comments and strings cannot
// deceive it. The parser is the one Vite brings along.
import { parseSync } from 'vite'

export type Found = { readonly line: number; readonly text: string }

export type Import = Found & {
  /** Gone when the program runs: `import type`, `export type … from`, `import('…').T`. */
  readonly isTypeOnly: boolean
}

export type Source = {
  /** Every module named in an import, export … from, import() or import type. */
  readonly imports: readonly Import[]
  /** import() of something that is not a plain string. */
  readonly computedImports: readonly Found[]
  /** Names used but not declared in the file, and `Math.random`. */
  readonly globals: readonly Found[]
  /** String and template literals that read as SQL. */
  readonly sql: readonly Found[]
  /** Set when the file only passes on what others export. */
  readonly barrel: Found | null
}

type Node = { readonly type: string; readonly start: number } & Record<string, unknown>

export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const lineAt = lineCounter(text)
  const imports: Import[] = []
  const computedImports: Found[] = []
  const used: Found[] = []
  const sql: Found[] = []
  const declared = new Set<string>()

  const at = (node: Node, found: string): Found => ({ line: lineAt(node.start), text: found })
  walk(program as unknown as Node, (node, parent, key) => {
    const module = moduleNamed(node)
    if (module === 'computed') computedImports.push(at(node, 'import()'))
    else if (module) imports.push({ ...at(node, module), isTypeOnly: isTypeOnly(node) })
    const name = nameUsed(node, parent, key)
    if (name) used.push(at(node, name))
    for (const binding of bindings(node)) declared.add(binding)
    const literal = literalText(node, parent)
    if (literal !== null && looksLikeSql(literal)) sql.push(at(node, literal.trim().split('\n')[0] ?? ''))
  })

  const body = (program as unknown as { body: Node[] }).body
  return {
    imports,
    computedImports,
    globals: used.filter(name => !declared.has(name.text)),
    sql,
    barrel: barrelIn(body, at),
  }
}

function walk(node: Node, visit: (node: Node, parent: Node | null, key: string) => void): void {
  const step = (current: Node, parent: Node | null, key: string): void => {
    visit(current, parent, key)
    for (const [name, value] of Object.entries(current)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child === 'object' && typeof child.type === 'string') step(child, current, name)
      }
    }
  }
  step(node, null, '')
}

function moduleNamed(node: Node): string | 'computed' | null {
  const source = node.source as Node | null | undefined
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'TSImportType':
      return source ? String(source.value) : null
    case 'ImportExpression':
      return typeof source?.value === 'string' ? source.value : 'computed'
    default:
      return null
  }
}

const isTypeOnly = (node: Node): boolean =>
  node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type'

// Places where an identifier is only the name of a member, not a reference to something in scope.
const memberNames: Record<string, string> = {
  MemberExpression: 'property',
  Property: 'key',
  PropertyDefinition: 'key',
  MethodDefinition: 'key',
  AccessorProperty: 'key',
  TSPropertySignature: 'key',
  TSMethodSignature: 'key',
  TSAbstractPropertyDefinition: 'key',
  TSQualifiedName: 'right',
  ImportSpecifier: 'imported',
  ExportSpecifier: 'exported',
  LabeledStatement: 'label',
  BreakStatement: 'label',
  ContinueStatement: 'label',
  MetaProperty: 'meta',
  TSNamedTupleMember: 'label',
  TSTypePredicate: 'parameterName',
  JSXAttribute: 'name',
}

function nameUsed(node: Node, parent: Node | null, key: string): string | null {
  if (node.type === 'MemberExpression' && isNamed(node.object, 'Math') && isMember(node, 'random')) {
    return 'Math.random'
  }
  if (node.type !== 'Identifier' || !parent) return null
  if (memberNames[parent.type] === key && parent.computed !== true) return null
  // `Math.max` is arithmetic; only Math handed around whole could hide its chance.
  if (node.name === 'Math' && parent.type === 'MemberExpression' && key === 'object') return null
  return String(node.name)
}

const isNamed = (node: unknown, name: string): boolean => {
  const { type, name: found } = node as Node
  return type === 'Identifier' && found === name
}

function isMember(node: Node, name: string): boolean {
  const property = node.property as Node
  return node.computed ? property.value === name : property.name === name
}

/** The names a node brings into scope. One scope a file is enough: shadowing a global is rare and visible. */
function bindings(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id as Node)
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSDeclareFunction':
    case 'TSFunctionType':
    case 'TSMethodSignature':
    case 'TSEmptyBodyFunctionExpression':
      return [node.id as Node, ...((node.params as Node[]) ?? [])].flatMap(namesIn)
    case 'CatchClause':
      return namesIn(node.param as Node)
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return namesIn(node.id as Node)
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return namesIn(node.local as Node)
    default:
      return []
  }
}

function namesIn(pattern: Node | null | undefined): string[] {
  if (!pattern) return []
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)]
    case 'ObjectPattern':
      return (pattern.properties as Node[]).flatMap(p => namesIn((p.value ?? p.argument) as Node))
    case 'ArrayPattern':
      return (pattern.elements as (Node | null)[]).flatMap(namesIn)
    case 'AssignmentPattern':
      return namesIn(pattern.left as Node)
    case 'RestElement':
      return namesIn(pattern.argument as Node)
    default:
      return []
  }
}

function literalText(node: Node, parent: Node | null): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') {
    return parent?.type === 'ImportDeclaration' ? null : node.value
  }
  if (node.type !== 'TemplateLiteral') return null
  return (node.quasis as { value: { raw: string } }[]).map(quasi => quasi.value.raw).join('$')
}

// A statement begins with its verb, all in one case; “Select a place from the map” is a sentence for a person.
const statement =
  /^\s*(with\s+\w+\s+as\s*\(|select\b[\s\S]*\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|(create|alter|drop)\s+(table|index|view|role|policy|schema|database)\b)/

export const looksLikeSql = (text: string): boolean =>
  statement.test(text) || statement.test(text.replace(/\b[A-Z]+\b/g, word => word.toLowerCase()))

function barrelIn(body: readonly Node[], at: (node: Node, found: string) => Found): Found | null {
  const star = body.find(node => node.type === 'ExportAllDeclaration')
  if (star) return at(star, 'export *')
  const passesOn = (node: Node): boolean => node.type === 'ExportNamedDeclaration' && !node.declaration
  const isOnlyDoor = body.every(node => node.type === 'ImportDeclaration' || passesOn(node))
  const first = body.find(passesOn)
  return isOnlyDoor && first ? at(first, 'only re-exports') : null
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return offset => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
