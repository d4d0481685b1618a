import { type ParseResult, parse } from '@babel/parser'
import { type Docstring, parseDocstring } from './docstring.ts'

/** An exported function with its documentation. */
export interface FunctionDoc {
  readonly name: string
  readonly file: string
  readonly doc: Docstring
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly optional: boolean }[]
  readonly returns: string
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

export interface Declarations {
  readonly functions: readonly FunctionDoc[]
  readonly interfaces: readonly InterfaceDoc[]
}

type Statement = ParseResult['program']['body'][number]
type Declaration = NonNullable<Extract<Statement, { type: 'ExportNamedDeclaration' }>['declaration']>
type FunctionNode = Extract<Declaration, { type: 'FunctionDeclaration' }>
type InterfaceNode = Extract<Declaration, { type: 'TSInterfaceDeclaration' }>

/** The exported functions and interfaces of a source file. */
export function declarationsOf(file: string, source: string): Declarations {
  const functions: FunctionDoc[] = []
  const interfaces: InterfaceDoc[] = []
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
  }
  return { functions, interfaces }
}

function functionDoc(node: FunctionNode, doc: Docstring, file: string, source: string): FunctionDoc {
  const parameters = node.params.map((parameter) => {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    const name = target.type === 'Identifier' ? target.name : 'input'
    const annotation = 'typeAnnotation' in target ? target.typeAnnotation : null
    const optional =
      parameter.type === 'AssignmentPattern' || (target.type === 'Identifier' && target.optional === true)
    const type = annotation === null ? defaultType(parameter, source) : typeText(annotation, source)
    return { name, type, optional }
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

/** The type of a parameter that has none written is that of its default, `level = 0.95`. */
function defaultType(parameter: FunctionNode['params'][number], source: string): string {
  if (parameter.type !== 'AssignmentPattern') return ''
  return `default ${textOf(parameter.right, source)}`
}

function textOf(node: Located, source: string): string {
  return source.slice(node.start ?? 0, node.end ?? 0)
}
