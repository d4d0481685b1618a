import type { Plan } from '../../protocol/plan.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import type { Section } from '../results-schema.ts'

/**
 * Adds to the first section of every axis a table of its contrasts in each rendering, beside the tables of the
 * item strata. Renderings often belong to reviewers, so their difference may be one of people.
 */
export function withRenderingTables(sections: readonly Section[], plan: Plan): Section[] {
  const labels = new Map(plan.renderings.map((rendering) => [rendering.id, rendering.label]))
  return sections.map((section) => {
    const ofAxis = sections.filter((other) => other.axis === section.axis)
    if (ofAxis.length < 2 || ofAxis[0] !== section) return section
    const rows = ofAxis.flatMap((other) =>
      other.oneAgainstRest.map(({ candidate, against, estimate }) => ({
        level: labels.get(other.rendering ?? '') ?? '',
        candidate,
        against,
        n: estimate.n,
        nQuestions: estimate.nQuestions,
        estimate: estimate.estimate,
        ci95: estimate.ci95,
        p: estimate.p,
      })),
    )
    const adjusted = adjustP(
      rows.map((row) => row.p),
      'bh',
    )
    const table = {
      stratum: 'rendering',
      rows: rows.map((row, index) => ({ ...row, adjustedP: adjusted[index] ?? null })),
    }
    return { ...section, strata: [table, ...section.strata] }
  })
}
