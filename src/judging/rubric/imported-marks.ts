import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { jsonFault, jsonFaultProblem } from '../../json-fault.ts'
import { parsedJson } from '../../parsed-json.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import { sha256Schema } from '../../protocol/sha256.ts'
import type { CriterionMark } from '../machine-mark.ts'

/** One line of a file of criterion marks that were made elsewhere. */
export const importedMarkSchema = z.strictObject({
  item: z.string().min(1),
  arm: z.string().min(1),
  replicate: z.int().min(0).default(0),
  criterion: z.string().min(1),
  /** Null: the judge gave no verdict. */
  met: z.boolean().nullable(),
  judge: z.string().min(1),
  judgeFamily: z.string().min(1).nullable().default(null),
  judgeVersion: z.string().min(1).nullable().default(null),
  /** SHA-256 of the wording of the prompt. */
  promptHash: sha256Schema.nullable().default(null),
  explanation: z.string().nullable().default(null),
})

export type ImportedMark = Readonly<z.infer<typeof importedMarkSchema>>

/**
 * Criterion marks from the text of a JSONL file, whole or not at all. A criterion that the item does not have, and a
 * second mark of one judge on one criterion of one answer, are problems: neither can be scored.
 *
 * @param criteria identifiers of the criteria of every item
 * @param hasAnswer whether there is an answer to be marked
 */
export function readImportedMarks(
  text: string,
  file: string,
  criteria: ReadonlyMap<string, ReadonlySet<string>>,
  hasAnswer: (mark: Pick<ImportedMark, 'item' | 'arm' | 'replicate'>) => boolean = () => true,
): readonly ImportedMark[] {
  const problems: Problem[] = []
  const marks: ImportedMark[] = []
  const seen = new Set<string>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const place = { file, line: index + 1 }
    const value = parsedJson(line)
    if (value === undefined) {
      problems.push(markProblem('MARK_NOT_JSON', 'The line is not JSON.', place, line, 'one JSON object'))
      continue
    }
    const fault = jsonFault(line, value)
    if (fault !== null) {
      problems.push(jsonFaultProblem(fault, place))
      continue
    }
    const read = importedMarkSchema.safeParse(value)
    if (!read.success) {
      for (const issue of read.error.issues) {
        problems.push(
          markProblem(
            'MARK_SHAPE',
            'The mark does not have the shape of a criterion mark.',
            { ...place, field: issue.path.join('.') },
            null,
            expectedValue(issue),
          ),
        )
      }
      continue
    }
    const mark = read.data
    const key = JSON.stringify([mark.item, mark.arm, mark.replicate, mark.criterion, mark.judge])
    if (criteria.get(mark.item)?.has(mark.criterion) !== true) {
      problems.push(
        markProblem(
          'MARK_UNKNOWN_CRITERION',
          'The item has no such criterion.',
          { ...place, field: 'criterion' },
          mark.criterion,
          'a criterion of the item',
        ),
      )
    } else if (!hasAnswer(mark)) {
      problems.push(
        markProblem(
          'MARK_UNKNOWN_ANSWER',
          'The study has no answer of this arm to this item that could be marked.',
          { ...place, field: 'arm' },
          `${mark.arm}, ${mark.item}, replicate ${mark.replicate}`,
          'an answer that is on record',
        ),
      )
    } else if (seen.has(key)) {
      problems.push(
        markProblem(
          'MARK_TWICE',
          'The judge has marked this criterion of this answer before.',
          place,
          mark.criterion,
          'one mark',
        ),
      )
    } else {
      seen.add(key)
      marks.push(mark)
    }
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return marks
}

function markProblem(
  code: string,
  message: string,
  place: Problem['place'],
  value: string | null,
  expected: string,
): Problem {
  return { code, message, place, value, expected, remedy: 'Correct the line and import the file again.' }
}

/** A mark from a file as marks are kept. Without a verdict it is a failure: nobody says what the judge replied. */
export function markOfImported(
  mark: ImportedMark,
  familyOf: (arm: string) => string | null,
  markedAt: string,
): CriterionMark {
  return {
    kind: 'rubric',
    item: mark.item,
    arm: mark.arm,
    replicate: mark.replicate,
    criterion: mark.criterion,
    judge: mark.judge,
    judgeFamily: mark.judgeFamily,
    judgeVersion: mark.judgeVersion,
    promptHash: mark.promptHash,
    requestHash: null,
    ownFamily: mark.judgeFamily !== null && mark.judgeFamily === familyOf(mark.arm),
    rawReply: null,
    inputTokens: null,
    outputTokens: null,
    cost: null,
    markedAt,
    failure: mark.met === null ? 'no-reply' : null,
    met: mark.met,
    explanation: mark.explanation,
  }
}
