import { type PpiCluster, ppiCluster } from '../../statistics/ppi/cluster.ts'
import { type PpiMean, ppiMean } from '../../statistics/ppi/mean.ts'
import { codesOf } from './judge-rows.ts'

/** A paired difference A - B on one item, as the judge and as clinicians see it. */
export interface DifferenceRow {
  readonly item: string
  /** Null: the judge failed on A or on B; the row is left out. */
  readonly judge: number | null
  /** Null: not in the part that clinicians marked. */
  readonly clinicians: number | null
}

export type PoweredDifference = {
  /** Rows that clinicians and the judge marked, and rows that the judge alone marked. */
  readonly nLabelled: number
  readonly nUnlabelled: number
  /** Rows left out: the judge failed, or the item belongs to both parts. */
  readonly nDropped: number
} & (
  | { readonly method: 'ppi.mean'; readonly result: PpiMean }
  | { readonly method: 'ppi.cluster'; readonly result: PpiCluster }
)

/** Below this many labelled items the normal interval of `ppi.mean` is too short. */
const fewestForNormal = 30

/**
 * What clinicians would find for A - B over all items, from their marks of a part and a judge's marks of all. Unbiased
 * for any judge, if the part was drawn at random: the protocol keeps the draw, and nothing in the data can show it.
 *
 * `ppi.mean` where every item is one row and clinicians marked 30 or more; else `ppi.cluster`. An item of which some rows
 * are labelled and others not belongs to the labelled part, and its unlabelled rows are left out: the two parts must be
 * of different items.
 */
export function poweredDifference(rows: readonly DifferenceRow[], level = 0.95): PoweredDifference {
  const judged = rows.flatMap(({ item, judge, clinicians }) =>
    judge === null ? [] : [{ item, judge, clinicians }],
  )
  const labelled = judged.flatMap(({ item, judge, clinicians }) =>
    clinicians === null ? [] : [{ item, judge, clinicians }],
  )
  const labelledItems = new Set(labelled.map(({ item }) => item))
  const unlabelled = judged.filter(({ item, clinicians }) => clinicians === null && !labelledItems.has(item))
  const marks = {
    y: labelled.map(({ clinicians }) => clinicians),
    f: labelled.map(({ judge }) => judge),
    fUnlabeled: unlabelled.map(({ judge }) => judge),
  }
  const counts = {
    nLabelled: labelled.length,
    nUnlabelled: unlabelled.length,
    nDropped: rows.length - labelled.length - unlabelled.length,
  }
  const oneRowPerItem =
    labelledItems.size === labelled.length &&
    new Set(unlabelled.map(({ item }) => item)).size === unlabelled.length
  if (oneRowPerItem && labelled.length >= fewestForNormal) {
    return { ...counts, method: 'ppi.mean', result: ppiMean(marks, { level }) }
  }
  const clusters = codesOf(labelled.map(({ item }) => item))
  const clustersUnlabeled = codesOf(unlabelled.map(({ item }) => item))
  return {
    ...counts,
    method: 'ppi.cluster',
    result: ppiCluster({ ...marks, clusters, clustersUnlabeled }, { level }),
  }
}
