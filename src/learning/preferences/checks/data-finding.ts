import { z } from 'zod'
import { type CheckName, checkNames, meaningOf, type ReviewerFinding } from './finding.ts'

/** Something found in marks that bears on whether they can be trusted, as a model and a gate carry it. */
export const dataFindingSchema = z.strictObject({
  code: z.string().min(1),
  /** A finding that blocks does not let a gate pass; a note is shown. */
  weight: z.enum(['blocks', 'note']),
  sentence: z.string().min(1),
})

export type DataFinding = Readonly<z.infer<typeof dataFindingSchema>>

/**
 * What the checks of reviewers come to for a model or a gate: one finding for each check that flags somebody. No finding names a
 * reviewer, since a model goes further than its study.
 *
 * @param open Of the reviewers whose marks nobody has decided to leave out: they block.
 * @param decided Of those whose marks a person has left out: they are told.
 */
export function dataFindings(
  open: readonly ReviewerFinding[],
  decided: readonly ReviewerFinding[] = [],
): readonly DataFinding[] {
  const flagged = (findings: readonly ReviewerFinding[], check: CheckName) =>
    findings.filter((one) => one.check === check && one.verdict === 'flagged')
  return checkNames.flatMap((check) => [
    ...told('blocks', check, flagged(open, check)),
    ...told('note', check, flagged(decided, check)),
  ])
}

function told(
  weight: DataFinding['weight'],
  check: CheckName,
  own: readonly ReviewerFinding[],
): readonly DataFinding[] {
  if (own.length === 0) return []
  const each = own.map(({ reviewer, n, estimate, adjustedP }) =>
    [
      `${reviewer === null ? 'all together' : 'one reviewer'} ${shown(estimate)} over ${n} marks`,
      ...(adjustedP === null ? [] : [`adjusted p ${adjustedP < 0.001 ? 'below 0.001' : shown(adjustedP)}`]),
    ].join(', '),
  )
  const end = weight === 'note' ? ' A person has left their marks out.' : ''
  return [
    {
      code: check,
      weight,
      sentence: `The check ${check} of reviewers flags ${each.join('; ')} (${meaningOf(check)}).${end}`,
    },
  ]
}

function shown(value: number | null): string {
  return value === null ? 'undefined' : String(Number(value.toFixed(3)))
}
