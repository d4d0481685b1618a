import type { ArmMarks } from '../../statistics/crossed/arm-means.ts'
import type { ContrastChoice } from '../sections/contrast-values.ts'
import { PairwiseSection } from '../sections/pairwise-section.ts'
import type { SectionSource } from '../sections/section.ts'

/** Marks of the arms of a factorial; a higher value is better. */
export interface FactorialRows {
  readonly marks: ArmMarks
  /** Marks of questions that lack a mark of some arm: they are not among the rows. */
  readonly left: number
}

interface Row {
  readonly value: number
  readonly arm: number
  readonly question: number
  readonly reviewer: number
}

/**
 * The marks of the arms on the questions of which every arm has one, so that no arm had easier ones. On a pairwise axis a
 * mark is +1, 0 or -1 of a comparison with one arm that all are compared with.
 *
 * @param arms Codes of the arms in the mark table; -1 for one without marks.
 * @param against Code of the common opponent; null on an axis of single marks.
 */
export function factorialRows(
  source: SectionSource,
  arms: readonly number[],
  against: number | null,
  choice: ContrastChoice,
): FactorialRows {
  const place = new Map(arms.flatMap((code, index) => (code < 0 ? [] : [[code, index] as const])))
  const rows =
    source instanceof PairwiseSection
      ? comparisons(source, place, against ?? -1, choice)
      : cells(source, place, choice)
  const seen = new Map<number, Set<number>>()
  for (const { question, arm } of rows) seen.set(question, (seen.get(question) ?? new Set()).add(arm))
  const kept = rows.filter(({ question }) => seen.get(question)?.size === arms.length)
  return {
    marks: {
      value: kept.map(({ value }) => value),
      arm: kept.map(({ arm }) => arm),
      question: kept.map(({ question }) => question),
      reviewer: source.identified ? kept.map(({ reviewer }) => reviewer) : null,
    },
    left: rows.length - kept.length,
  }
}

function comparisons(
  source: PairwiseSection,
  place: ReadonlyMap<number, number>,
  against: number,
  choice: ContrastChoice,
): Row[] {
  const rows: Row[] = []
  source.forEach(choice, (row, signedA) => {
    const a = source.armA[row] ?? -1
    const b = source.armB[row] ?? -1
    const arm = b === against ? place.get(a) : a === against ? place.get(b) : undefined
    if (arm === undefined) return
    const value = b === against ? Math.sign(signedA) : -Math.sign(signedA)
    rows.push({ value, arm, question: source.question[row] ?? 0, reviewer: source.reviewer[row] ?? -1 })
  })
  return rows
}

function cells(
  source: Exclude<SectionSource, PairwiseSection>,
  place: ReadonlyMap<number, number>,
  choice: ContrastChoice,
): Row[] {
  const sign = source.axis.better === 'lower' ? -1 : 1
  const rows: Row[] = []
  for (let cell = 0; cell < source.cells; cell += 1) {
    for (const [code, arm] of place) {
      const mark = source.mark(cell, code, choice)
      if (mark === null) continue
      const question = source.question[cell] ?? 0
      rows.push({ value: sign * mark, arm, question, reviewer: source.reviewer[cell] ?? -1 })
    }
  }
  return rows
}
