import { createHash } from 'node:crypto'
import type { LearningQuestion } from './learning-question.ts'

/** Questions in their canonical order: by hash, then by id. Sums over them come out the same however they were read. */
export function canonicalQuestions<Question extends Pick<LearningQuestion, 'id' | 'questionSha256'>>(
  questions: readonly Question[],
): readonly Question[] {
  return [...questions].sort((a, b) => compared(a.questionSha256, b.questionSha256) || compared(a.id, b.id))
}

/** SHA-256 of everything that is learned from, in canonical order: features and priors by their bits, pairs and grades. */
export function learningDataSha256(questions: readonly LearningQuestion[]): string {
  const hash = createHash('sha256')
  for (const { id, questionSha256, candidates, features, prior, pairs, grades } of canonicalQuestions(
    questions,
  )) {
    const told = pairs.map(({ better, worse, gap, reviewer }) => [better, worse, gap, reviewer])
    hash.update(`${JSON.stringify([id, questionSha256, candidates, told, grades])}\n`)
    hash.update(littleEndian(features))
    hash.update(littleEndian(prior))
  }
  return hash.digest('hex')
}

function littleEndian(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (const [at, value] of values.entries()) view.setFloat64(at * 8, value, true)
  return new Uint8Array(view.buffer)
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
