import type { Problem } from '../../problem.ts'
import type { Judgments, Rankings } from './judgments.ts'

/** A line of a TREC run: `qid Q0 docid rank score tag`. */
export interface RunLine {
  readonly question: string
  readonly document: string
  /** From 1. */
  readonly rank: number
  readonly score: number
  readonly tag: string
}

/** One line of a run without its end, its columns parted by tabs. Identifiers hold no white space: that is what parts columns. */
export function runLine(line: RunLine): string {
  for (const [name, value] of [
    ['question', line.question],
    ['document', line.document],
    ['tag', line.tag],
  ] as const) {
    if (!/^\S+$/.test(value))
      throw new RangeError(`${name} must be free of white space, not ${JSON.stringify(value)}`)
  }
  return [line.question, 'Q0', line.document, line.rank, line.score, line.tag].join('\t')
}

/** What a TREC file holds, and what was wrong with the lines left out. */
export interface ReadLines<T> {
  readonly value: T
  readonly problems: readonly Problem[]
}

/** Reads relevance judgments `qid 0 docid grade`. A pair that is judged twice with two grades is a problem. */
export function readQrels(file: string, text: string): ReadLines<Judgments> {
  const judgments = new Map<string, Map<string, number>>()
  const problems: Problem[] = []
  for (const { line, columns, written } of linesOf(text)) {
    const [question, , document, gradeText] = columns
    const grade = Number(gradeText)
    if (columns.length !== 4 || question === undefined || document === undefined || !Number.isFinite(grade)) {
      problems.push(lineProblem(file, line, written, 'question, a column not read, document and grade'))
      continue
    }
    const grades = judgments.get(question) ?? new Map<string, number>()
    judgments.set(question, grades)
    const before = grades.get(document)
    if (before !== undefined && before !== grade) {
      problems.push(repeated(file, line, `${question} ${document}`, 'one grade for a document'))
      continue
    }
    grades.set(document, grade)
  }
  return { value: judgments, problems }
}

/**
 * Reads a run. Documents stand by score, the highest first, and by rank among equal scores: the rank column alone is not
 * trusted, since many programs write 0 there. (`trec_eval` does the same but for equal scores, which it orders by name.)
 */
export function readRun(file: string, text: string): ReadLines<Rankings> {
  const lines = new Map<string, { document: string; rank: number; score: number }[]>()
  const seen = new Set<string>()
  const problems: Problem[] = []
  for (const { line, columns, written } of linesOf(text)) {
    const [question, , document, rankText, scoreText] = columns
    const [rank, score] = [Number(rankText), Number(scoreText)]
    if (
      columns.length !== 6 ||
      question === undefined ||
      document === undefined ||
      !Number.isFinite(rank) ||
      !Number.isFinite(score)
    ) {
      problems.push(lineProblem(file, line, written, 'question, Q0, document, rank, score and tag'))
      continue
    }
    if (seen.has(`${question} ${document}`)) {
      problems.push(repeated(file, line, `${question} ${document}`, 'a document once for a question'))
      continue
    }
    seen.add(`${question} ${document}`)
    const own = lines.get(question) ?? []
    lines.set(question, own)
    own.push({ document, rank, score })
  }
  const rankings = new Map<string, readonly string[]>()
  for (const [question, own] of lines) {
    own.sort((a, b) => b.score - a.score || a.rank - b.rank)
    rankings.set(
      question,
      own.map(({ document }) => document),
    )
  }
  return { value: rankings, problems }
}

function* linesOf(text: string) {
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const trimmed = written.trim()
    if (trimmed !== '') yield { line: index + 1, columns: trimmed.split(/\s+/), written: trimmed }
  }
}

function lineProblem(file: string, line: number, value: string, expected: string): Problem {
  return {
    code: 'TREC_LINE',
    message: 'The line is not one of this format.',
    place: { file, line },
    value,
    expected,
    remedy: 'Correct the line: columns are parted by blanks, grades, ranks and scores are numbers.',
  }
}

function repeated(file: string, line: number, value: string, expected: string): Problem {
  return {
    code: 'TREC_REPEATED',
    message: 'The line repeats an earlier one.',
    place: { file, line },
    value,
    expected,
    remedy: 'Leave one of the two lines out.',
  }
}
