import { createHash } from 'node:crypto'

/** Of the values' meaning: raised whenever a feature is computed otherwise under the same name. */
const version = 1

/**
 * What is counted of an answer, in the order of the columns of a table. Every one is a number that needs no other answer to be
 * read: two answers can be compared wherever they come from. Shares are 0 to 1, rates are for 100 words, `_log` is the natural
 * logarithm of 1 + a count.
 */
export const answerFeatureNames = [
  // What the question asks, and how much of it the answer speaks of.
  'cov_all',
  'cov_window',
  'cov_beginning',
  'focus_share',
  'type_match',
  // How much is said.
  'words_log',
  'sentences_log',
  'is_short',
  'is_long',
  // Citations, and whether the cited passages bear the sentences out.
  'marks_per_sentence',
  'references_log',
  'support_known',
  'support_share',
  'contradicted_share',
  // How sure it sounds, and whom it speaks to.
  'hedge_rate',
  'directive_rate',
  'second_person_rate',
  'ends_with_question',
  // Numbers.
  'number_rate',
  'dose_rate',
  // Structure.
  'list_share',
  'heading_share',
  'table_share',
  'bold_share',
  'reading_grade',
  // Handling of what is dangerous.
  'see_provider',
  'emergency_kept',
  'emergency_missed',
  'emergency_unneeded',
] as const

export type AnswerFeatureName = (typeof answerFeatureNames)[number]

/** Numbers of one answer. */
export const answerFeatureWidth = answerFeatureNames.length

/** Tells a trained reward model that it is given what it was trained on. */
export const answerFeatureSchemaSha256: string = createHash('sha256')
  .update(JSON.stringify({ of: 'answers', version, names: answerFeatureNames }))
  .digest('hex')

const columns = new Map<string, number>(answerFeatureNames.map((name, index) => [name, index]))

/** @throws RangeError for a name that is none. */
export function answerFeatureColumn(name: AnswerFeatureName): number {
  const column = columns.get(name)
  if (column === undefined) throw new RangeError(`no feature ${name} of answers`)
  return column
}
