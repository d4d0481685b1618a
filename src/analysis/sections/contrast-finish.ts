import { marginOnEstimate } from '../../protocol/margin.ts'
import type { Plan } from '../../protocol/plan.ts'
import { classify } from '../../statistics/equivalence/classify.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import type { Contrast, Section } from '../results-schema.ts'

/**
 * Fills in what needs all sections: p-values adjusted over every contrast of a kind (Benjamini-Hochberg:
 * these tables explore), the description beside a locked margin, and published figures.
 */
export function finishContrasts(sections: readonly Section[], plan: Plan): Section[] {
  const rest = benjaminiHochberg(sections.map((section) => section.oneAgainstRest))
  const pairs = benjaminiHochberg(sections.map((section) => section.pairs))
  return sections.map((section, index) => {
    const finish =
      (adjusted: readonly (number | null)[] | undefined, kind: 'rest' | 'pair') =>
      (contrast: Contrast, place: number): Contrast => ({
        ...contrast,
        adjustedP: adjusted?.[place] ?? null,
        description: descriptionOf(contrast, section, plan),
        published: publishedFor(contrast, section, plan, kind),
      })
    return {
      ...section,
      oneAgainstRest: section.oneAgainstRest.map(finish(rest[index], 'rest')),
      pairs: section.pairs.map(finish(pairs[index], 'pair')),
    }
  })
}

function benjaminiHochberg(tables: readonly (readonly Contrast[])[]): (number | null)[][] {
  const adjusted = adjustP(
    tables.flatMap((table) => table.map((contrast) => contrast.estimate.p)),
    'bh',
  )
  let next = 0
  return tables.map((table) => {
    const own = adjusted.slice(next, next + table.length)
    next += table.length
    return own
  })
}

function descriptionOf(contrast: Contrast, section: Section, plan: Plan): Contrast['description'] {
  const hypothesis = plan.hypotheses.find(
    (other) =>
      other.margin !== null &&
      other.stratum === null &&
      other.axis === section.axis &&
      other.rendering === section.rendering &&
      other.candidate === contrast.candidate &&
      sameArms(other.against, contrast.against),
  )
  if (hypothesis?.margin === null || hypothesis === undefined || contrast.estimate.estimate === null)
    return null
  const margin = marginOnEstimate(hypothesis.margin)
  const { verdict } = classify({
    estimate: contrast.estimate.estimate,
    se: contrast.estimate.standardErrors.used,
    margin,
    df: contrast.estimate.df,
  })
  return { class: verdict, margin }
}

function publishedFor(
  contrast: Contrast,
  section: Section,
  plan: Plan,
  kind: 'rest' | 'pair',
): Contrast['published'] {
  return plan.published
    .filter(
      (figure) =>
        figure.axis === section.axis &&
        figure.rendering === section.rendering &&
        figure.arm === contrast.candidate &&
        (kind === 'rest' ? figure.against === 'rest' : contrast.against[0] === figure.against),
    )
    .map((figure) => ({ estimate: figure.estimate / 100, source: figure.source }))
}

function sameArms(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((arm) => right.includes(arm))
}
