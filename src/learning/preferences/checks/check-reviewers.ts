import type { JudgedStudy } from '../judged-study.ts'
import type { Preference } from '../preference.ts'
import { votesOf } from '../votes.ts'
import { agreementFindings } from './agreement.ts'
import { driftFindings } from './drift.ts'
import type { ReviewerFinding } from './finding.ts'
import { flipFindings } from './flips.ts'
import { goldFindings } from './gold.ts'
import { inversionFindings } from './inversion.ts'
import { positionFindings } from './position.ts'
import { severityFindings } from './severity.ts'

/**
 * All checks of the reviewers of a study. Repeats and gold items are for their own checks; the others take every mark of the
 * study, also those that may not be trained on, since a reviewer is one whatever the marks are used for.
 */
export function checkReviewers(
  preferences: readonly Preference[],
  study: Pick<JudgedStudy, 'gold' | 'judgments'>,
  seed: number,
): readonly ReviewerFinding[] {
  const votes = votesOf(preferences.filter(({ gold, repeat }) => !gold && !repeat))
  return [
    ...flipFindings(preferences),
    ...goldFindings(study),
    ...positionFindings(votes, seed),
    ...agreementFindings(votes),
    ...inversionFindings(votes),
    ...driftFindings(votes),
    ...severityFindings(preferences),
  ]
}
