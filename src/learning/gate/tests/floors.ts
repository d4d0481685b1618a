import type { GateContext } from '../gate-context.ts'
import { type GateTest, wholeVerdict } from '../gate-results.ts'
import { marginCheck } from './margin-check.ts'

/** Does the candidate stay above what costs nothing? By the margin of quality. */
export function floorsTest(context: GateContext): GateTest {
  const { plan, outcomes } = context
  const checks = plan.floors.map((arm) =>
    marginCheck(context, {
      id: `floors.${arm}`,
      title: `Against the floor ${arm}`,
      differences: outcomes.floors.find((floor) => floor.arm === arm)?.differences ?? null,
      margin: plan.quality.margin,
      planned: plan.quality.questions,
      ifMissing: 'nobody has judged candidate and floor on the same questions',
    }),
  )
  return { id: 'floors', title: 'Floors', verdict: wholeVerdict(checks), checks }
}
