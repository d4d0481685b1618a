/**
 * The alternative that `docs/decisions/few-cases.md` weighs: a linear mixed model with participant, case and case by arm, t on
 * Satterthwaite's degrees of freedom, at the sizes of the replication and without a difference.
 *
 *   node validation/assisted-mixed-model.ts [--runs <n>]
 */
import { parseArgs } from 'node:util'
import { lmm } from '../src/statistics/crossed/lmm.ts'
import { assistedTrials } from './designs/assisted-trial.ts'

const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const runs = Number(values.runs ?? 600)

for (const caseByArmSd of [0, 0.2, 0.8]) {
  const draw = assistedTrials(
    {
      risks: [0.4, 0.4],
      participantsPerArm: 300,
      cases: 10,
      casesPerParticipant: 2,
      allocation: 'between',
      participantSd: 0.5,
      caseSd: 0.8,
      caseByArmSd,
    },
    { seed: 41_591, stream: ['assisted mixed model', caseByArmSd] },
  )
  let [defined, missed, width] = [0, 0, 0]
  for (let run = 0; run < runs; run++) {
    const { right, participant, arm, case: cases } = draw(run)
    const fit = lmm(
      { mark: right, question: participant, reviewer: cases, system: arm, systems: 2 },
      { interactions: true },
    )
    const ci = fit.ci?.[1] ?? null
    if (ci === null) continue
    defined += 1
    width += ci.upper - ci.lower
    if (ci.lower > 0 || ci.upper < 0) missed += 1
  }
  process.stdout.write(
    `case by arm ${caseByArmSd}: ${defined} of ${runs} fitted, ${((100 * missed) / defined).toFixed(1)} % missed, mean width ${((100 * width) / defined).toFixed(1)} points\n`,
  )
}
