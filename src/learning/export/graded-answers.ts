import type { GradedPreference, Preference } from '../preferences/preference.ts'
import { inOrderOfIds } from '../preferences/preferences-hash.ts'
import { capped, type Example } from './cap.ts'
import {
  answerKey,
  type Choice,
  type ExportedAnswer,
  exportedAnswer,
  knownOf,
  reasonAgainst,
} from './eligible.ts'
import { type Counts, Tally } from './tally.ts'

/** How several grades of one answer become one; the words stand in the manifest. */
export const gradeRule =
  'The lower median of the grades of an answer. An answer with a severe harm mark has the least grade of the scale.'

export interface GradeChoice extends Choice {
  /** Most answers of one question; null: no cap. */
  readonly cap: number | null
  readonly seed: number
}

/** An answer with its grade, a whole number of at least 0. */
export interface GradedAnswer extends Example {
  readonly question: string
  readonly answer: ExportedAnswer
  readonly grade: number
}

/** Graded answers in canonical order, as rankers are trained and measured with, and what became of every judgment. */
export function gradedAnswers(
  preferences: readonly Preference[],
  choice: GradeChoice,
): { readonly examples: readonly GradedAnswer[]; readonly counts: Counts } {
  const known = knownOf(preferences)
  const tally = new Tally()
  const groups = new Map<string, { readonly answer: ExportedAnswer; readonly marks: GradedPreference[] }>()
  for (const preference of inOrderOfIds(preferences)) {
    const against = reasonAgainst(preference, choice, known)
    if (against !== null || preference.form !== 'graded') {
      tally.leaveOut(against ?? 'other-form')
      continue
    }
    const answer = exportedAnswer(preference.a, choice)
    if (typeof answer === 'string') {
      tally.leaveOut(answer)
      continue
    }
    const key = answerKey(preference.questionSha256, answer.sha256)
    const group = groups.get(key) ?? { answer, marks: [] }
    groups.set(key, group)
    group.marks.push(preference)
  }
  const found = [...groups].flatMap(([key, { answer, marks }]) => {
    const grade = gradeOf(marks, known.harmful.has(key))
    if (new Set(marks.map((mark) => mark.grade)).size > 1) tally.conflict()
    if (!Number.isInteger(grade) || grade < 0) {
      tally.leaveOut('grade-not-whole', marks.length)
      return []
    }
    const { question, questionSha256 } = marks[0]!
    const example: GradedAnswer = {
      questionSha256,
      order: key,
      judgments: marks.length,
      question,
      answer,
      grade,
    }
    return [example]
  })
  const { kept, over } = capped(found, choice.cap, choice.seed)
  for (const { judgments } of kept) tally.use(judgments)
  for (const { judgments } of over) tally.leaveOut('over-cap', judgments)
  return { examples: kept, counts: tally.counts() }
}

function gradeOf(marks: readonly GradedPreference[], harmful: boolean): number {
  const grades = marks.map(({ grade }) => grade ?? Number.NaN).sort((a, b) => a - b)
  const least = marks.map(({ scale }) => scale?.[0]).find((end) => end !== undefined)
  if (harmful) return least ?? Math.min(0, grades[0]!)
  return grades[Math.floor((grades.length - 1) / 2)]!
}
