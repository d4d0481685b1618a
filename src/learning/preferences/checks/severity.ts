import type { GradedPreference, Preference } from '../preference.ts'
import { fewestMarks, type ReviewerFinding } from './finding.ts'
import { byReviewer } from './shared-units.ts'
import { steppedDown } from './step-down.ts'
import { laterLessEarlier, trendP } from './trend.ts'

interface Grade {
  readonly reviewer: string
  readonly answer: string
  /** 0 at the lower end of the scale, 1 at the upper; of a rubric its score. */
  readonly share: number
  readonly at: string
}

/**
 * Whether a reviewer's grades become harder or easier over time beside those of the others for the same answers. Grades without
 * a time, and of answers that nobody else graded, say nothing of it.
 */
export function severityFindings(preferences: readonly Preference[]): readonly ReviewerFinding[] {
  const grades = preferences.flatMap((one) => gradeOf(one) ?? [])
  return steppedDown((without) => {
    const left = grades.filter(({ reviewer }) => !without.has(reviewer))
    const answers = new Map<string, Grade[]>()
    for (const grade of left) {
      const list = answers.get(grade.answer)
      if (list === undefined) answers.set(grade.answer, [grade])
      else list.push(grade)
    }
    const shared = left.flatMap((grade) => {
      const others = (answers.get(grade.answer) ?? []).filter(({ reviewer }) => reviewer !== grade.reviewer)
      if (others.length === 0) return []
      return [
        { ...grade, beside: grade.share - others.reduce((sum, one) => sum + one.share, 0) / others.length },
      ]
    })
    return byReviewer(shared).map(([reviewer, own]) => {
      const inOrder = [...own]
        .sort((one, other) => (`${one.at} ${one.answer}` < `${other.at} ${other.answer}` ? -1 : 1))
        .map(({ beside }) => beside)
      return {
        check: 'severity' as const,
        reviewer,
        n: inOrder.length,
        ...laterLessEarlier(inOrder),
        p: inOrder.length < 2 * fewestMarks ? null : trendP(inOrder),
      }
    })
  }, 'estimate')
}

function gradeOf(preference: Preference): Grade | null {
  if (preference.form !== 'graded' || preference.gold || preference.repeat) return null
  const { grade, reviewer, decidedAt } = preference
  return grade === null || reviewer === null || decidedAt === null
    ? null
    : { reviewer, answer: answerKey(preference), share: shareOf(preference, grade), at: decidedAt }
}

function shareOf({ scale }: GradedPreference, grade: number): number {
  const [low, high] = scale ?? [0, 1]
  return (grade - low) / (high - low)
}

function answerKey({ study, item, axis, rendering, a }: GradedPreference): string {
  return JSON.stringify([study, item, axis, rendering, a.arm])
}
