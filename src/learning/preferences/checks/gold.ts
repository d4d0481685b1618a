import type { ExpectedMark } from '../../../protocol/review-known-items.ts'
import { binomialCdf } from '../../../statistics/distributions/binomial.ts'
import { proportionInterval } from '../../../statistics/proportion/proportion-interval.ts'
import type { JudgedStudy, RecordedJudgment } from '../judged-study.ts'
import { fewestMarks, type ReviewerFinding } from './finding.ts'
import { judged } from './step-down.ts'

/** A reviewer who is right less often than this is flagged. */
const leastRight = 0.75

/**
 * Agreement with the marks that gold items should get: the preference on a pair, the point of a scale, every criterion that is
 * known. A missing mark is not counted, since it says nothing; one-sided exact test against three in four.
 */
export function goldFindings(study: Pick<JudgedStudy, 'gold' | 'judgments'>): readonly ReviewerFinding[] {
  const expected = new Map(study.gold.map(({ item, marks }) => [item, marks]))
  const tallies = new Map<string, { right: number; n: number }>()
  for (const judgment of study.judgments) {
    if (judgment.role !== 'gold' || judgment.reviewer === null) continue
    for (const mark of expected.get(judgment.item) ?? []) {
      const right = isRight(judgment, mark)
      if (right === null) continue
      const tally = tallies.get(judgment.reviewer) ?? { right: 0, n: 0 }
      tallies.set(judgment.reviewer, { right: tally.right + (right ? 1 : 0), n: tally.n + 1 })
    }
  }
  const reviewers = [...tallies].sort(([one], [other]) => (one < other ? -1 : 1))
  return judged(
    reviewers.map(([reviewer, { right, n }]) => ({
      check: 'gold' as const,
      reviewer,
      n,
      estimate: right / n,
      ci: proportionInterval(right, n),
      p: n < fewestMarks ? null : binomialCdf(right, n, leastRight),
    })),
  )
}

/** Null where the mark is for another task, or missing. */
function isRight(judgment: RecordedJudgment, mark: ExpectedMark): boolean | null {
  const { axis, armA, armB, value, criteria } = judgment
  if (axis !== mark.axis) return null
  if ('better' in mark) {
    if (armB === null || value === null) return null
    if (armA === mark.better && armB === mark.worse) return value === 1
    return armA === mark.worse && armB === mark.better ? value === -1 : null
  }
  if (armB !== null || armA !== mark.arm) return null
  if ('mark' in mark) return value === null ? null : value === mark.mark
  if (criteria === null) return null
  return Object.entries(mark.met).every(([id, met]) => criteria[id] === met)
}
