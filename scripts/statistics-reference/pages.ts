import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FunctionDoc, InterfaceDoc } from './declarations.ts'
import type { WorkedExample } from './examples.ts'
import { families, familyOf } from './families.ts'
import { code, escapeMarkdown, proseAsMarkdown, table } from './markdown.ts'
import type { MethodDoc, SourceIndex } from './methods.ts'

const generated = '<!-- Written by `npm run docs` from the sources in src/statistics. Change those. -->'

/** The pages of the reference of methods by file name. */
export function referencePages(
  { methods, interfaces }: SourceIndex,
  examples: ReadonlyMap<string, WorkedExample>,
): Map<string, string> {
  const pages = new Map([['README.md', indexPage(methods)]])
  for (const { page, title } of families) {
    const own = methods.filter((method) => familyOf(method.id).page === page)
    if (own.length === 0) continue
    const parts = own.map((method) => methodPart(method, interfaces, examples.get(method.id) ?? null))
    pages.set(`${page}.md`, `# ${title}\n\n${generated}\n\n${parts.join('\n\n')}\n`)
  }
  return pages
}

function indexPage(methods: readonly MethodDoc[]): string {
  const parts = families.flatMap(({ page, title }) => {
    const own = methods.filter((method) => familyOf(method.id).page === page)
    if (own.length === 0) return []
    const rows = own.map((method) => [
      `[${method.id}](${page}.md#${anchor(method.id)})`,
      escapeMarkdown(method.question),
      method.standing,
    ])
    return [`## ${title}\n\n${table(['method', 'question', 'standing'], rows)}`]
  })
  return `# Statistical methods

${generated}

${methods.length} methods, pure functions on plain arrays. Each is pinned to values from R or Python
(\`test/reference/\`) and can be checked with [cases of your own](../reference-cases.md).

*default*: what the product shows first. *sensitivity*: shown beside it, to see whether the result hangs on a choice.
*optional*: for those who ask. *descriptive*: describes, proves nothing. *planning*: used before the data.

Undefined is null in every result, never 0 or NaN. Intervals are two-sided 95 % unless a level is given. A difference is A
minus B, and positive favours A.

${parts.join('\n\n')}
`
}

/** The address of a heading, as Markdown pages make it. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9_-]/g, '')
}

function methodPart(
  method: MethodDoc,
  interfaces: ReadonlyMap<string, InterfaceDoc>,
  example: WorkedExample | null,
): string {
  const shown = new Set<string>()
  return [
    `## ${method.id}`,
    `*${escapeMarkdown(method.question)}* Standing: **${method.standing}**.`,
    ...method.functions.map((entry) => functionPart(entry, interfaces, shown)),
    `**Source.** ${sentence(method.source)}`,
    `**Pinned to.** ${sentence(method.pinned)} ${casesSentence(method.id)}`,
    ...(example === null ? [] : [examplePart(example)]),
  ].join('\n\n')
}

/** A tag's text as a sentence, with one full stop. */
function sentence(text: string): string {
  return escapeMarkdown(text.endsWith('.') ? text : `${text}.`)
}

function functionPart(
  entry: FunctionDoc,
  interfaces: ReadonlyMap<string, InterfaceDoc>,
  shown: Set<string>,
): string {
  const parameters = entry.parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ')
  const types = [...entry.parameters.map(({ type }) => type), entry.returns]
  const tables = types.flatMap((type) => interfaceTables(type, interfaces, shown))
  return [
    `\`${entry.name}(${parameters})\` in \`src/statistics/${entry.file}\``,
    proseAsMarkdown(entry.doc.text),
    ...parameterList(entry),
    ...tables,
  ].join('\n\n')
}

function parameterList(entry: FunctionDoc): string[] {
  const texts = new Map(
    (entry.doc.tags.get('param') ?? []).map((text) => {
      const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
      return [name, rest]
    }),
  )
  const returns = entry.doc.tags.get('returns')?.[0]
  const lines = entry.parameters.map(({ name, type }) => {
    const text = texts.get(name)
    return `* ${code(name)}, ${code(type)}${text === undefined ? '' : `: ${escapeMarkdown(text)}`}`
  })
  const result = `* returns ${code(entry.returns)}${returns === undefined ? '' : `: ${escapeMarkdown(returns)}`}`
  return [[...lines, result].join('\n')]
}

/** Tables of the fields of the interfaces that a type names, each once for a method. */
function interfaceTables(
  type: string,
  interfaces: ReadonlyMap<string, InterfaceDoc>,
  shown: Set<string>,
): string[] {
  return [...type.matchAll(/\b[A-Z]\w+/g)].flatMap(([name]) => {
    const found = interfaces.get(name)
    if (found === undefined || shown.has(name) || name === 'Interval' || name === 'Generator') return []
    shown.add(name)
    const rows = allFields(found, interfaces).map((field) => [
      code(field.name),
      code(field.type),
      escapeMarkdown(field.text),
    ])
    const nested = found.fields.flatMap((field) => interfaceTables(field.type, interfaces, shown))
    return [`${code(name)}\n\n${table(['field', 'type', 'meaning'], rows)}`, ...nested]
  })
}

function allFields(
  entry: InterfaceDoc,
  interfaces: ReadonlyMap<string, InterfaceDoc>,
): InterfaceDoc['fields'] {
  const inherited = entry.extends.flatMap((name) => {
    const parent = interfaces.get(name)
    return parent === undefined ? [] : allFields(parent, interfaces)
  })
  return [...inherited, ...entry.fields]
}

const caseFile = z.object({ cases: z.array(z.object({ name: z.string() })) })

function casesSentence(id: string): string {
  const address = new URL(`../../test/reference/${id}.json`, import.meta.url)
  if (!existsSync(address)) throw new Error(`${id} has no reference cases.`)
  const { cases } = caseFile.parse(JSON.parse(readFileSync(address, 'utf8')))
  return `${cases.length} ${cases.length === 1 ? 'case' : 'cases'} in [test/reference/${id}.json](../../../test/reference/${id}.json).`
}

function examplePart(example: WorkedExample): string {
  return [
    `**Worked example.** ${example.title} SAMPLE marks, simulated.`,
    `\`\`\`ts\n${example.source}\n\`\`\``,
    `\`\`\`json\n${example.output}\n\`\`\``,
  ].join('\n\n')
}
