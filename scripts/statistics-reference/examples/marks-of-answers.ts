import type { PairedTable } from '../../../src/statistics/paired/paired-table.ts'
import type { Sample, SampleMark } from '../sample.ts'

export const specialties = [
  'Cardiology',
  'Endocrinology',
  'Infectious disease',
  'Nephrology',
  'Neurology',
  'Obstetrics',
]

/** The number in a code such as `q07` or `R12`. */
export function numberOf(code: string): number {
  return Number(code.slice(1))
}

/** Marks of the answer of an arm to a question, 1 to 4, by its two reviewers; null where one is missing. */
export function marksOf(sample: Sample, question: string, arm: string): (number | null)[] {
  return sample.marks.filter((row) => row.question === question && row.answer === arm).map((row) => row.mark)
}

/** Whether both reviewers marked the answer 3 or 4; a refusal is not right, a missing mark decides nothing. */
export function isRight(sample: Sample, question: string, arm: string): boolean {
  const marks = marksOf(sample, question, arm).filter((mark) => mark !== null)
  return marks.length > 0 && marks.every((mark) => mark >= 3)
}

/** Questions by which of two arms answered them right. */
export function rightTable(sample: Sample, a: string, b: string): PairedTable {
  const count = (rightA: boolean, rightB: boolean) =>
    sample.items.filter(({ key }) => isRight(sample, key, a) === rightA && isRight(sample, key, b) === rightB)
      .length
  return {
    n11: count(true, true),
    n10: count(true, false),
    n01: count(false, true),
    n00: count(false, false),
  }
}

/** One row per question and reviewer: the marks of two arms, NaN where one is missing or refused. */
export function pairedMarks(sample: Sample, a: string, b: string) {
  const rows = sample.marks.filter((row) => row.answer === a)
  const markOf = (row: SampleMark, arm: string) =>
    sample.marks.find(
      (other) => other.question === row.question && other.reviewer === row.reviewer && other.answer === arm,
    )?.mark ?? Number.NaN
  return {
    question: rows.map((row) => numberOf(row.question)),
    reviewer: rows.map((row) => numberOf(row.reviewer)),
    a: rows.map((row) => markOf(row, a)),
    b: rows.map((row) => markOf(row, b)),
  }
}
