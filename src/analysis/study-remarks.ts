import type { Plan } from '../protocol/plan.ts'
import type { MarkTable } from './marks/mark-table.ts'
import { AbsoluteSection } from './sections/absolute-section.ts'
import type { SectionSource } from './sections/section.ts'

/** Limits that hold for every number of the report, one sentence each. */
export function studyRemarks(
  plan: Plan,
  marks: MarkTable,
  sources: readonly SectionSource[],
  reviewersIdentified: boolean,
): string[] {
  const remarks: string[] = []
  if (plan.sample)
    remarks.push('SAMPLE: the marks are simulated. Nothing here is evidence about any product.')
  if (marks.size === 0) return [...remarks, 'The study has no marks yet.']
  if (!reviewersIdentified) {
    remarks.push(
      'Reviewers are not identified in the data, so errors are clustered by question alone and the variance between reviewers is in no interval.',
    )
    if (sources.some((source) => source instanceof AbsoluteSection && source.cells > 0)) {
      remarks.push(
        'Marks of one answer were averaged per question, since nobody knows which came from one reviewer.',
      )
    }
  }
  if (plan.minimumActiveSeconds !== null && marks.activeSeconds.every((seconds) => seconds < 0)) {
    remarks.push(
      `The time floor of ${plan.minimumActiveSeconds} seconds could not be applied: the data hold no times.`,
    )
  }
  const comparisons = sources.filter((source) => 'orderKnown' in source && source.given > 0)
  if (comparisons.length > 0 && comparisons.every((source) => 'orderKnown' in source && !source.orderKnown)) {
    remarks.push(
      'Which answer was shown first is not known for every comparison, so no position effect is given.',
    )
  }
  return remarks
}
