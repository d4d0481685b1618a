import type { Plan } from '../../protocol/plan.ts'
import type { Verdict } from '../results-schema.ts'
import { marginPhrase } from './verdict-words.ts'

const fewReviewers = 5

/** What a verdict rests on and what it does not say, one sentence each. */
export function verdictRemarks(verdict: Omit<Verdict, 'remarks'>, plan: Plan): string[] {
  return [
    ...claimTested(verdict, plan),
    ...parityRemarks(verdict, plan),
    ...clusterRemarks(verdict),
    ...setRemarks(verdict),
  ]
}

function claimTested(verdict: Omit<Verdict, 'remarks'>, plan: Plan): string[] {
  const { hypothesis, p } = verdict
  const planned = plan.hypotheses.find((other) => other.id === hypothesis.id)
  const margin = planned?.margin === null || planned === undefined ? '' : `, margin ${marginPhrase(planned)}`
  const sides =
    hypothesis.kind === 'equivalence' ? 'each side' : hypothesis.sides === 1 ? 'one-sided' : 'two-sided'
  const family =
    p.familySize === 1
      ? 'the only hypothesis of its family'
      : `one of ${p.familySize} hypotheses of the family ${hypothesis.family}, adjusted by Holm`
  return [`Hypothesis: ${hypothesis.kind} at alpha ${hypothesis.alpha} ${sides}${margin}; ${family}.`]
}

function parityRemarks({ hypothesis }: Omit<Verdict, 'remarks'>, plan: Plan): string[] {
  const axis = plan.axes.find((planned) => planned.id === hypothesis.axis)
  if (hypothesis.kind === 'superiority' || axis?.better === 'lower') return []
  return ['Parity on this axis says nothing about safety; harms need a hypothesis of their own.']
}

function clusterRemarks({ estimate }: Omit<Verdict, 'remarks'>): string[] {
  if (estimate.nReviewers === 1) return ['One reviewer: the result holds for that reviewer only.']
  if (estimate.nQuestions === 1) return ['One question: the result holds for that question only.']
  if (estimate.nReviewers !== null && estimate.nReviewers > 0 && estimate.nReviewers < fewReviewers) {
    return [`Only ${estimate.nReviewers} reviewers: differences between reviewers are estimated very badly.`]
  }
  return []
}

function setRemarks(verdict: Omit<Verdict, 'remarks'>): string[] {
  if (verdict.verdict !== 'undetermined' || verdict.estimate.n === 0) return []
  return ['All marks agree or too few are left, so no standard error exists; look at the counts instead.']
}
