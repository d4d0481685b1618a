import { type ParseResult, parse } from '@babel/parser'
import { type Docstring, parseDocstring } from './docstring.ts'

/** An exported function with its documentation. */
export interface FunctionDoc {
  readonly name: string
  readonly file: string
  readonly doc: Docstring
  readonly parameters: readonly ParameterDoc[]
  readonly returns: string
}

export interface ParameterDoc {
  readonly name: string
  /** Empty when the default is written without a type. */
  readonly type: string
  readonly optional: boolean
  /** The default as it is written; null without one. */
  readonly fallback: string | null
}

/** An exported interface with the documentation of its fields. */
export interface InterfaceDoc {
  readonly name: string
  readonly file: string
  readonly extends: readonly string[]
  readonly fields: readonly FieldDoc[]
}

export interface FieldDoc {
  readonly name: string
  readonly type: string
  readonly text: string
}

/** An exported name of a type, such as a list of words. */
export interface AliasDoc {
  readonly name: string
  readonly file: string
  readonly type: string
}

export interface Declarations {
  readonly functions: readonly FunctionDoc[]
  readonly interfaces: readonly InterfaceDoc[]
  readonly aliases: readonly AliasDoc[]
}

type Statement = ParseResult['program']['body'][number]
type Declaration = NonNullable<Extract<Statement, { type: 'ExportNamedDeclaration' }>['declaration']>
type FunctionNode = Extract<Declaration, { type: 'FunctionDeclaration' }>
type InterfaceNode = Extract<Declaration, { type: 'TSInterfaceDeclaration' }>

/** The exported functions, interfaces and names of types of a source file. */
export function declarationsOf(file: string, source: string): Declarations {
  const functions: FunctionDoc[] = []
  const interfaces: InterfaceDoc[] = []
  const aliases: AliasDoc[] = []
  const { program } = parse(source, { sourceType: 'module', plugins: ['typescript'], attachComment: true })
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    const { declaration } = statement
    const comment = statement.leadingComments?.at(-1)?.value ?? ''
    const doc = parseDocstring(comment.startsWith('*') ? comment : '*')
    if (declaration?.type === 'FunctionDeclaration')
      functions.push(functionDoc(declaration, doc, file, source))
    if (declaration?.type === 'TSInterfaceDeclaration')
      interfaces.push(interfaceDoc(declaration, file, source))
    if (declaration?.type === 'TSTypeAliasDeclaration') {
      const type = typeText(declaration.typeAnnotation, source)
      aliases.push({ name: declaration.id.name, file, type: wordsOf(type, source) })
    }
  }
  return { functions, interfaces, aliases }
}

function functionDoc(node: FunctionNode, doc: Docstring, file: string, source: string): FunctionDoc {
  const parameters = node.params.map((parameter) => {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    const name = target.type === 'Identifier' ? target.name : 'input'
    const annotation = 'typeAnnotation' in target ? target.typeAnnotation : null
    const optional =
      parameter.type === 'AssignmentPattern' || (target.type === 'Identifier' && target.optional === true)
    const fallback = parameter.type === 'AssignmentPattern' ? textOf(parameter.right, source) : null
    return { name, type: typeText(annotation, source), optional, fallback }
  })
  return { name: node.id?.name ?? '', file, doc, parameters, returns: typeText(node.returnType, source) }
}

function interfaceDoc(node: InterfaceNode, file: string, source: string): InterfaceDoc {
  const fields = node.body.body.flatMap((member): FieldDoc[] => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') return []
    const comment = member.leadingComments?.at(-1)?.value ?? ''
    const text = comment.startsWith('*') ? parseDocstring(comment).text.replace(/\s*\n\s*/g, ' ') : ''
    const type = typeText(member.typeAnnotation, source)
    return [{ name: `${member.key.name}${member.optional === true ? '?' : ''}`, type, text }]
  })
  const parents = (node.extends ?? []).map((parent) => textOf(parent, source))
  return { name: node.id.name, file, extends: parents, fields }
}

/** The words themselves of a type that is written as `(typeof words)[number]`. */
function wordsOf(type: string, source: string): string {
  const [, list] = /^\(typeof (\w+)\)\[number\]$/.exec(type) ?? []
  const [, words] = new RegExp(`const ${list} = \\[([^\\]]*)\\] as const`).exec(source) ?? []
  return words === undefined ? type : words.trim().split(/,\s*/).filter(Boolean).join(' | ')
}

interface Located {
  readonly start?: number | null | undefined
  readonly end?: number | null | undefined
}

/** `: number` without the colon. */
function typeText(annotation: Located | null | undefined, source: string): string {
  return annotation === null || annotation === undefined
    ? ''
    : textOf(annotation, source)
        .replace(/^\s*:\s*/, '')
        .replace(/\s*\n\s*/g, ' ')
}

function textOf(node: Located, source: string): string {
  return source.slice(node.start ?? 0, node.end ?? 0)
}
