import type { SourceDocument } from '../../src/search/corpus/source-document.ts'

/** The words of a document without its title and headings. */
export function documentText({ sections }: SourceDocument): string {
  return sections.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join('\n')
}
