import type { Plan } from '../../protocol/plan.ts'
import { clusterSignFlip } from '../../statistics/preference/cluster-sign-flip.ts'
import type { Contrast } from '../results-schema.ts'
import type { AbsoluteSection } from './absolute-section.ts'
import type { ContrastChoice, ContrastValues } from './contrast-values.ts'
import { estimateOf } from './estimate.ts'
import { equalPairWeights, levelCounts, outcomeCounts } from './pairwise-outcomes.ts'
import type { PairwiseSection } from './pairwise-section.ts'

/** Which arms a contrast compares; codes are those of the mark table, -1 for an arm without marks. */
export interface ContrastArms {
  readonly candidate: { readonly id: string; readonly code: number }
  readonly against: readonly { readonly id: string; readonly code: number }[]
}

/** A contrast whose estimates are not there yet. */
export interface DraftContrast {
  readonly arms: ContrastArms
  /** Its values, collected anew by every call: together the contrasts are larger than the marks they come from. */
  values(): ContrastValues
}

/** The contrasts of a section: every arm against the rest, and every pair. */
export interface SectionDraft {
  readonly rest: readonly DraftContrast[]
  readonly pairs: readonly DraftContrast[]
}

export function draftContrasts(
  source: PairwiseSection | AbsoluteSection,
  contrasts: readonly ContrastArms[],
  choice: ContrastChoice,
): DraftContrast[] {
  return contrasts.map((arms) => ({
    arms,
    values: () =>
      source.contrast(
        arms.candidate.code,
        arms.against.map((arm) => arm.code),
        choice,
      ),
  }))
}

/**
 * Estimates contrasts of one section with their sensitivity analyses. P-values adjusted over all tables,
 * descriptions and published figures are filled in by the caller, which sees all sections.
 *
 * @param bootstraps One per contrast.
 * @param stream Names the random numbers of this table, so that no other table shares them.
 */
export function contrastTable(
  source: PairwiseSection | AbsoluteSection,
  drafts: readonly DraftContrast[],
  bootstraps: readonly Contrast['bootstrap'][],
  choice: ContrastChoice,
  plan: Plan,
  stream: readonly string[],
): Contrast[] {
  return drafts.map(({ arms, values: collect }, index): Contrast => {
    const values = collect()
    return {
      candidate: arms.candidate.id,
      against: arms.against.map((arm) => arm.id),
      ...formDetail(source, arms, values, choice),
      estimate: estimateOf(values),
      bootstrap: bootstraps[index] ?? { byQuestion: null, byReviewer: null },
      signFlip: signFlips(values, plan, [...stream, String(index)]),
      sensitivity: sensitivity(source, arms, values, choice),
      adjustedP: null,
      description: null,
      published: [],
    }
  })
}

function formDetail(
  source: PairwiseSection | AbsoluteSection,
  arms: ContrastArms,
  contrast: ContrastValues,
  choice: ContrastChoice,
): Pick<Contrast, 'outcomes' | 'levels' | 'means'> {
  const against = arms.against.map((arm) => arm.code)
  if ('strengthKnown' in source) {
    return {
      outcomes: outcomeCounts(contrast),
      levels: levelCounts(
        source.contrast(
          arms.candidate.code,
          against,
          { ...choice, answerSet: 'refusals-excluded' },
          'strength',
        ).values,
      ),
      means: null,
    }
  }
  return { outcomes: null, levels: [], means: source.means(arms.candidate.code, against, choice) }
}

function signFlips(contrast: ContrastValues, plan: Plan, stream: readonly string[]): Contrast['signFlip'] {
  if (contrast.values.length === 0) return null
  const options = { resamples: plan.resamples, seed: plan.seed }
  const byQuestion = clusterSignFlip(contrast.values, contrast.question, {
    ...options,
    stream: [...stream, 'question'],
  }).p
  const byReviewer =
    contrast.reviewer === null
      ? null
      : clusterSignFlip(contrast.values, contrast.reviewer, { ...options, stream: [...stream, 'reviewer'] }).p
  const known = [byQuestion, byReviewer].filter((p) => p !== null)
  return { byQuestion, byReviewer, p: known.length === 0 ? null : Math.max(...known) }
}

function sensitivity(
  source: PairwiseSection | AbsoluteSection,
  arms: ContrastArms,
  contrast: ContrastValues,
  choice: ContrastChoice,
): Contrast['sensitivity'] {
  const against = arms.against.map((arm) => arm.code)
  const lines: Contrast['sensitivity'] = []
  const add = (
    kind: Contrast['sensitivity'][number]['kind'],
    values: ContrastValues,
    weights?: Float64Array,
  ) => {
    const { estimate, ci95, p, n } = estimateOf(values, weights)
    lines.push({ kind, estimate, ci95, p, n })
  }
  if ('strengthKnown' in source) {
    if (source.strengthKnown) {
      add('strong-preferences-only', source.contrast(arms.candidate.code, against, choice, 'strong'))
      add('mean-score', source.contrast(arms.candidate.code, against, choice, 'strength'))
    }
    if (against.length > 1) add('pairs-weighted-equally', contrast, equalPairWeights(contrast.opponent))
  }
  if (source.underTimeFloor > 0) {
    add('without-time-floor', source.contrast(arms.candidate.code, against, { ...choice, timeFloor: false }))
  }
  return lines
}
