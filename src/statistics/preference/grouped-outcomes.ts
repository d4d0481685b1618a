import { type DenseCodes, placesByCluster } from '../crossed/cluster-codes.ts'
import type { PairRows } from './count-pairs.ts'

/** Outcomes in the order of their clusters, so that each cluster is one stretch of memory. */
export interface GroupedOutcomes {
  /** Codes as `outcomeCodes` gives them. */
  readonly outcomes: Int32Array
  /** Where each cluster starts, and where the last one ends. */
  readonly starts: Int32Array
}

/** What the model knows of a row as one number: 3 (a systems + b) + 1 - outcome. */
export function outcomeCodes({ systems, slotA, slotB, outcome }: PairRows): Int32Array {
  const codes = new Int32Array(outcome.length)
  for (let row = 0; row < outcome.length; row++) {
    codes[row] = 3 * (slotA[row]! * systems + slotB[row]!) + 1 - outcome[row]!
  }
  return codes
}

export function groupedOutcomes(codes: Int32Array, clusters: DenseCodes): GroupedOutcomes {
  const { places, starts } = placesByCluster(clusters)
  return { outcomes: moved(codes, places), starts }
}

/** Grouped by question x reviewer: put in the order of reviewers, then stably in that of questions, then cut. */
export function outcomesByCell(
  codes: Int32Array,
  questions: DenseCodes,
  reviewers: DenseCodes,
): GroupedOutcomes {
  const byReviewer = placesByCluster(reviewers).places
  const question = moved(questions.code, byReviewer)
  const { places, starts } = placesByCluster({ code: question, count: questions.count })
  const reviewer = moved(moved(reviewers.code, byReviewer), places)
  const outcomes = moved(moved(codes, byReviewer), places)
  const cellStarts = new Int32Array(codes.length + 1)
  let cells = 0
  for (let cluster = 0; cluster < questions.count; cluster++) {
    const end = starts[cluster + 1]!
    for (let place = starts[cluster]! + 1; place <= end; place++) {
      if (place < end && reviewer[place] === reviewer[place - 1]) continue
      cells += 1
      cellStarts[cells] = place
    }
  }
  return { outcomes, starts: cellStarts.subarray(0, cells + 1) }
}

function moved(column: Int32Array, places: Int32Array): Int32Array {
  const result = new Int32Array(column.length)
  for (let row = 0; row < column.length; row++) result[places[row]!] = column[row]!
  return result
}
