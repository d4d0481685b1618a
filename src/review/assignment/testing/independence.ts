import { chiSquareUpper } from '../../../statistics/distributions/chi-square.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { shuffled } from '../shuffled.ts'
import { counts } from './designs.ts'

type Row = readonly [string | number, string | number]

/** Pearson's chi-square p-value that two things of the same rows are independent. */
export function independenceP(rows: readonly Row[]): number {
  const left = new Set(rows.map(([one]) => one))
  const right = new Set(rows.map(([, other]) => other))
  return chiSquareUpper(pearson(rows), (left.size - 1) * (right.size - 1))
}

/** The same by permutation: how often rows with their second things shuffled differ as much. */
export function permutationP(rows: readonly Row[], permutations: number): number {
  const lot = createGenerator(1, 'permutations')
  const found = pearson(rows)
  let asFar = 0
  for (let permutation = 0; permutation < permutations; permutation++) {
    const others = shuffled(rows, lot)
    if (pearson(rows.map(([one], index) => [one, others[index]?.[1] ?? ''])) >= found) asFar += 1
  }
  return (1 + asFar) / (1 + permutations)
}

function pearson(rows: readonly Row[]): number {
  const cells = counts(rows.map(([one, other]) => `${one} ${other}`))
  const left = counts(rows.map(([one]) => one))
  const right = counts(rows.map(([, other]) => other))
  let statistic = 0
  for (const [one, inRow] of left) {
    for (const [other, inColumn] of right) {
      const expected = (inRow * inColumn) / rows.length
      const difference = (cells.get(`${one} ${other}`) ?? 0) - expected
      statistic += (difference * difference) / expected
    }
  }
  return statistic
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
