import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { metaForest } from '../../evidence/meta/forest-data.ts'
import type { PooledGroup } from '../../evidence/meta/meta-analysis.ts'
import { decimal } from '../../report/format.ts'
import type { Interval } from '../../statistics/interval.ts'

/** A pooled group for people: its studies, what they say together and what that does not allow to be said. */
export function groupLines(index: LedgerIndex, group: PooledGroup): string[] {
  const forest = metaForest(index, group)
  const number = (value: number) => decimal(forest.logarithm ? Math.exp(value) : value, 2)
  const between = (interval: Interval | null) =>
    interval === null ? '' : ` [${number(interval.lower)}, ${number(interval.upper)}]`
  return [
    `${forest.title}: ${forest.contrast.first} against ${forest.contrast.second}, ${group.key.form}. ${forest.axis}.`,
    ...forest.studies.map(
      ({ claim, label, estimate, interval, weight, access, subgroup }) =>
        `  ${claim} (${label}; ${access}, ${subgroup}): ${number(estimate)}${between(interval)}, weight ${decimal(weight, 1)}%`,
    ),
    ...forest.summaries.map(
      ({ label, k, estimate, interval, prediction }) =>
        `  ${label}, ${k} studies: ${number(estimate)}${between(interval)}${prediction === null ? '' : `; a new study${between(prediction)}`}`,
    ),
    ...group.leftOut.map(({ claim, reason }) => `  Left out: ${claim}. ${reason}`),
    ...group.remarks.map((remark) => `  ${remark}`),
  ]
}

/** The same as data, on the pooling scale. */
export function groupJson(index: LedgerIndex, group: PooledGroup) {
  const { key, all, subgroups, leftOut, remarks } = group
  return { key, forest: metaForest(index, group), all, subgroups, leftOut, remarks }
}
