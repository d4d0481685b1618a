import type { Sample } from '../sample.ts'

/** Comparisons of two systems as columns. */
export interface ComparisonColumns {
  /** +1 the system was preferred, 0 no difference, -1 the opponent was. */
  readonly values: Int32Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

/** The comparisons of the sample study that were marked, of one axis and two systems. */
export function comparisonColumns(
  sample: Sample,
  axis: string,
  system: string,
  opponent: string,
): ComparisonColumns {
  const rows = sample.pairs.filter(
    (row) =>
      row.axis === axis &&
      [system, opponent].includes(row.answer_a) &&
      [system, opponent].includes(row.answer_b) &&
      outcomeForA(row.choice) !== null,
  )
  return {
    values: Int32Array.from(
      rows,
      (row) => (outcomeForA(row.choice) ?? 0) * (row.answer_a === system ? 1 : -1),
    ),
    question: Int32Array.from(rows, (row) => Number(row.question.slice(1))),
    reviewer: Int32Array.from(rows, (row) => Number(row.reviewer.slice(1))),
  }
}

/** Five-point choices as three outcomes; null where nothing was chosen. */
export function outcomeForA(choice: string): -1 | 0 | 1 | null {
  if (choice === 'no difference') return 0
  if (choice.startsWith('a ')) return 1
  return choice.startsWith('b ') ? -1 : null
}
