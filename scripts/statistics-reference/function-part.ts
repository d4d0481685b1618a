import type { FunctionDoc, InterfaceDoc } from './declarations.ts'
import { code, codeCell, escapeCell, escapeMarkdown, proseAsMarkdown, table } from './markdown.ts'
import type { SourceIndex } from './methods.ts'

/** Types that the index page explains, or that are no data. */
const known = new Set(['Interval', 'Generator'])

/** Signature, prose, parameters and the fields of the types of a function; `shown` holds types already described. */
export function functionPart(entry: FunctionDoc, index: SourceIndex, shown: Set<string>): string {
  const types = [...entry.parameters.map(({ type }) => type), entry.returns]
  return [
    `${code(signature(entry))} in \`src/statistics/${entry.file}\``,
    proseAsMarkdown(entry.doc.text),
    parameterList(entry),
    ...types.flatMap((type) => typeTables(type, entry.file, index, shown)),
  ].join('\n\n')
}

/** Many functions of one method, a line for each. */
export function functionTable(entries: readonly FunctionDoc[]): string {
  const rows = entries.map((entry) => [
    codeCell(signature(entry)),
    escapeCell(entry.doc.text.replace(/\s*\n\s*/g, ' ')),
    escapeCell(entry.doc.tags.get('pinned')?.[0] ?? ''),
    `\`${entry.file}\``,
  ])
  return table(['function', 'what it computes', 'pinned to', 'file'], rows)
}

function signature(entry: FunctionDoc): string {
  return `${entry.name}(${entry.parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ')})`
}

function parameterList(entry: FunctionDoc): string {
  const texts = new Map(
    (entry.doc.tags.get('param') ?? []).map((text) => {
      const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
      return [name, rest]
    }),
  )
  const lines = entry.parameters.map(({ name, type, fallback }) => {
    const given = fallback === null || fallback === '{}' ? '' : `, ${code(fallback)} when left out`
    const typed = type === '' ? '' : `, ${code(type)}`
    // A text that repeats the default is not needed beside it.
    const text = (texts.get(name) ?? '').replace(/[,;] \S+ when left out$/, '')
    return `* ${code(name)}${typed}${given}${text === '' ? '' : `: ${escapeMarkdown(text)}`}`
  })
  const returns = entry.doc.tags.get('returns')?.[0]
  const result = `* returns ${code(entry.returns)}${returns === undefined ? '' : `: ${escapeMarkdown(returns)}`}`
  return [...lines, result].join('\n')
}

/** The fields of the interfaces, and the words of the names, that a type mentions, each once for a method. */
function typeTables(type: string, file: string, index: SourceIndex, shown: Set<string>): string[] {
  return [...type.matchAll(/\b[A-Z]\w+/g)].flatMap(([name]) => {
    if (shown.has(name) || known.has(name)) return []
    const found = index.interfaceOf(name, file)
    const alias = index.aliasOf(name, file)
    if (found === null && alias === null) return []
    shown.add(name)
    if (found === null) return aliasLines(alias?.type ?? '', name, alias?.file ?? file, index, shown)
    const fields = allFields(found, index)
    const rows = fields.map((field) => [codeCell(field.name), codeCell(field.type), escapeCell(field.text)])
    const nested = fields.flatMap((field) => typeTables(field.type, found.file, index, shown))
    return [`${code(name)}\n\n${table(['field', 'type', 'meaning'], rows)}`, ...nested]
  })
}

function aliasLines(type: string, name: string, file: string, index: SourceIndex, shown: Set<string>) {
  return [`${code(name)} is ${code(type.replace(/^\| /, ''))}.`, ...typeTables(type, file, index, shown)]
}

function allFields(entry: InterfaceDoc, index: SourceIndex): InterfaceDoc['fields'] {
  const inherited = entry.extends.flatMap((name) => {
    const parent = index.interfaceOf(name, entry.file)
    return parent === null ? [] : allFields(parent, index)
  })
  return [...inherited, ...entry.fields]
}
