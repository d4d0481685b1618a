import { type IdentifierKind, identifierKindNames } from '../identifier-kinds.ts'
import type { Span } from '../rule.ts'

/** A sentence of the labelled test files with the identifiers that a person marked in it. */
export interface LabelledSentence {
  readonly text: string
  readonly labels: readonly (Span & { readonly kind: IdentifierKind })[]
}

/** Reads `{kind:text}` marks; lines that begin with `#` are remarks. */
export function labelledSentences(file: string): readonly LabelledSentence[] {
  return file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(labelledSentence)
}

function labelledSentence(line: string): LabelledSentence {
  const labels: (Span & { kind: IdentifierKind })[] = []
  let text = ''
  let read = 0
  for (const mark of line.matchAll(/\{(\w+):([^}]*)\}/g)) {
    text += line.slice(read, mark.index)
    const kind = identifierKindNames.find((name) => name === mark[1])
    if (kind === undefined) throw new Error(`no identifier kind ${mark[1]} in: ${line}`)
    const start = text.length
    text += mark[2]
    labels.push({ kind, start, end: text.length })
    read = mark.index + mark[0].length
  }
  return { text: text + line.slice(read), labels }
}
