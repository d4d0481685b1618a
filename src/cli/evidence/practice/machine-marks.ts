import type { Marks } from '../../../analysis/judges/marks-schema.ts'
import type { Measure, MeasuredStudy, Reading } from '../../../evidence/practice/measures.ts'
import { normalUpperQuantile } from '../../../statistics/distributions/normal.ts'

const rubricLevel = 0.95

/** Exam and rubric scores of `marks.json`. */
export function machineMarks({ study, protocolHash, marksHash, key, rubric }: Marks): MeasuredStudy {
  const repeats = Math.max(0, ...(key?.arms ?? []).map(({ replicate }) => replicate))
  return {
    ...study,
    protocolHash,
    dataHash: marksHash,
    labels: new Map(),
    measures: [
      ...(key === null ? [] : [examOf(key)]),
      ...(rubric === null || rubric.arms.length === 0 ? [] : [rubricOf(rubric)]),
    ],
    remarks:
      repeats === 0
        ? []
        : [
            `${study.title}: every question was asked ${repeats + 1} times; the exam score is that of the first.`,
          ],
  }
}

function examOf({ arms, level }: NonNullable<Marks['key']>): Measure {
  return {
    kind: 'exam',
    of: 'Right of all replies by the answer key; Wilson interval',
    unit: 'replies',
    readings: arms
      .filter(({ replicate }) => replicate === 0)
      .map(({ arm, accuracyOfAll, ciOfAll, right, wrong, notScored }): Reading => {
        const unscored = notScored.empty + notScored.refused + notScored.noChoice + notScored.ambiguous
        return {
          arm,
          estimate: accuracyOfAll,
          interval: ciOfAll === null ? null : { ...ciOfAll, level },
          n: right + wrong + unscored,
          error: ciOfAll === null ? null : halfWidth(ciOfAll, level),
        }
      }),
  }
}

/** Judges of an arm's own family are no part of it. */
function rubricOf({ arms }: NonNullable<Marks['rubric']>): Measure {
  const z = normalUpperQuantile((1 - rubricLevel) / 2)
  return {
    kind: 'rubric',
    of: 'Mean share of rubric points by judges that are not of the arm’s family; interval from its standard error',
    unit: 'items',
    readings: arms
      .filter(({ panel }) => panel === 'independent')
      .map(({ arm, n, score, se }): Reading => {
        // A standard error of 0 shows no variation, which is not certainty.
        const known = score !== null && se !== null && se > 0
        return {
          arm,
          estimate: score,
          interval: known ? { lower: score - z * se, upper: score + z * se, level: rubricLevel } : null,
          n,
          error: known ? se : null,
        }
      }),
  }
}

/** Standard error that an interval of this level stands for, as if it were normal. */
export function halfWidth(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  level: number,
): number {
  return (upper - lower) / 2 / normalUpperQuantile((1 - level) / 2)
}
