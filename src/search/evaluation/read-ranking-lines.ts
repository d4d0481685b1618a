import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { jsonFault, jsonFaultProblem } from '../../json-fault.ts'
import type { Place, Problem } from '../../problem.ts'
import { passageSchema } from '../corpus/passage.ts'
import type { GivenCandidate, RankingQuestion } from './ranking-question.ts'

const text = z.string().refine((written) => written.trim() !== '', 'text that is not blank')

/** A line of a questions file: `{"id": "q1", "text": "Can I take ..."}`. */
const questionLine = z.strictObject({ id: text, text })

/** A line of a candidates file; only `question`, `id` and `text` must be there. */
const candidateLine = z.strictObject({
  question: text,
  id: text,
  text,
  title: text.optional(),
  focus: text.nullable().optional(),
  synonyms: z.array(text).optional(),
  headings: z.array(text).optional(),
  type: passageSchema.shape.type.optional(),
  source: text.optional(),
  url: text.nullable().optional(),
  grade: z.number().min(0).max(4).nullable().optional(),
  systemRank: z.int().min(1).nullable().optional(),
})

export interface RankingQuestions {
  /** In the order of the questions file. */
  readonly questions: readonly RankingQuestion[]
  readonly problems: readonly Problem[]
}

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** Reads questions and their candidates from two JSON Lines files. A line with something wrong is a problem and left out. */
export function readRankingLines(questionsFile: NamedText, candidatesFile: NamedText): RankingQuestions {
  const problems: Problem[] = []
  const texts = questionTexts(questionsFile, problems)
  const candidates = new Map<string, Map<string, GivenCandidate>>()
  for (const { value, place } of checkedLines(candidatesFile, candidateLine, problems)) {
    if (!texts.has(value.question)) {
      problems.push(
        lineProblem(
          place,
          'question',
          'The candidate names a question that is not there.',
          value.question,
          `a question of ${questionsFile.name}`,
        ),
      )
      continue
    }
    const own = candidates.get(value.question) ?? new Map<string, GivenCandidate>()
    candidates.set(value.question, own)
    if (own.has(value.id)) problems.push(repeated(place, value.id, 'each candidate of a question once'))
    else own.set(value.id, candidateOf(value))
  }
  const questions = [...texts].map(([id, written]) => ({
    id,
    text: written,
    candidates: [...(candidates.get(id)?.values() ?? [])],
  }))
  return { questions, problems }
}

/** Reads questions alone: their answers are to be found. */
export function readQuestionLines(file: NamedText): {
  readonly questions: readonly { readonly id: string; readonly text: string }[]
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const texts = questionTexts(file, problems)
  return { questions: [...texts].map(([id, written]) => ({ id, text: written })), problems }
}

function questionTexts(file: NamedText, problems: Problem[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const { value, place } of checkedLines(file, questionLine, problems)) {
    if (texts.has(value.id)) problems.push(repeated(place, value.id, 'each question once'))
    else texts.set(value.id, value.text)
  }
  return texts
}

function candidateOf(line: z.infer<typeof candidateLine>): GivenCandidate {
  return {
    passage: {
      id: line.id,
      document: line.id,
      source: line.source ?? 'given',
      title: line.title ?? line.id,
      focus: line.focus ?? null,
      synonyms: line.synonyms ?? [],
      type: line.type ?? 'page',
      question: null,
      headings: line.headings ?? [],
      date: null,
      url: line.url ?? null,
      doi: null,
      pmid: null,
      licence: null,
      text: line.text,
    },
    grade: line.grade ?? null,
    systemRank: line.systemRank ?? null,
  }
}

function* checkedLines<T>(
  file: NamedText,
  schema: z.ZodType<T>,
  problems: Problem[],
): Generator<{ readonly value: T; readonly place: Place }> {
  const whole = file.text.charCodeAt(0) === 0xfeff ? file.text.slice(1) : file.text
  for (const [index, written] of whole.split('\n').entries()) {
    if (written.trim() === '') continue
    const place = { file: file.name, line: index + 1 }
    let value: unknown
    try {
      value = JSON.parse(written)
    } catch {
      problems.push(lineProblem(place, null, 'The line is not JSON.', written, 'one JSON object'))
      continue
    }
    const fault = jsonFault(written, value)
    if (fault !== null) {
      problems.push(jsonFaultProblem(fault, place))
      continue
    }
    const checked = schema.safeParse(value)
    if (checked.success) yield { value: checked.data, place }
    else
      for (const issue of checked.error.issues)
        problems.push(
          lineProblem(
            place,
            issue.path.map(String).join('.') || null,
            'The line is not one of this format.',
            null,
            expectedValue(issue),
          ),
        )
  }
}

function lineProblem(
  place: Place,
  field: string | null,
  message: string,
  value: string | null,
  expected: string | null,
): Problem {
  return {
    code: 'RANKING_LINE',
    message,
    place: field === null ? place : { ...place, field },
    value,
    expected,
    remedy: 'Correct the line; it was left out.',
  }
}

function repeated(place: Place, value: string, expected: string): Problem {
  return {
    code: 'RANKING_REPEATED',
    message: 'The line repeats an earlier one.',
    place: { ...place, field: 'id' },
    value,
    expected,
    remedy: 'Leave one of the two lines out.',
  }
}
