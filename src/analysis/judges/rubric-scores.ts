import { type PairedDifference, pairedDifference } from '../../statistics/crossed/paired-difference.ts'
import { mean } from '../../statistics/moments.ts'
import { aggregateRubric, type RubricAggregate } from '../../statistics/rubric/aggregate.ts'
import { rubricItemScore } from '../../statistics/rubric/item-score.ts'
import { codesOf } from './judge-rows.ts'

/** An answer with the marks of its rubric, whoever gave them. */
export interface MarkedRubric {
  readonly item: string
  readonly arm: string
  /** Tags of the item, for example `theme:hedging`. */
  readonly tags: readonly string[]
  readonly criteria: readonly {
    readonly points: number
    readonly tags: readonly string[]
    /** Null: the judge failed; the criterion counts for nothing, in neither sum. */
    readonly met: boolean | null
  }[]
}

export interface ArmRubricScore extends RubricAggregate {
  readonly arm: string
  readonly answers: number
  /** Criteria without a mark. Above 0, the arm's score speaks of fewer criteria than another's. */
  readonly missingMarks: number
}

/** Scores of every arm; repeats of an item are averaged first. */
export function rubricScores(answers: readonly MarkedRubric[]): readonly ArmRubricScore[] {
  const arms = [...new Set(answers.map(({ arm }) => arm))]
  return arms.map((arm) => {
    const own = answers.filter((answer) => answer.arm === arm)
    return {
      arm,
      answers: own.length,
      missingMarks: own.flatMap(({ criteria }) => criteria).filter(({ met }) => met === null).length,
      ...aggregateRubric(own.map(({ item, criteria, tags }) => ({ criteria, tags, question: item }))),
    }
  })
}

/** Two arms by the paired difference of their item scores, A - B, with t over items. */
export function rubricDifference(
  answers: readonly MarkedRubric[],
  armA: string,
  armB: string,
): PairedDifference {
  const items = [...new Set(answers.map(({ item }) => item))]
  const a = meanScores(answers, armA)
  const b = meanScores(answers, armB)
  const inOrder = (scores: ReadonlyMap<string, number>) => items.map((item) => scores.get(item) ?? Number.NaN)
  return pairedDifference({ question: codesOf(items), reviewer: null, a: inOrder(a), b: inOrder(b) })
}

/** Mean score of an arm's answers per item; items without a score are not there. */
function meanScores(answers: readonly MarkedRubric[], arm: string): ReadonlyMap<string, number> {
  const scores = new Map<string, number[]>()
  for (const answer of answers) {
    const score = answer.arm === arm ? rubricItemScore(answer.criteria) : null
    if (score === null) continue
    const repeats = scores.get(answer.item)
    if (repeats === undefined) scores.set(answer.item, [score])
    else repeats.push(score)
  }
  return new Map([...scores].map(([item, repeats]) => [item, mean(repeats) ?? Number.NaN]))
}
