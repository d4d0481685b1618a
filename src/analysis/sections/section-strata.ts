import type { Plan } from '../../protocol/plan.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import { compareText } from '../marks/vocabulary.ts'
import type { Section } from '../results-schema.ts'
import type { DraftContrast } from './contrast-table.ts'
import type { ContrastValues } from './contrast-values.ts'
import { estimateOf } from './estimate.ts'

/** The level of every item in one stratum; items without one are left out of its table. */
export interface Stratum {
  readonly name: string
  /** By item code of the mark table. */
  readonly levelOf: readonly (string | null)[]
}

/** One table per stratum: every arm against the rest inside every level, exploratory. */
export function sectionStrata(
  contrasts: readonly DraftContrast[],
  strata: readonly Stratum[],
): Section['strata'] {
  return strata.flatMap((stratum) => {
    const levels = [...new Set(stratum.levelOf.filter((level) => level !== null))].sort(compareText)
    const collected = contrasts.map(({ arms, values }) => ({ arms, values: values() }))
    const rows = levels.flatMap((level) =>
      collected.flatMap(({ arms, values }) => {
        const { estimate, ci95, p, n, nQuestions } = estimateOf(withinLevel(values, stratum, level))
        if (n === 0) return []
        const against = arms.against.map((arm) => arm.id)
        return [{ level, candidate: arms.candidate.id, against, n, nQuestions, estimate, ci95, p }]
      }),
    )
    if (rows.length === 0) return []
    const adjusted = adjustP(
      rows.map((row) => row.p),
      'bh',
    )
    return [
      {
        stratum: stratum.name,
        rows: rows.map((row, index) => ({ ...row, adjustedP: adjusted[index] ?? null })),
      },
    ]
  })
}

/** The strata a plan names, as levels of the items; a stratum that no item has is left out. */
export function strataOf(
  plan: Plan,
  items: readonly string[],
  strataByItem: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Stratum[] {
  return plan.strata
    .map((name) => ({ name, levelOf: items.map((item) => strataByItem.get(item)?.[name] ?? null) }))
    .filter((stratum) => stratum.levelOf.some((level) => level !== null))
}

/** The part of a contrast whose items are of one level. */
export function withinLevel(contrast: ContrastValues, stratum: Stratum, level: string): ContrastValues {
  const kept: number[] = []
  contrast.question.forEach((question, row) => {
    if (stratum.levelOf[question] === level) kept.push(row)
  })
  const { reviewer } = contrast
  return {
    values: Float64Array.from(kept, (row) => contrast.values[row] ?? 0),
    question: Int32Array.from(kept, (row) => contrast.question[row] ?? 0),
    reviewer: reviewer === null ? null : Int32Array.from(kept, (row) => reviewer[row] ?? 0),
    opponent: Int32Array.from(kept, (row) => contrast.opponent[row] ?? -1),
    byRefusalRule: Uint8Array.from(kept, (row) => contrast.byRefusalRule[row] ?? 0),
  }
}
