import { z } from 'zod'
import { type Problem, ProblemError } from '../problem.ts'
import type { Arm, ArmReply } from './arm.ts'
import { readJsonLines } from './json-lines.ts'
import { localFailure, localReply, noUsage } from './reply.ts'

const count = z.int().min(0).nullable().optional()

/** One line of a file of answers. */
export const recordedAnswerSchema = z.strictObject({
  item: z.string().min(1),
  /** Number of the repeat. Default: 0. */
  replicate: z.int().min(0).optional(),
  /** Default: answered where there is a text, failed where there is none. */
  status: z.enum(['answered', 'refused', 'failed']).optional(),
  text: z.string().nullable(),
  citations: z
    .array(
      z.strictObject({
        url: z.string().nullable().optional(),
        title: z.string().nullable().optional(),
        quote: z.string().nullable().optional(),
      }),
    )
    .optional(),
  model: z.string().nullable().optional(),
  /** When the answer was given, ISO 8601 with offset. */
  answeredAt: z.iso.datetime({ offset: true }).nullable().optional(),
  inputTokens: count,
  outputTokens: count,
  searches: count,
  seconds: z.number().min(0).nullable().optional(),
})

export type RecordedAnswer = z.infer<typeof recordedAnswerSchema>

/**
 * An arm whose answers stand in a file, word for word. An empty text is a failure of its own kind, not a
 * wrong answer; an item without a line is a failure that says so.
 *
 * @param file Name of the file, printed with problems and kept with every answer.
 * @throws ProblemError with every bad line, and every item that has two answers for one repeat.
 */
export function createRecordedArm(id: string, text: string, file: string): Arm {
  const rows = readJsonLines(text, file, recordedAnswerSchema)
  const answers = new Map<string, RecordedAnswer>()
  const twice: Problem[] = []
  for (const { row, line } of rows) {
    const slot = slotOf(row.item, row.replicate ?? 0)
    if (answers.has(slot)) twice.push(answeredTwice(file, line, row))
    answers.set(slot, row)
  }
  if (twice.length > 0) throw new ProblemError(twice)
  return {
    id,
    abilities: {
      callable: true,
      cites: rows.some(({ row }) => (row.citations ?? []).length > 0),
      searches: false,
      mayRefuse: rows.some(({ row }) => row.status === 'refused'),
      paid: false,
      leavesMachine: false,
    },
    async answer({ item, replicate }) {
      const row = answers.get(slotOf(item.key, replicate))
      return row === undefined
        ? localFailure(null, `${file} has no answer ${replicate} for the item ${item.key}.`)
        : recordedReply(row, file)
    },
    worstCase: () => ({ inputTokens: 0, outputTokens: 0, searches: 0 }),
  }
}

function slotOf(item: string, replicate: number): string {
  return JSON.stringify([item, replicate])
}

function recordedReply(row: RecordedAnswer, file: string): ArmReply {
  const empty = row.text === null || row.text.trim() === ''
  const status = row.status ?? (empty ? 'failed' : 'answered')
  const said = {
    text: empty ? null : row.text,
    citations: (row.citations ?? []).map(({ url = null, title = null, quote = null }) => ({
      url,
      title,
      quote,
    })),
    modelSnapshot: row.model ?? null,
    usage: {
      ...noUsage,
      inputTokens: row.inputTokens ?? null,
      outputTokens: row.outputTokens ?? null,
      searches: row.searches ?? null,
    },
    raw: { request: file, response: JSON.stringify(row), httpStatus: null },
  }
  const failed = status === 'answered' && empty ? 'failed' : status
  const reason = failed === 'refused' ? 'refusal' : failed === 'failed' && empty ? 'empty' : null
  return localReply({ ...said, status: failed, reason }, row.seconds ?? 0)
}

function answeredTwice(file: string, line: number, row: RecordedAnswer): Problem {
  return {
    code: 'ARM_FILE_TWICE',
    message: 'The file answers an item twice for one repeat.',
    place: { file, line, field: 'item' },
    value: row.item,
    expected: 'one line for each item and replicate',
    remedy: 'Take one of the lines out, or give it another replicate.',
  }
}
