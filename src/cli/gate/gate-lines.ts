import type { GateResults } from '../../learning/gate/gate-results.ts'
import { counted, percent, pValue, signed } from '../../report/format.ts'
import { gateVerdictWords } from '../../report/gate/gate-words.ts'
import { tableLines } from '../table-lines.ts'

/** A gate as a person reads it on the command line. */
export function gateLines(results: GateResults): string[] {
  const { look } = results
  const listed = results.strata.filter(({ tested }) => !tested)
  return [
    `${gateVerdictWords[results.verdict].toUpperCase()}  ${results.sentence}`,
    '',
    ...results.tests.flatMap(({ title, verdict, checks }, index) => [
      `${index + 1}. ${title}: ${gateVerdictWords[verdict]}`,
      ...(checks.length === 0 ? ['   The plan asks for nothing here.'] : []),
      ...checks.map((check) => `   ${gateVerdictWords[check.verdict]}: ${check.sentence}`),
    ]),
    ...(results.strata.length === 0
      ? []
      : [
          '',
          ...tableLines(
            ['stratum', 'value', 'questions', 'gain', 'adjusted p'],
            results.strata.map(({ name, value, questions, estimate, tested, adjustedP }) => [
              name,
              value,
              String(questions),
              signed(estimate, 3),
              tested ? pValue(adjustedP) : 'not tested',
            ]),
            ['left', 'left', 'right', 'right', 'right'],
          ),
        ]),
    ...(listed.length === 0
      ? []
      : [`${counted(listed.length, 'value')} with too few questions: listed, not tested.`]),
    ...results.findings.map(({ sentence }) => `Finding: ${sentence}`),
    '',
    look.number === null
      ? `No look is due: ${percent(look.information, 0)} of the planned questions can be counted, so that the whole cannot pass yet.`
      : `Look ${look.number} of ${look.of}, one-sided level ${pValue(look.alpha)}.`,
    `Plan ${results.planSha256.slice(0, 12)}, data ${results.dataSha256.slice(0, 12)}; ${counted(results.candidatesOnThisSet, 'candidate')} on these questions so far.`,
  ]
}
