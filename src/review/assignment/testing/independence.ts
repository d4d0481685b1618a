import { chiSquareUpper } from '../../../statistics/distributions/chi-square.ts'
import { counts } from './designs.ts'

/** Pearson's chi-square p-value that two things of the same rows are independent. */
export function independenceP(rows: readonly (readonly [string | number, string | number])[]): number {
  const cells = counts(rows.map((row) => JSON.stringify(row)))
  const left = counts(rows.map(([one]) => one))
  const right = counts(rows.map(([, other]) => other))
  let statistic = 0
  for (const [one, inRow] of left) {
    for (const [other, inColumn] of right) {
      const expected = (inRow * inColumn) / rows.length
      const difference = (cells.get(JSON.stringify([one, other])) ?? 0) - expected
      statistic += (difference * difference) / expected
    }
  }
  return chiSquareUpper(statistic, (left.size - 1) * (right.size - 1))
}

/** Pearson's chi-square p-value that values come with the given probabilities; others must not come. */
export function goodnessP(
  values: readonly (string | number)[],
  expected: ReadonlyMap<string | number, number>,
): number {
  const seen = counts(values)
  if ([...seen.keys()].some((value) => !expected.has(value))) return 0
  let statistic = 0
  for (const [value, probability] of expected) {
    const mean = probability * values.length
    const difference = (seen.get(value) ?? 0) - mean
    statistic += (difference * difference) / mean
  }
  return chiSquareUpper(statistic, expected.size - 1)
}
