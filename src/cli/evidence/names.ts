import { problem } from '../../problem.ts'

/** Wrong usage of `equipoise evidence`. */
export function tooManyNames(action: string, expected: string): Error {
  return problem('USAGE_EVIDENCE_NAMES', `\`evidence ${action}\` takes other names.`, 'Leave them out.', {
    place: { field: 'names' },
    expected,
  })
}

/** Wrong usage where a claim is named more than once. @throws ProblemError USAGE_EVIDENCE_TWICE */
export function checkNamedOnce(action: string, names: readonly string[]): void {
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
  if (twice.length === 0) return
  throw problem(
    'USAGE_EVIDENCE_TWICE',
    `\`evidence ${action}\` takes each claim once.`,
    'Leave it out once.',
    {
      place: { field: 'names' },
      value: twice.join(', '),
    },
  )
}
