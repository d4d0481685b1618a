import type { DavidsonFit } from './davidson.ts'
import { type OutcomeProbabilities, outcomeProbabilities } from './davidson-newton.ts'
import type { GroupedOutcomes } from './grouped-outcomes.ts'

/** Scores by outcome code: a row's score depends on its pair and outcome only, so it is computed once for each. */
export interface ScoreTable {
  /** Systems in the first and in the second slot. */
  readonly a: Int32Array
  readonly b: Int32Array
  /** Score for the difference of the log worths, a - b. */
  readonly difference: Float64Array
  /** Score for log nu. */
  readonly tie: Float64Array
  /** Places of the slot effect and of log nu among the parameters; -1 where the model has none. */
  readonly positionPlace: number
  readonly nuPlace: number
}

export function scoreTable(systems: number, fit: DavidsonFit): ScoreTable {
  const length = 3 * systems * systems
  const a = new Int32Array(length)
  const b = new Int32Array(length)
  const difference = new Float64Array(length)
  const tie = new Float64Array(length)
  const p: OutcomeProbabilities = { first: 0, tie: 0, second: 0 }
  const worth = fit.logWorth ?? []
  for (let first = 0; first < systems; first++) {
    for (let second = 0; second < systems; second++) {
      outcomeProbabilities(worth[first]! - worth[second]! + (fit.position ?? 0), fit.logNu, p)
      for (let result = -1; result <= 1; result++) {
        const code = 3 * (first * systems + second) + 1 - result
        a[code] = first
        b[code] = second
        difference[code] = (result - (p.first - p.second)) / 2
        tie[code] = (result === 0 ? 1 : 0) - p.tie
      }
    }
  }
  const positionPlace = fit.position === null ? -1 : systems
  const nuPlace = fit.logNu === null ? -1 : systems + (fit.position === null ? 0 : 1)
  return { a, b, difference, tie, positionPlace, nuPlace }
}

/** G/(G-1) sum over clusters of score score'; null for fewer than two clusters. */
export function clusterMeat(grouped: GroupedOutcomes, scores: ScoreTable, size: number): Float64Array | null {
  const { outcomes, starts } = grouped
  const clusters = starts.length - 1
  if (clusters < 2) return null
  const { a, b, difference, tie, positionPlace, nuPlace } = scores
  const meat = new Float64Array(size * size)
  const score = new Float64Array(size)
  const seenIn = new Int32Array(size).fill(-1)
  const touched = new Int32Array(size)
  for (let cluster = 0; cluster < clusters; cluster++) {
    const end = starts[cluster + 1]!
    let touchedCount = 0
    let forPosition = 0
    let forTie = 0
    for (let place = starts[cluster]!; place < end; place++) {
      const outcome = outcomes[place]!
      const first = a[outcome]!
      const second = b[outcome]!
      const forFirst = difference[outcome]!
      if (seenIn[first] !== cluster) {
        seenIn[first] = cluster
        score[first] = 0
        touched[touchedCount] = first
        touchedCount += 1
      }
      if (seenIn[second] !== cluster) {
        seenIn[second] = cluster
        score[second] = 0
        touched[touchedCount] = second
        touchedCount += 1
      }
      score[first] = score[first]! + forFirst
      score[second] = score[second]! - forFirst
      forPosition += forFirst
      forTie += tie[outcome]!
    }
    if (positionPlace >= 0) {
      score[positionPlace] = forPosition
      touched[touchedCount] = positionPlace
      touchedCount += 1
    }
    if (nuPlace >= 0) {
      score[nuPlace] = forTie
      touched[touchedCount] = nuPlace
      touchedCount += 1
    }
    for (let i = 0; i < touchedCount; i++) {
      const row = touched[i]! * size
      const value = score[touched[i]!]!
      for (let j = 0; j < touchedCount; j++) {
        const place = row + touched[j]!
        meat[place] = meat[place]! + value * score[touched[j]!]!
      }
    }
  }
  const correction = clusters / (clusters - 1)
  return meat.map((value) => value * correction)
}
