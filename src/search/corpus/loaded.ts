import { expectedValue } from '../../expected-value.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Limits } from './limits.ts'
import { type SourceDocument, sourceDocumentSchema } from './source-document.ts'

/** What a loader finds as it goes through a source file, in the order of the file. */
export type Loaded =
  | {
      readonly kind: 'document'
      readonly document: SourceDocument
      /**
       * Tells which of two documents of one id is the newer: the greater in the order of code units. Null where the format
       * does not say; then the one read last is.
       */
      readonly revision: string | null
    }
  /** The collection has withdrawn this document. */
  | { readonly kind: 'deleted'; readonly source: string; readonly id: string }
  /** A record that is in order and holds no text to answer from. An older document of this id does not stand any more. */
  | { readonly kind: 'left-out'; readonly source: string; readonly id: string; readonly reason: string }
  /** A record, or the rest of a file, that could not be read. What came before it stands. */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Characters of all blocks of a document. */
export function documentCharacters(document: Pick<SourceDocument, 'sections'>): number {
  let characters = 0
  for (const { blocks } of document.sections) for (const { text } of blocks) characters += text.length
  return characters
}

/** A document as a loader made it, once its shape and length are known to be right. */
export function loadedDocument(
  document: SourceDocument,
  revision: string | null,
  place: Place,
  limits: Limits,
): Loaded {
  if (document.sections.length === 0)
    return { kind: 'left-out', source: document.source, id: document.id, reason: 'It holds no text.' }
  const characters = documentCharacters(document)
  if (characters > limits.documentCharacters)
    return {
      kind: 'problem',
      problem: {
        code: 'SOURCE_DOCUMENT_TOO_LONG',
        message: `The document ${document.id} is too long.`,
        place,
        value: `${characters} characters`,
        expected: `at most ${limits.documentCharacters} characters of text`,
        remedy: 'Split it.',
      },
    }
  const checked = sourceDocumentSchema.safeParse(document)
  if (checked.success) return { kind: 'document', document: checked.data, revision }
  const [issue] = checked.error.issues
  return {
    kind: 'problem',
    problem: recordProblem(
      place,
      `The record is no document: ${issue?.path.join('.') ?? ''} is not as it should be.`,
      document.id,
      issue === undefined ? null : expectedValue(issue),
    ),
  }
}

/** A problem of one record; the others of its file stand. */
export function recordProblem(
  place: Place,
  message: string,
  value: string | null = null,
  expected: string | null = null,
): Problem {
  return {
    code: 'SOURCE_RECORD',
    message,
    place,
    value,
    expected,
    remedy: 'Correct the record, or go on without it: the others are read.',
  }
}

/** Name of a document among those of all sources. */
export function documentKey(document: { readonly source: string; readonly id: string }): string {
  return `${document.source}/${document.id}`
}
