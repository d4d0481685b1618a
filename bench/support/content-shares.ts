import { meaningfulWords } from '../../src/search/answer/asked-question.ts'

/** Overlap of the distinct content stems of two texts (ROUGE-1 without counts and without the words of grammar). */
export function contentShares(
  quoted: string,
  reference: string,
): { readonly recall: number; readonly precision: number; readonly f1: number } {
  const given = new Set(meaningfulWords(quoted))
  const wanted = new Set(meaningfulWords(reference))
  const shared = [...given].filter((word) => wanted.has(word)).length
  const recall = wanted.size === 0 ? 0 : shared / wanted.size
  const precision = given.size === 0 ? 0 : shared / given.size
  return { recall, precision, f1: shared === 0 ? 0 : (2 * recall * precision) / (recall + precision) }
}

/** Not a number of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
