import { z } from 'zod'
import { readJsonLines } from '../../arms/json-lines.ts'
import { answerFeatureSchemaSha256 } from '../../learning/answers/answer-feature-schema.ts'
import { quotedSource } from '../../learning/answers/quoted-source.ts'
import {
  answerPrior,
  bestAnswer,
  type RewardModel,
  rewardModel,
} from '../../learning/answers/reward-model.ts'
import { readModel } from '../../learning/model/read-model.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { refuseInput } from '../refuse-input.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { writeWhole } from '../whole-files.ts'

export interface BestOfOptions {
  /** A reward model; the answer prior, which needs no training, when left out. */
  readonly model?: string
  /** File of the answers that were chosen. */
  readonly out?: string
}

const text = z.string().min(1)

/** Several answers to one question, of one arm or of many. */
const lineSchema = z.strictObject({
  /** Key of the item. */
  item: text,
  question: text,
  answers: z
    .array(
      z.strictObject({
        id: text,
        text: z.string().regex(/\S/, 'a text with a word in it'),
        /** Words of the passages that it cites, where they are at hand. */
        quotes: z.array(text).optional(),
      }),
    )
    .min(1),
})

type Line = z.infer<typeof lineSchema>

const fault = {
  code: 'BEST_OF_LINE',
  remedy: 'Mend the line; docs/guide/learn.md lists the fields.',
} as const

/**
 * Best of n: chooses for each question the answer that reviewers would prefer, by a reward model. What is written are recorded answers,
 * as an arm `{via: recorded}` reads them.
 */
export async function chooseBest(path: string, options: BestOfOptions): Promise<CommandResult> {
  const model = await modelOf(options.model)
  const { text: given } = await readTextFile(path, 'answers')
  const file = shownPath(path)
  const rows = readJsonLines<Line>(given, file, lineSchema, fault)
  refuseRepeated(rows, file)
  if (rows.length === 0)
    throw problem('BEST_OF_NOTHING', 'The file holds no answers.', 'Name a file with a line for each item.', {
      place: { file },
    })
  if (options.out !== undefined) refuseInput(options.out, '--out', [path])
  const chosen = rows.map(({ row }) => chosenOf(model, row))
  if (options.out !== undefined)
    await writeWhole(
      options.out,
      chosen.map(({ item, text: best }) => `${JSON.stringify({ item, text: best })}\n`).join(''),
    )
  return {
    json: { model: model.id, out: options.out ?? null, chosen },
    lines: [
      ...(options.out === undefined
        ? chosen.map(({ item, id, scores }) => `${item}: ${id} of ${Object.keys(scores).length}`)
        : [`Written: ${shownPath(options.out)}`]),
      `Chose one answer to each of ${counted(chosen.length, 'question')} by ${model.id}.`,
    ],
  }
}

function chosenOf(model: RewardModel, { item, question, answers }: Line) {
  const read = answers.map(({ text: words, quotes }) => ({
    text: words,
    sources: (quotes ?? []).map(quotedSource),
  }))
  const scores = model.score(question, read)
  const best = answers[bestAnswer(model, question, read) ?? 0]
  return {
    item,
    id: best?.id ?? '',
    text: best?.text ?? '',
    scores: Object.fromEntries(answers.map(({ id }, row) => [id, scores[row] ?? 0])),
  }
}

async function modelOf(path: string | undefined): Promise<RewardModel> {
  if (path === undefined) return answerPrior
  const { text: file } = await readTextFile(path, '--model')
  return rewardModel(
    readModel(file, shownPath(path), { kind: 'reward', featureSchemaSha256: answerFeatureSchemaSha256 }),
  )
}

function refuseRepeated(rows: readonly { readonly row: Line; readonly line: number }[], file: string): void {
  const seen = new Map<string, number>()
  const problems: Problem[] = []
  for (const { row, line } of rows) {
    const before = seen.get(row.item)
    const ids = row.answers.map(({ id }) => id)
    const twice = ids.find((id, at) => ids.indexOf(id) < at)
    if (before !== undefined || twice !== undefined)
      problems.push({
        code: 'BEST_OF_REPEATED',
        message:
          before === undefined ? 'Two answers have one id.' : `The item stands on line ${before} already.`,
        place: { file, line, field: before === undefined ? 'answers.id' : 'item' },
        value: twice ?? row.item,
        expected: null,
        remedy: 'All answers to an item stand on one line, each with an id of its own.',
      })
    seen.set(row.item, line)
  }
  if (problems.length > 0) throw new ProblemError(problems)
}
