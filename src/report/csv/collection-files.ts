import type { PracticeResult } from '../../analysis/coverage/coverage-schema.ts'
import type { CollectionByArm, Results } from '../../analysis/results-schema.ts'
import { intervalColumns, joined } from './common-columns.ts'
import { csvText } from './csv-text.ts'

/** One row per arm that was called: calls by what came of them, and what they cost in US dollars. */
export function collectionCsv(results: Results): string {
  return csvText<CollectionByArm>(
    {
      sample: () => results.study.sample,
      arm: (row) => row.arm,
      calls: (row) => row.calls,
      called_again: (row) => row.calledAgain,
      answered: (row) => row.answered,
      refused: (row) => row.refused,
      failed: (row) => row.failed,
      in_doubt: (row) => row.inDoubt,
      under_way: (row) => row.underWay,
      withheld: (row) => row.withheld,
      tokens: (row) => row.tokens,
      // A sum that lacks some of its parts is no sum.
      usd: (row) => (row.unpriced > 0 ? null : row.usd),
      in_doubt_usd: (row) => (row.inDoubtUnpriced > 0 ? null : row.inDoubtUsd),
      unpriced: (row) => row.unpriced,
    },
    results.data.collection ?? [],
  )
}

/** One row per hypothesis: the difference as the questions were asked, and with the mix of practice. */
export function practiceCsv(results: Results): string {
  return csvText<PracticeResult>(
    {
      sample: () => results.study.sample,
      hypothesis: (row) => row.hypothesis,
      axis: (row) => row.axis,
      rendering: (row) => row.rendering,
      candidate: (row) => row.candidate,
      against: (row) => joined(row.against),
      unit: (row) => row.unit,
      items: (row) => row.items,
      items_without_category: (row) => row.itemsWithoutCategory,
      unweighted: (row) => row.unweighted,
      estimate: (row) => row.estimate,
      se: (row) => row.se,
      ...intervalColumns('ci95', (row: PracticeResult) => row.ci95),
      covered_weight: (row) => row.coveredWeight,
      ...intervalColumns('bounds', (row: PracticeResult) => row.bounds),
      effective_items: (row) => row.effectiveItems,
    },
    results.practice?.results ?? [],
  )
}
