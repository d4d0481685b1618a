import type { GateContext } from '../gate-context.ts'
import { type GateTest, wholeVerdict } from '../gate-results.ts'
import { marginCheck } from './margin-check.ts'

/** Is the candidate at most the margin worse than the incumbent? */
export function qualityTest(context: GateContext): GateTest {
  const { plan, outcomes } = context
  const checks = [
    marginCheck(context, {
      id: 'quality.main',
      title: plan.outcomes === 'rankers' ? 'nDCG@10' : `Win difference on ${plan.quality.axis}`,
      differences: outcomes.quality,
      margin: plan.quality.margin,
      planned: plan.quality.questions,
      ifMissing: 'nobody has judged both arms on the same questions',
    }),
    ...(plan.outcomes === 'answers' && plan.rubric !== null
      ? [
          marginCheck(context, {
            id: 'quality.rubric',
            title: `Rubric score on ${plan.rubric.axis}`,
            differences: outcomes.rubric,
            margin: plan.rubric.margin,
            planned: plan.rubric.questions,
            ifMissing: 'no rubric of both arms is marked',
          }),
        ]
      : []),
  ]
  return {
    id: 'quality',
    title: 'Quality, non-inferior to the incumbent',
    verdict: wholeVerdict(checks),
    checks,
  }
}
