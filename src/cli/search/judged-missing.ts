import type { Problem } from '../../problem.ts'
import type { ArmRun } from '../../search/evaluation/arm-run.ts'
import type { JudgedSet } from '../../search/evaluation/judged-set.ts'
import type { Judgments } from '../../search/evaluation/judgments.ts'

/** Where no arm that searched found a single judged document, the judgments are most likely of another corpus. */
export function judgedDocumentsMissing(
  set: JudgedSet,
  judgments: Judgments,
  runs: readonly ArmRun[],
): readonly Problem[] {
  if (set.mode === 'candidates' || set.pool !== null) return []
  const searched = runs.filter(({ name }) => name !== 'oracle' && name !== 'random')
  const found = searched.some(({ rankings }) =>
    [...rankings].some(([question, list]) => list.some(({ id }) => judgments.get(question)?.has(id))),
  )
  if (found || searched.length === 0) return []
  const [first] = [...judgments.values()].flatMap((own) => [...own.keys()])
  const [seen] = searched.flatMap(({ rankings }) => [...rankings.values()].flat())
  return [
    {
      code: 'JUDGED_DOCUMENTS_UNKNOWN',
      message: 'No judged document came up in any list: the figures above say nothing.',
      place: { field: 'document' },
      value: first ?? null,
      expected: seen === undefined ? null : `ids as the corpus has them, such as ${seen.id}`,
      remedy: 'Name the corpus that was judged with --corpus, or write its ids.',
    },
  ]
}
