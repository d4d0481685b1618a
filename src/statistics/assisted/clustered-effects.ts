import { checkLevel } from '../argument.ts'
import { type ArmMeans, armMeans } from '../crossed/arm-means.ts'
import { clustersOfArms } from './clusters-of-arms.ts'
import { checkDecisionRows, type DecisionRows } from './decision-rows.ts'
import { cutDifference } from './difference-bounds.ts'
import { noEffect, type TwoWayEffect, twoWayEffect } from './two-way-effect.ts'

/** What two arms' decisions say of their difference. */
export interface ClusteredEffects {
  /** Decisions of control and arm. */
  readonly n: readonly [number, number]
  /** Participants with a decision of either arm. */
  readonly nParticipants: number
  /** Cases with a decision of either arm. */
  readonly nCases: number
  /** Share of right decisions of the arm less that of the control, in [-1, 1]. */
  readonly riskDifference: TwoWayEffect
  /** Logarithm of the odds ratio, arm to control; null where an arm has only right or only wrong decisions. */
  readonly logOddsRatio: TwoWayEffect
}

/**
 * Risk difference and odds ratio of an arm against control, clustered by participant and by case.
 *
 * The risk difference is the coefficient of the linear probability model right ~ arm, the log odds ratio that of the logistic
 * model right ~ arm; both are saturated, so that they are the plain difference and ratio of the table. Their variance is
 * Vparticipant + Vcase - Vcell with G/(G-1) for each kind of cluster, never less than that of the scarcer kind alone; t on
 * the scarcest number of either arm less 1, the lower bound of Welch's degrees of freedom. Where cases are few (ten, as a rule)
 * this keeps what a 95 % interval promises, for cases and participants like these; z or the participants alone do not.
 *
 * Cases are crossed with arms: what makes a case hard for all arms leaves the difference. What makes it hard for one arm
 * does not, and only more cases lessen it. With a single case or participant in all the other kind is used alone.
 *
 * An arm tells of its own variation only where it has two participants and two cases, and decisions of both kinds. Where one of the
 * arms does not, its variance would count as 0: then the estimate stands without an error, an interval and a p.
 *
 * @method assisted.risk_difference
 * @question Do people decide better with the arm's help than without, over people and cases like these?
 * @standing default
 * @source Cameron, Gelbach and Miller 2011; Cheung 2007
 * @pinned R 4.2.2 sandwich 3.0-2: vcovCL(lm(y ~ arm)) and vcovCL(glm(y ~ arm, binomial)), cluster = participant and case,
 *   type = "HC0", cadjust = TRUE
 */
export function clusteredEffects(rows: DecisionRows, level = 0.95): ClusteredEffects {
  checkLevel(level)
  checkDecisionRows(rows)
  const means = decisionMeans(rows, 2)
  const [control = null, arm = null] = means.mean
  const about = {
    n: [means.n[0] ?? 0, means.n[1] ?? 0] as const,
    nParticipants: means.nReviewers ?? 0,
    nCases: means.nQuestions,
  }
  if (control === null || arm === null) return { ...about, riskDifference: noEffect, logOddsRatio: noEffect }
  const [slopeOfControl, slopeOfArm] = [logitSlope(control), logitSlope(arm)]
  const difference = arm - control
  if (slopeOfControl === null || slopeOfArm === null) {
    return { ...about, riskDifference: { ...noEffect, estimate: difference }, logOddsRatio: noEffect }
  }
  const logRatio = logit(arm) - logit(control)
  const df = scarcestLessOne(rows)
  if (df === null) {
    const untold = (estimate: number): TwoWayEffect => ({ ...noEffect, estimate })
    return { ...about, riskDifference: untold(difference), logOddsRatio: untold(logRatio) }
  }
  const own = { ...means, df }
  const riskDifference = twoWayEffect(own, difference, [-1, 1], level)
  return {
    ...about,
    riskDifference: { ...riskDifference, ci: riskDifference.ci && cutDifference(riskDifference.ci) },
    logOddsRatio: twoWayEffect(own, logRatio, [-slopeOfControl, slopeOfArm], level),
  }
}

/** Degrees of freedom: the scarcest kind of cluster in either arm, less 1; null where an arm has a single one of a kind that varies. */
function scarcestLessOne(rows: DecisionRows): number | null {
  const kinds = [clustersOfArms(rows.participant, rows.arm), clustersOfArms(rows.case, rows.arm)]
  // A kind with one cluster in all is conditioned on.
  const varying = kinds.filter(({ all }) => all > 1).flatMap(({ ofArm }) => ofArm)
  const scarcest = Math.min(...varying)
  return Number.isFinite(scarcest) && scarcest > 1 ? scarcest - 1 : null
}

/** Means by arm, with case in the place of the question and participant in that of the reviewer. */
export function decisionMeans(rows: DecisionRows, arms: number): ArmMeans {
  return armMeans({ value: rows.right, arm: rows.arm, question: rows.case, reviewer: rows.participant }, arms)
}

export function logit(share: number): number {
  return Math.log(share / (1 - share))
}

/** How much the log odds move with the share; null at 0 and 1, where they are infinite. */
export function logitSlope(share: number): number | null {
  return share === 0 || share === 1 ? null : 1 / (share * (1 - share))
}
