import type { CovariateRows } from '../covariate-derivatives.ts'

const rows = Array.from({ length: 120 }, (_, i) => i)

/** SAMPLE comparisons by a formula that R can repeat: 3 systems, 11 questions, 5 reviewers, 2 covariates. */
export const covariateSample: CovariateRows = {
  systems: 3,
  slotA: rows.map((i) => i % 3),
  slotB: rows.map((i) => ((i % 3) + 1 + (Math.floor(i / 3) % 2)) % 3),
  outcome: rows.map((i) => [1, 0, -1, 1, -1, 1, 0][(i * i + 3 * i + (i % 3)) % 7] ?? 0),
  question: rows.map((i) => (i * 7) % 11),
  reviewer: rows.map((i) => (i * 5 + Math.floor(i / 7)) % 5),
  covariates: [rows.map((i) => (((i * 13) % 17) - 8) / 4), rows.map((i) => 10 * ((i * 5) % 7))],
  position: true,
}
