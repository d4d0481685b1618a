import { problem } from '../../problem.ts'

/** Wrong usage of `equipoise evidence`. */
export function tooManyNames(action: string, expected: string): Error {
  return problem('USAGE_EVIDENCE_NAMES', `\`evidence ${action}\` takes other names.`, 'Leave them out.', {
    place: { field: 'names' },
    expected,
  })
}
