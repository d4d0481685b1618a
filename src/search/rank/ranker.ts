import type { FeatureTable } from './features/feature-table.ts'

/** Gives the candidates of one question a score each, the best the highest. */
export interface Ranker {
  /** Names the ranker with its version, for runs and reports. */
  readonly id: string
  /** Schema of the features that it reads; tables of another are refused. */
  readonly schemaHash: string
  score(table: FeatureTable): Float64Array
}

/** Scores a table after making sure that the ranker was made for such tables. */
export function checkedScores(ranker: Ranker, table: FeatureTable): Float64Array {
  if (ranker.schemaHash !== table.schemaHash) {
    throw new RangeError(
      `ranker ${ranker.id} was made for features of schema ${ranker.schemaHash}, not ${table.schemaHash}`,
    )
  }
  return ranker.score(table)
}
