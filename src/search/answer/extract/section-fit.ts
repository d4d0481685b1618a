import type { Passage } from '../../corpus/passage.ts'
import { headingTypesIn, type QuestionType } from '../../query/question-types.ts'
import { typeSimilarity } from '../../query/type-similarity.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'

/** Headings that tell their type by more than one word, or by words that tell none elsewhere. */
const telling: readonly (readonly [RegExp, readonly QuestionType[]])[] = [
  [/^what (?:it|they|this) (?:is|are)$/i, ['information']],
  [/^what (?:it|they|this) (?:is|are) (?:used )?for$/i, ['usage']],
  [/\b(?:how (?:it|they) (?:is|are) (?:taken|given|used)|administration|posology)\b/i, ['dosage', 'usage']],
  [/\b(?:cautions?|precautions?|warnings?|contra-?indications?)\b/i, ['contraindication', 'side-effects']],
  [/\b(?:red flags?|emergenc(?:y|ies))\b/i, ['when-to-seek-help']],
  [/\b(?:risks|who is at risk|susceptibility)\b/i, ['risk-factors']],
  [/\btreatment|management|emergency care\b/i, ['treatment']],
]

/** What a section tells by its innermost telling heading, else by the question that its passage answers. */
export function sectionTypes({ headings, question }: Passage): readonly QuestionType[] {
  for (const heading of [...[...headings].reverse(), question ?? '']) {
    const written = telling.flatMap(([cue, types]) => (cue.test(heading) ? types : []))
    const types = [...new Set([...written, ...headingTypesIn(indexWords(heading))])]
    if (types.length > 0) return types
  }
  return []
}

/** How well a section answers the type asked, 0 to 1; null where the question or the section tells no type. */
export function sectionFit({ types }: AskedQuestion, passage: Passage): number | null {
  const own = sectionTypes(passage)
  if (types.length === 0 || own.length === 0) return null
  let best = 0
  for (const one of types) for (const other of own) best = Math.max(best, fit(one, other))
  return best
}

/** A general question wants what a thing is; a section on what it is answers no other question in full. */
function fit(asked: QuestionType, section: QuestionType): number {
  if (asked === section) return 1
  return section === 'information' ? 0.3 : typeSimilarity(asked, section)
}
