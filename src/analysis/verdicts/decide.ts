import type { PlannedHypothesis } from '../../protocol/plan.ts'
import type { VerdictName } from '../results-schema.ts'

/** P-values that a verdict rests on, all adjusted for look and family. */
export interface DecidingP {
  readonly claim: number | null
  /** That the candidate is worse than the boundary of the claim; found only where it is asked for. */
  readonly worse: () => number | null
  /** That it is better than plus the margin. */
  readonly better: () => number | null
  /** Positive favours the candidate. */
  readonly estimate: number | null
}

/**
 * The verdict on one locked hypothesis.
 *
 * A parity claim (non-inferior, equivalent) is given only where the trial has shown that it could see a
 * difference (ICH E10). What the hypothesis does not ask is not answered: a failed claim is `cannot tell`
 * unless the opposite of the claim is shown at the same alpha.
 */
export function decide(
  hypothesis: Pick<PlannedHypothesis, 'kind' | 'sides' | 'alpha'>,
  p: DecidingP,
  assaySensitivityShown: boolean,
): VerdictName {
  if (p.claim === null || p.estimate === null) return 'undetermined'
  const shown = (value: number | null) => value !== null && value < hypothesis.alpha
  if (hypothesis.kind === 'superiority') {
    if (shown(p.claim)) return p.estimate > 0 ? 'superior' : 'inferior'
    return hypothesis.sides === 1 && shown(p.worse()) ? 'not superior' : 'cannot tell'
  }
  if (shown(p.claim)) {
    if (!assaySensitivityShown) return 'parity cannot be claimed'
    return hypothesis.kind === 'equivalence' ? 'equivalent' : 'non-inferior'
  }
  if (shown(p.worse())) return 'inferior'
  if (hypothesis.kind === 'equivalence' && shown(p.better())) return 'superior'
  return 'cannot tell'
}
