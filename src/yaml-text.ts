import { type Document, Lexer, LineCounter, parseDocument, YAMLParseError } from 'yaml'

/** Values within each other, at most; no file of ours comes near it. */
export const deepestYaml = 200

export interface YamlText {
  /** Where it has errors or warnings, they say what is wrong, and the content is not to be used. */
  readonly yaml: Document.Parsed
  readonly lines: LineCounter
  /** The plain data; undefined where something is wrong. */
  readonly content: unknown
}

/**
 * Reads YAML that somebody else wrote. What would make the reader itself fail is an error of the document like any other: values
 * that stand within each other too deep, and aliases that point nowhere or grow beyond all bounds.
 *
 * @param aliases How many aliases are followed; 0 refuses all of them.
 */
export function readYamlText(text: string, aliases: number): YamlText {
  const lines = new LineCounter()
  const yaml = parsed(text, lines)
  if (yaml.errors.length > 0) return { yaml, lines, content: undefined }
  if (tooDeep(yaml.contents)) {
    yaml.errors.push(depthFault())
    return { yaml, lines, content: undefined }
  }
  try {
    return { yaml, lines, content: yaml.toJS({ maxAliasCount: aliases }) }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    yaml.errors.push(new YAMLParseError([0, 0], 'BAD_ALIAS', error.message))
    return { yaml, lines, content: undefined }
  }
}

function parsed(text: string, lines: LineCounter): Document.Parsed {
  const options = { lineCounter: lines, prettyErrors: false } as const
  try {
    if (!opensTooMany(text)) return parseDocument(text, options)
  } catch (error) {
    // What nests by other signs than those that are counted: the stack of the reader is at its end.
    if (!(error instanceof RangeError)) throw error
  }
  const empty = parseDocument('', options)
  empty.errors.push(depthFault())
  return empty
}

/** Counts before anything is read what is open at once: the reader goes into itself with every level, and slowly. */
function opensTooMany(text: string): boolean {
  let brackets = 0
  let entriesOfLine = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++
    else if (token === ']' || token === '}') brackets--
    else if (token === '-' || token === '?') entriesOfLine++
    else if (token.endsWith('\n')) entriesOfLine = 0
    if (brackets + entriesOfLine > deepestYaml) return true
  }
  return false
}

function depthFault(): YAMLParseError {
  return new YAMLParseError(
    [0, 0],
    'IMPOSSIBLE',
    `values stand within each other more than ${deepestYaml} levels deep`,
  )
}

function tooDeep(root: unknown): boolean {
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > deepestYaml) return true
    for (const node of partsOf(next.node)) open.push({ node, depth: next.depth + 1 })
  }
  return false
}

function partsOf(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return []
  if ('items' in node && Array.isArray(node.items)) return node.items
  return 'key' in node && 'value' in node ? [node.key, node.value] : []
}
