import { foldsOfGroups } from '../../statistics/blinding/grouped-folds.ts'
import { createGenerator } from '../../statistics/random/generator.ts'

/** Something that belongs to a question. */
export interface OfQuestion {
  readonly questionSha256: string
}

/**
 * Deals questions to folds: those of one hash stay together, and the order in which they are given tells nothing.
 *
 * @param folds At least 2; never more folds than different questions come of it.
 * @returns The fold of each question, from 0.
 */
export function questionFolds(
  questions: readonly OfQuestion[],
  folds: number,
  seed: number,
  stream: string,
): Int32Array {
  if (!(Number.isInteger(folds) && folds >= 2))
    throw new RangeError(`folds must be a whole number of at least 2, not ${folds}`)
  const hashes = [...new Set(questions.map(({ questionSha256 }) => questionSha256))].sort()
  const ofGroup = foldsOfGroups(hashes.length, folds, createGenerator(seed, 'question folds', stream))
  const place = new Map(hashes.map((hash, index) => [hash, ofGroup[index]!]))
  return Int32Array.from(questions, ({ questionSha256 }) => place.get(questionSha256)!)
}

/** The questions of each fold beside all others, for folds that hold any. */
export function* eachFold<Question extends OfQuestion>(
  questions: readonly Question[],
  fold: Int32Array,
): Generator<{ readonly held: readonly Question[]; readonly others: readonly Question[] }> {
  for (const number of [...new Set(fold)].sort((a, b) => a - b)) {
    yield {
      held: questions.filter((_, index) => fold[index] === number),
      others: questions.filter((_, index) => fold[index] !== number),
    }
  }
}
