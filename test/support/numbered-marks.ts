import { createGenerator } from '../../src/statistics/random/generator.ts'
import { pairsTable } from './bedside-study.ts'

export const reviewersOfTable = 20
export const questionsOfTable = 100
export const rowsOfTable = reviewersOfTable * questionsOfTable

/**
 * A table of 2,000 marks for `bedsideProtocol` and `pairsMapping`: every one of twenty reviewers marks every one of
 * 100 questions. Tables of different numbers have the same questions and other reviewers, so all of them go into one
 * study.
 */
export function numberedMarks(number: number): string {
  const random = createGenerator(number, 'marks')
  const choices = ['left', 'right', 'same'] as const
  const rows: string[] = []
  for (let reviewer = 0; reviewer < reviewersOfTable; reviewer += 1) {
    for (let question = 0; question < questionsOfTable; question += 1) {
      rows.push(
        `q${question},ours,theirs,preference,${choices[random.integerBelow(3)]},dr-${number}-${reviewer}`,
      )
    }
  }
  return pairsTable(...rows)
}
