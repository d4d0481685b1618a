import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type AliasDoc, declarationsOf, type FunctionDoc, type InterfaceDoc } from './declarations.ts'

export const standings = ['default', 'sensitivity', 'optional', 'descriptive', 'planning'] as const
export type Standing = (typeof standings)[number]

/** A statistical method as its source documents it. */
export interface MethodDoc {
  readonly id: string
  /** The function that carries the documentation first; others of the same method follow. */
  readonly functions: readonly FunctionDoc[]
  readonly question: string
  readonly standing: Standing
  readonly source: string
  readonly pinned: string
}

/** Finds what a name stands for in a file: of several of the same name the one that is nearest in the folders. */
export type Lookup<Doc> = (name: string, file: string) => Doc | null

export interface SourceIndex {
  /** The default ones first, then by identifier. */
  readonly methods: readonly MethodDoc[]
  readonly interfaceOf: Lookup<InterfaceDoc>
  readonly aliasOf: Lookup<AliasDoc>
}

/** What the functions of a method answer together, where a method is many functions. */
const commonQuestions: Readonly<Record<string, string>> = {
  'dist.functions': 'How likely is a value this extreme, and beyond which value does a given share lie?',
}

const root = new URL('../../src/statistics/', import.meta.url)

/** Reads every method from the sources. @throws Error for a method whose tags are not complete. */
export function readMethods(): SourceIndex {
  const functions: FunctionDoc[] = []
  const interfaces: InterfaceDoc[] = []
  const aliases: AliasDoc[] = []
  for (const file of sourceFiles()) {
    const found = declarationsOf(file, readFileSync(new URL(file, root), 'utf8'))
    functions.push(...found.functions)
    interfaces.push(...found.interfaces)
    aliases.push(...found.aliases)
  }
  const byMethod = new Map<string, FunctionDoc[]>()
  for (const entry of functions) {
    for (const id of entry.doc.tags.get('method') ?? [])
      byMethod.set(id, [...(byMethod.get(id) ?? []), entry])
  }
  const methods = [...byMethod].map(([id, members]) => methodDoc(id, members))
  return { methods: methods.sort(inOrder), interfaceOf: lookupIn(interfaces), aliasOf: lookupIn(aliases) }
}

function inOrder(left: MethodDoc, right: MethodDoc): number {
  const rank = (method: MethodDoc) => standings.indexOf(method.standing)
  return rank(left) - rank(right) || (left.id < right.id ? -1 : 1)
}

function lookupIn<Doc extends { readonly name: string; readonly file: string }>(
  docs: readonly Doc[],
): Lookup<Doc> {
  return (name, file) => {
    const shared = (doc: Doc) => {
      const [own, other] = [doc.file.split('/'), file.split('/')]
      const apart = own.findIndex((part, place) => part !== other[place])
      return apart === -1 ? own.length : apart
    }
    const found = docs.filter((doc) => doc.name === name)
    return found.toSorted((left, right) => shared(right) - shared(left))[0] ?? null
  }
}

function sourceFiles(): string[] {
  return readdirSync(fileURLToPath(root), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('verify/'))
    .sort()
}

function methodDoc(id: string, members: readonly FunctionDoc[]): MethodDoc {
  // The function with a question documents the method; the others are further forms of it.
  const main = members.find((member) => member.doc.tags.has('question'))
  if (main === undefined) throw new Error(`${id} has no @question in ${members[0]?.file}.`)
  const tag = (name: string): string => {
    const [text, ...more] = main.doc.tags.get(name) ?? []
    if (text === undefined || text === '' || more.length > 0) {
      throw new Error(`${main.file}: ${main.name} must have one @${name} for ${id}.`)
    }
    return text
  }
  const standing = standings.find((word) => word === tag('standing'))
  if (standing === undefined) {
    throw new Error(`${main.file}: @standing must be one of ${standings.join(', ')}, not ${tag('standing')}.`)
  }
  return {
    id,
    functions: [main, ...members.filter((member) => member !== main)],
    question: commonQuestions[id] ?? tag('question'),
    standing,
    source: tag('source'),
    pinned: tag('pinned'),
  }
}
