import type { GateVerdict } from '../../learning/gate/gate-results.ts'

export const gateVerdictWords: Readonly<Record<GateVerdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  'needs-judging': 'needs judging',
}
