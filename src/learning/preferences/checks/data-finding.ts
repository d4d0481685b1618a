import { z } from 'zod'
import { checkNames, meaningOf, type ReviewerFinding } from './finding.ts'

/** Something found in marks that bears on whether they can be trusted, as a model and a gate carry it. */
export const dataFindingSchema = z.strictObject({
  code: z.string().min(1),
  /** A finding that blocks does not let a gate pass; a note is shown. */
  weight: z.enum(['blocks', 'note']),
  sentence: z.string().min(1),
})

export type DataFinding = Readonly<z.infer<typeof dataFindingSchema>>

/**
 * What the checks of reviewers come to for a model or a gate: one finding for each check that flags somebody. It blocks until a
 * person has decided of everybody flagged, also where a rule has left their marks out of training: a rule can be wrong of a
 * reviewer, and marks of a panel with a stranger in it are to be looked at. No finding names a reviewer, since a model goes
 * further than its study.
 *
 * @param isDecided Whether a person has decided to leave the marks of this reviewer out.
 */
export function dataFindings(
  findings: readonly ReviewerFinding[],
  isDecided: (reviewer: string) => boolean = () => false,
): readonly DataFinding[] {
  const flagged = findings.filter(({ verdict }) => verdict === 'flagged')
  const isOpen = ({ reviewer }: ReviewerFinding) => reviewer === null || !isDecided(reviewer)
  return checkNames.flatMap((check) => {
    const own = flagged.filter((one) => one.check === check)
    const open = own.filter(isOpen)
    const decided = own.filter((one) => !isOpen(one))
    return [
      ...(open.length === 0 ? [] : [told('blocks', open)]),
      ...(decided.length === 0 ? [] : [told('note', decided)]),
    ]
  })
}

function told(weight: DataFinding['weight'], own: readonly ReviewerFinding[]): DataFinding {
  const check = own[0]!.check
  const each = own.map(({ reviewer, n, estimate, adjustedP }) =>
    [
      `${reviewer === null ? 'all together' : 'one reviewer'} ${shown(estimate)} over ${n} marks`,
      ...(adjustedP === null ? [] : [`adjusted p ${adjustedP < 0.001 ? 'below 0.001' : shown(adjustedP)}`]),
    ].join(', '),
  )
  const end = weight === 'note' ? ' A person has left their marks out.' : ''
  return {
    code: check,
    weight,
    sentence: `The check ${check} of reviewers flags ${each.join('; ')} (${meaningOf(check)}).${end}`,
  }
}

function shown(value: number | null): string {
  return value === null ? 'undefined' : String(Number(value.toFixed(3)))
}
