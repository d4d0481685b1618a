import type { PlannedHypothesis } from '../../protocol/plan.ts'
import type { ContrastSource } from '../sections/contrast-values.ts'
import type { SectionSource } from '../sections/section.ts'
import { type Stratum, withinLevel } from '../sections/section-strata.ts'

/** A locked hypothesis with the marks that answer it. */
export interface HypothesisSource {
  readonly hypothesis: PlannedHypothesis
  readonly form: 'pairwise' | 'absolute'
  readonly source: ContrastSource
}

/**
 * The marks of the hypothesis's section; where it speaks of a stratum, those of its items alone, so that estimate, assay
 * sensitivity and fragility rest on the same marks.
 *
 * @param strata The plan's strata that any item has; one that no item has leaves no marks.
 */
export function hypothesisSource(
  hypothesis: PlannedHypothesis,
  section: SectionSource,
  strata: readonly Stratum[],
): HypothesisSource {
  const form = section.axis.form
  const planned = hypothesis.stratum
  if (planned === null) return { hypothesis, form, source: section }
  const stratum = strata.find(({ name }) => name === planned.name) ?? { name: planned.name, levelOf: [] }
  return {
    hypothesis,
    form,
    source: {
      contrast: (candidate, against, choice) =>
        withinLevel(section.contrast(candidate, against, choice), stratum, planned.level),
    },
  }
}
