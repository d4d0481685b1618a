import { join } from 'node:path'
import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { agreementLines, disagreement } from '../../report/assisted/allocation-words.ts'
import { count, counted, percent } from '../../report/format.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { deviationLines } from './deviation-lines.ts'

const problemsShown = 5

/** What the analysis of an assisted-use trial says in a terminal: first whose decisions it rests on, and that of SIMULATED ones apart. */
export function trialResult(results: AssistedResults, folder: string): CommandResult {
  const report = join(folder, 'report.html')
  const { allocations, verdicts, plan, remarks, flow, withheld, lead, deviations } = results
  return {
    json: {
      report,
      results: join(folder, 'results.json'),
      plan: plan.sentence,
      withheld,
      lead,
      verdicts: verdicts.map(({ hypothesis, verdict, headline }) => ({
        hypothesis: hypothesis.id,
        verdict,
        headline,
      })),
      allocations,
      deviations,
      remarks,
      arms: flow.arms.map(({ arm, participants, decided, missing }) => ({
        arm,
        participants,
        decided,
        missing,
      })),
    },
    lines: [
      ...(results.study.sample ? ['SAMPLE: simulated decisions, evidence about nothing.', ''] : []),
      ...allocationLines(results),
      // Verdicts on nobody's decisions would be empty.
      ...(lead === null
        ? verdicts.flatMap(({ verdict, headline }) => [`${verdict.toUpperCase()}  ${headline}`, ''])
        : [lead, '']),
      ...remarks,
      ...(flow.randomised === 0 ? [] : flow.arms.map(flowLine)),
      ...simulatedLines(results),
      ...(allocations === null || allocations.problems.length > 0 ? [] : agreementLines(allocations.lists)),
      plan.sentence,
      ...deviationLines(deviations),
      `Report: ${shownPath(report)}`,
    ],
  }
}

/** Where allocations do not agree, that first: no verdict is worth more than they are. */
function allocationLines({ allocations }: AssistedResults): readonly string[] {
  const told = disagreement(allocations)
  const problems = allocations?.problems ?? []
  if (told === null) return []
  const more = problems.length - problemsShown
  return [
    told,
    ...problems.slice(0, problemsShown).map(({ sentence }) => `  ${sentence}`),
    ...(more > 0 ? [`  and ${count(more)} more, which \`equipoise trial verify\` names.`] : []),
    '',
  ]
}

function flowLine({ arm, participants, decided, missing }: AssistedResults['flow']['arms'][number]): string {
  return `  ${arm}: ${counted(participants, 'participant')}, ${counted(decided, 'decision')}, ${count(missing)} missing.`
}

/** Right decisions of SIMULATED participants by arm; told here where there is nobody else to tell of. */
function simulatedLines({ lead, simulated, outcomes }: AssistedResults): readonly string[] {
  if (lead === null || simulated === null) return []
  return simulated.outcomes.flatMap(({ outcome, arms }) => {
    const label = outcomes.find((one) => one.outcome === outcome)?.label ?? outcome
    return arms.map((one) => {
      const { right, n, risk } = one.simulated
      return `  SIMULATED, ${one.arm}: ${label} in ${right} of ${counted(n, 'decision')}${risk === null ? '' : ` (${percent(risk)})`}.`
    })
  })
}
