import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { metaForest } from '../../evidence/meta/forest-data.ts'
import type { PooledGroup } from '../../evidence/meta/meta-analysis.ts'
import { heterogeneityWords, studyWords, summaryWords } from '../../report/evidence/pooled-forest.ts'

/** A pooled group for people: its studies, what they say together and what that does not allow to be said. */
export function groupLines(index: LedgerIndex, group: PooledGroup): string[] {
  const forest = metaForest(index, group)
  return [
    `${forest.title}: ${forest.contrast.first} against ${forest.contrast.second}, ${group.key.form}. ${forest.axis}.`,
    ...forest.studies.map(
      (study) =>
        `  ${study.claim} (${study.label}; ${study.access}, ${study.subgroup}): ${studyWords(forest, study)}`,
    ),
    ...forest.summaries.map((summary) => `  ${summaryWords(forest, summary)}`),
    ...heterogeneityWords(forest).map((words) => `  ${words}`),
    ...group.leftOut.map(({ claim, reason }) => `  Left out: ${claim}. ${reason}`),
    ...group.remarks.map((remark) => `  ${remark}`),
  ]
}

/** The same as data, on the pooling scale. */
export function groupJson(index: LedgerIndex, group: PooledGroup) {
  const { key, all, subgroups, difference, leftOut, remarks } = group
  return { key, forest: metaForest(index, group), all, subgroups, difference, leftOut, remarks }
}
