import { featureColumn, featureSchemaHash } from './features/feature-schema.ts'
import { featureWidth } from './features/feature-table.ts'
import type { Ranker } from './ranker.ts'

const column = featureColumn('bm_first')

/** BM25 over title, focus and body as the first stage has it: the arm that every other has to beat. */
export const fieldedBm25: Ranker = {
  id: 'bm25-1',
  schemaHash: featureSchemaHash,
  score: ({ values, candidates }) =>
    Float64Array.from({ length: candidates }, (_, row) => values[row * featureWidth + column]!),
}
