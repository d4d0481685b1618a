import { problem } from '../problem.ts'
import { everyName, type KnownNames } from './import-record.ts'
import type { ItemsMapping, PairwiseMapping } from './mapping.ts'
import { findTable, lookedFor } from './real-pocqi-files.ts'
import { type StagedImport, stageImport } from './stage.ts'

/**
 * The published ratings: one row for each comparison and axis.
 *
 * They name no reviewer, so `reviewer` stays null: rows of one rating form happen to be neighbours, which is
 * no identity. Slot A is taken as the one shown first.
 */
export const realPocqiRatings: PairwiseMapping = {
  schemaVersion: 1,
  form: 'pairwise',
  columns: {
    item: 'question_id',
    armA: 'slot_a_provider',
    armB: 'slot_b_provider',
    axis: 'axis',
    value: 'choice',
    rendering: 'render_mode',
  },
  values: {
    strongly_a: { value: 'a', strength: 2 },
    slightly_a: { value: 'a', strength: 1 },
    tie: 'tie',
    slightly_b: { value: 'b', strength: 1 },
    strongly_b: { value: 'b', strength: 2 },
    '': 'missing',
  },
  firstShown: 'a',
}

/** The published questions. */
export const realPocqiQuestions: ItemsMapping = {
  schemaVersion: 1,
  form: 'items',
  columns: { key: 'question_id', text: 'question_text', strata: { specialty: 'specialty' } },
}

/**
 * Stages the public Real-POCQi set (questions, if they are there, and ratings) from a folder.
 *
 * Throws `POCQI_RATINGS_MISSING` where the folder has no ratings, and the problems of `findTable` and
 * `stageImport`.
 */
export async function stageRealPocqi(folder: string, known: KnownNames = everyName): Promise<StagedImport> {
  const ratings = await findTable(folder, 'ratings')
  if (ratings.length === 0)
    throw problem(
      'POCQI_RATINGS_MISSING',
      'The folder has no Real-POCQi ratings.',
      'Name the folder that the data set was downloaded to.',
      { place: { file: folder }, expected: lookedFor('ratings') },
    )
  const questions = await findTable(folder, 'questions')
  return stageImport({
    tables: [
      ...questions.map((file) => ({ file, mapping: realPocqiQuestions })),
      ...ratings.map((file) => ({ file, mapping: realPocqiRatings })),
    ],
    known,
  })
}
