import type { AssistedPowerResults } from '../power/assisted/assisted-power-schema.ts'
import type { Plan } from '../protocol/plan.ts'
import { count, counted, dash, decimal, listed } from '../report/format.ts'
import { tableLines } from './table-lines.ts'

/** What a person reads of a planned trial of decisions, line by line. */
export function assistedPowerLines(results: AssistedPowerResults, plan: Plan): string[] {
  const { design, trials, hypotheses } = results
  const label = (id: string) => plan.arms.find((arm) => arm.id === id)?.label ?? id
  const from =
    design.fromCommandLine.length === 0 ? '' : ` (${listed(design.fromCommandLine)} from the command line)`
  const unreached = hypotheses.some(
    ({ power, neededFor80, neededFor90 }) => power !== null && (neededFor80 === null || neededFor90 === null),
  )
  return [
    ...(results.study.sample ? ['SAMPLE: the plan of a simulated study.', ''] : []),
    `Plan${from}: ${counted(design.arms, 'arm')}, ${counted(design.responsesPerArm, 'response')} each; ${counted(design.cases, 'case')}, ${design.casesPerParticipant} for each participant, ${design.kind === 'between' ? 'between' : 'within'} persons; about ${counted(design.participants, 'participant')}.`,
    `Simulated: ${counted(trials, 'trial')} of each size, seed ${results.seed}.`,
    '',
    ...tableLines(
      ['hypothesis', 'arm', 'control', 'effect', 'power', '95% interval', '80% needs', '90% needs'],
      hypotheses.map((one) => [
        one.id,
        label(one.candidate),
        percent(one.controlShare),
        one.effect === null ? dash : `${decimal(one.effect * 100, 1)} points`,
        one.power === null ? dash : percent(one.power.share),
        one.power === null
          ? dash
          : `${percent(one.power.interval.lower)} to ${percent(one.power.interval.upper)}`,
        one.power === null ? dash : neededWords(one.neededFor80, results.largestTried),
        one.power === null ? dash : neededWords(one.neededFor90, results.largestTried),
      ]),
    ),
    '',
    'Needed are responses of every arm. The interval is that of the simulation alone.',
    `If no arm differed, any hypothesis would be found in ${percent(results.anyFalsePositive.share)} of the trials (${percent(results.anyFalsePositive.interval.lower)} to ${percent(results.anyFalsePositive.interval.upper)}).`,
    ...(unreached
      ? [
          'Where no size is enough, how the arms do on single cases decides: more cases help, more people do not.',
        ]
      : []),
    '',
    'Taken for granted:',
    ...results.assumptions.map((sentence) => `- ${sentence}`),
  ]
}

function neededWords(needed: number | null, largest: number): string {
  return needed === null ? `more than ${count(largest)}` : count(needed)
}

function percent(share: number): string {
  return `${decimal(share * 100, 1)}%`
}
