import type { Problem } from '../../problem.ts'
import type { SourceDocument } from './source-document.ts'

/** What a loader finds in a source file, one thing after another. */
export type Loaded =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  /** The source says that a document of it no longer holds. */
  | { readonly kind: 'withdrawn'; readonly source: string; readonly id: string }
  /** A record, or all that follows, could not be read; what came before stands. */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Name of a document among those of all sources. */
export function documentKey(document: { readonly source: string; readonly id: string }): string {
  return `${document.source}/${document.id}`
}
