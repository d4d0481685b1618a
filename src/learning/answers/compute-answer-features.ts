import { showAnswer } from '../../review/shown/show-answer.ts'
import { styleFeatures } from '../../review/style/style-features.ts'
import { redFlags } from '../../search/answer/red-flags/detect.ts'
import type { ParsedSource } from '../../search/answer/support/source-sentences.ts'
import type { Passage } from '../../search/corpus/passage.ts'
import type { Vocabulary } from '../../search/query/spelling/vocabulary.ts'
import { understandQuestion } from '../../search/query/understand.ts'
import { textTypeMatch } from '../../search/rank/features/answer-type.ts'
import { coverage } from '../../search/rank/features/coverage.ts'
import { candidateMatch } from '../../search/rank/features/field-matches.ts'
import { type QueryTerms, queryTerms } from '../../search/rank/features/query-terms.ts'
import { textShape } from '../../search/rank/features/text-shape.ts'
import type { WordStatistics } from '../../search/rank/word-statistics.ts'
import { answerPassage } from '../preferences/answer-passage.ts'
import { type AnswerFeatureName, answerFeatureColumn, answerFeatureWidth } from './answer-feature-schema.ts'
import { answerSupport } from './answer-support.ts'
import { sendsForHelpFirst } from './emergency-handling.ts'

/** An answer whose features are wanted. */
export interface AnswerToRead {
  /** As it was collected, Markdown included. */
  readonly text: string
  /** Passages that it cites, taken apart; empty where they are not at hand. */
  readonly sources: readonly ParsedSource[]
}

/** A question made ready for reading answers to it. */
export interface QuestionToAnswer {
  readonly terms: QueryTerms
  /** Whether somebody may be in danger. */
  readonly emergency: boolean
}

/** No corpus stands behind an answer of any system: every word is known, and all count alike. */
const everyWord: Vocabulary = { passages: 1, has: () => true, passagesWith: () => 1, near: () => [] }
const alike: WordStatistics = {
  passages: 1,
  rarity: () => 1,
  meanLengths: { title: 1, focus: 1, body: 100 },
}

const shortAnswer = 40
const longAnswer = 300
const beginningWords = 40

export function questionToAnswer(text: string): QuestionToAnswer {
  const query = understandQuestion(text, everyWord)
  return {
    terms: queryTerms(query, alike),
    emergency: redFlags(text).some(({ level }) => level === 'now'),
  }
}

/**
 * The features of one answer, in the order of `answerFeatureNames`. Nothing of the arm goes in, and nothing of other answers.
 * An answer without a word is all zero.
 */
export function computeAnswerFeatures(
  { terms, emergency }: QuestionToAnswer,
  { text, sources }: AnswerToRead,
): Float64Array {
  const values = new Float64Array(answerFeatureWidth)
  const style = styleFeatures(showAnswer({ text, citations: [], removed: [] }, 'cited').answer)
  if (style === null) return values
  const set = (name: AnswerFeatureName, value: number) => {
    values[answerFeatureColumn(name)] = value
  }
  const match = candidateMatch(terms, asPassage(text))
  const covered = coverage(terms, match)
  set('cov_all', covered.body)
  set('cov_window', covered.window)
  set('cov_beginning', beginningShare(terms, match.bodyNumbers))
  set('focus_share', focusShare(terms, match.bodyStems))
  set('type_match', textTypeMatch(terms.query.types, match.bodyStems))
  set('words_log', Math.log1p(style.words))
  set('sentences_log', Math.log1p(style.sentences))
  set('is_short', style.words < shortAnswer ? 1 : 0)
  set('is_long', style.words > longAnswer ? 1 : 0)
  set('marks_per_sentence', style.referenceMarks / Math.max(1, style.sentences))
  set('references_log', Math.log1p(style.references))
  const support = answerSupport(text, sources)
  set('support_known', support.supported === null ? 0 : 1)
  set('support_share', support.supported ?? 0)
  set('contradicted_share', support.contradicted ?? 0)
  set('hedge_rate', style.hedgeRate)
  set('directive_rate', style.directiveRate)
  set('second_person_rate', style.secondPersonRate)
  set('ends_with_question', style.endsWithQuestion)
  set('number_rate', style.numberRate)
  set('dose_rate', style.doseRate)
  set('list_share', style.listShare)
  set('heading_share', style.headingShare)
  set('table_share', style.tableShare)
  set('bold_share', style.boldShare)
  const shape = textShape(text)
  set('reading_grade', shape.readingGrade)
  set('see_provider', shape.seeProvider)
  const sends = sendsForHelpFirst(text)
  set('emergency_kept', emergency && sends ? 1 : 0)
  set('emergency_missed', emergency && !sends ? 1 : 0)
  set('emergency_unneeded', !emergency && sends ? 1 : 0)
  return values
}

function beginningShare({ mass, totalMass }: QueryTerms, numbers: Int32Array): number {
  if (!(totalMass > 0)) return 0
  let held = 0
  for (const word of new Set(numbers.subarray(0, beginningWords))) if (word >= 0) held += mass[word]!
  return held / totalMass
}

/** Share of the most likely focus that the answer names; 0 where the question has none. */
function focusShare({ query }: QueryTerms, stems: readonly string[]): number {
  const focus = new Set(query.focus[0]?.stems ?? [])
  if (focus.size === 0) return 0
  const said = new Set(stems)
  let held = 0
  for (const word of focus) if (said.has(word)) held += 1
  return held / focus.size
}

/** An answer has no title here: every word that counts is one that it says. */
function asPassage(text: string): Passage {
  return { ...answerPassage('answer', text), title: '', type: 'question-answer' }
}
