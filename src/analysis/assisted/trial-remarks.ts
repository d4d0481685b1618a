import type { UncodedDecisions } from '../../assisted/scoring/uncoded-decisions.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { AssistedResults } from './results-schema.ts'

/** With fewer cases than this a result says little of other cases. */
const fewCases = 20

/** What remarks are made from, beside the plan and the flow. */
export interface RemarkFacts {
  readonly analysed: AssistedResults['data']['analysed']
  /** Simulated participants. */
  readonly simulated: number
  readonly uncoded: UncodedDecisions
  readonly withheld: AssistedResults['withheld']
}

/** Limits that hold for every number. */
export function trialRemarks(
  { cases, design, stopping }: AssistedPlan,
  flow: AssistedResults['flow'],
  { analysed, simulated, uncoded, withheld }: RemarkFacts,
): string[] {
  const sum = (count: (arm: AssistedResults['flow']['arms'][number]) => number) =>
    flow.arms.reduce((total, arm) => total + count(arm), 0)
  const short = flow.arms.filter(({ decided }) => decided < stopping.responsesPerArm)
  return [
    ...(withheld === 'trial-open' ? ['The trial is not closed: nothing of its outcomes is computed.'] : []),
    ...(withheld === 'coding-unfinished'
      ? [
          `${waitingWords(uncoded)} conditions without a final code: nothing of the outcomes is computed before the coders, who are blind, have finished.`,
        ]
      : []),
    ...(simulated > 0 && flow.randomised > 0
      ? [
          `${simulated} SIMULATED ${simulated === 1 ? 'participant is' : 'participants are'} compared with the real ones and counted among none of them.`,
        ]
      : []),
    ...((analysed.cases === 0 ? cases.length : analysed.cases) < fewCases
      ? [fewCasesWords(analysed.cases, cases.length)]
      : []),
    ...(sum(({ missing }) => missing) > 0
      ? [
          sum(({ missing }) => missing) === 1
            ? '1 case was given out and never decided; it is missing, and the bounds say how far it could move a result.'
            : `${sum(({ missing }) => missing)} cases were given out and never decided; they are missing, and the bounds say how far they could move a result.`,
        ]
      : []),
    ...(flow.withdrawn > 0
      ? [
          flow.withdrawn === 1
            ? '1 participant withdrew and is not analysed.'
            : `${flow.withdrawn} participants withdrew and are not analysed.`,
        ]
      : []),
    ...(withheld !== 'trial-open' && short.length > 0
      ? [
          `Fewer responses than planned (${stopping.responsesPerArm}) in ${short.map(({ arm }) => arm).join(', ')}.`,
        ]
      : []),
    ...(design === 'within'
      ? ['Every participant had several arms: what they saw with one arm may have helped with the next.']
      : []),
  ]
}

/** Cases that were decided about; where nobody decided, those that were planned. */
function fewCasesWords(decided: number, planned: number): string {
  const words = (n: number) => `${n} ${n === 1 ? 'case' : 'cases'}`
  const so = 'Intervals hold for cases like these; more participants do not make up for few cases.'
  if (decided === 0) return `${words(planned)} ${planned === 1 ? 'is' : 'are'} planned. ${so}`
  return `Decisions are on ${words(decided)}${decided === planned ? '' : `; ${planned} were planned`}. ${so}`
}

function waitingWords({ real, simulated }: UncodedDecisions): string {
  const parts = [
    ...(real > 0 ? [`${real} ${real === 1 ? 'decision' : 'decisions'}`] : []),
    ...(simulated > 0
      ? [`${simulated} ${simulated === 1 ? 'decision' : 'decisions'} of SIMULATED participants`]
      : []),
  ]
  return `${parts.join(' and ')} ${real + simulated === 1 ? 'has' : 'have'}`
}
