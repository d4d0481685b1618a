import { showAnswer } from '../../review/shown/show-answer.ts'
import type { ShownAnswer } from '../../review/shown/shown-answer.ts'

/** Words that somebody typed, one paragraph a line, nothing in them read as markup. */
export function plainWords(text: string): ShownAnswer {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return {
    blocks: lines.map((line, sentence) => ({
      kind: 'paragraph',
      children: [{ kind: 'text', text: line, sentence }],
    })),
    references: [],
    sentences: lines.length,
  }
}

export const noWords: ShownAnswer = { blocks: [], references: [], sentences: 0 }

/** Words of the protocol, which are Markdown. */
export function markdownWords(text: string): ShownAnswer {
  return showAnswer({ text, citations: [], removed: [] }, 'plain').answer
}
