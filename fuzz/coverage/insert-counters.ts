import { parse } from '@babel/parser'

interface Insertion {
  readonly at: number
  readonly text: string
  /** Of insertions at one place, closing ones come first; then the order of finding, turned round for closing ones. */
  readonly order: number
}

/**
 * The same program with a counter in each block, branch and case: `__edges[n]++`. Lines stay where they are.
 *
 * @param first Number of the first counter.
 * @returns The program, and how many counters it has.
 */
export function insertCounters(
  source: string,
  language: 'typescript' | 'javascript',
  kind: 'module' | 'commonjs',
  first: number,
): { readonly text: string; readonly counters: number } {
  const tree = parse(source, {
    sourceType: kind === 'module' ? 'module' : 'script',
    plugins: language === 'typescript' ? ['typescript'] : [],
    errorRecovery: true,
    allowReturnOutsideFunction: true,
  })
  const insertions: Insertion[] = []
  let counters = 0
  const counter = () => `__edges[${first + counters++}]++`
  const open = (at: number, text: string) => insertions.push({ at, text, order: insertions.length })
  const close = (at: number, text: string) => insertions.push({ at, text, order: -1 - insertions.length })

  const wrapExpression = (node: Node) => {
    open(node.start, `(${counter()},`)
    close(node.end, ')')
  }
  const wrapStatement = (node: Node | null) => {
    if (node === null || node.type === 'BlockStatement') return
    open(node.start, `{${counter()};`)
    close(node.end, '}')
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one)
      return
    }
    const node = nodeOf(value)
    if (node === null || node.type.startsWith('TS')) {
      // Of the kinds of TypeScript only these hold code that runs.
      if (node !== null && /^TS(As|Satisfies|NonNull|Instantiation)Expression$/.test(node.type))
        visit(node.fields.expression)
      return
    }
    const child = (name: string) => nodeOf(node.fields[name])
    switch (node.type) {
      case 'BlockStatement': {
        const directives = listOf(node.fields.directives)
        open(directives.at(-1)?.end ?? node.start + 1, `${counter()};`)
        break
      }
      case 'ArrowFunctionExpression': {
        const body = child('body')
        if (body !== null && body.type !== 'BlockStatement') wrapExpression(body)
        break
      }
      case 'ConditionalExpression':
        for (const name of ['consequent', 'alternate']) {
          const branch = child(name)
          if (branch !== null) wrapExpression(branch)
        }
        break
      case 'LogicalExpression': {
        const right = child('right')
        if (right !== null) wrapExpression(right)
        break
      }
      case 'IfStatement':
        wrapStatement(child('consequent'))
        wrapStatement(child('alternate'))
        break
      case 'SwitchCase': {
        const [statement] = listOf(node.fields.consequent)
        if (statement !== undefined) open(statement.start, `${counter()};`)
        break
      }
    }
    for (const one of Object.values(node.fields)) visit(one)
  }
  visit(tree.program)

  const sorted = insertions.toSorted((a, b) => a.at - b.at || a.order - b.order)
  let text = ''
  let at = 0
  for (const insertion of sorted) {
    text += source.slice(at, insertion.at) + insertion.text
    at = insertion.at
  }
  return { text: text + source.slice(at), counters }
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly fields: Readonly<Record<string, unknown>>
}

function nodeOf(value: unknown): Node | null {
  if (typeof value !== 'object' || value === null) return null
  const { type, start, end, ...fields }: Record<string, unknown> = { ...value }
  if (typeof type !== 'string' || typeof start !== 'number' || typeof end !== 'number') return null
  delete fields.loc
  delete fields.extra
  delete fields.leadingComments
  delete fields.trailingComments
  delete fields.innerComments
  delete fields.typeAnnotation
  delete fields.returnType
  delete fields.typeParameters
  return { type, start, end, fields }
}

function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.map(nodeOf).filter((node) => node !== null) : []
}
