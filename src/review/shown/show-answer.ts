import { readCitations } from './citations/read-citations.ts'
import { describeSource, type Source } from './citations/source.ts'
import { withoutSourceColumns } from './citations/source-columns.ts'
import { hidePhrases } from './hide-phrases.ts'
import { cutMarker, limits } from './limits.ts'
import { nativeDraft } from './native-draft.ts'
import type { DraftBlock } from './reading/draft.ts'
import { readAnswer } from './reading/read-answer.ts'
import type { RenderingKind } from './rendering-kind.ts'
import { numberSentences, type SentenceSpan } from './sentences/number-sentences.ts'
import type { ShownAnswer } from './shown-answer.ts'
import { placedOver, type Span } from './text/placed-text.ts'

/** What may be shown of an answer; the identity screen and a person's decision make it. */
export interface AnswerToShow {
  /** Exactly as it was collected. */
  readonly text: string
  /** Sources that came as data, names in them already taken out. */
  readonly citations: readonly Source[]
  /** Names in the text that a reviewer must not see, in its order and without overlaps. */
  readonly removed: readonly Span[]
}

export interface ShownWithSpans {
  readonly answer: ShownAnswer
  /** Where each sentence stands in `AnswerToShow.text`, by its number; `harmSchema.span` of a mark. */
  readonly spans: readonly SentenceSpan[]
}

/**
 * Dresses an answer for reviewers. The same text gives the same tree and the same sentence numbers on every machine; words
 * of the answer are left out (references, what is not seen) or replaced by "[name removed]", and never changed.
 */
export function showAnswer(shown: AnswerToShow, kind: RenderingKind): ShownWithSpans {
  const read = readAnswer(shown.text)
  const draft = hidePhrases(read, shown.removed)
  const dressed =
    kind === 'native' ? nativeDraft(draft, shown.citations) : readCitations(draft, shown.citations)
  const body = kind === 'plain' ? dressed.body.map(withoutSourceColumns) : dressed.body
  const blocks = read.cutAt === null ? body : [...body, cutBlock(shown.text, read.cutAt)]
  const sources = kind === 'plain' ? [] : dressed.sources.slice(0, limits.references)
  const { blocks: numbered, spans } = numberSentences(blocks, (cited) =>
    cited.flatMap((place) => (place < sources.length ? place + 1 : [])).sort((left, right) => left - right),
  )
  const hidden = shown.removed.map(({ start, end }) => shown.text.slice(start, end).toLowerCase())
  return {
    answer: {
      blocks: numbered,
      references: sources.map((source) => describeSource(source, hidden)),
      sentences: spans.length,
    },
    spans,
  }
}

function cutBlock(text: string, cutAt: number): DraftBlock {
  const placed = placedOver(cutMarker, { start: cutAt, end: text.length })
  return { kind: 'paragraph', children: [{ kind: 'text', placed }] }
}

/** Where a sentence that a reviewer marked stands in the answer; null for a number that the answer does not have. */
export function sentenceSpan(shown: ShownWithSpans, sentence: number): SentenceSpan | null {
  return shown.spans[sentence] ?? null
}
