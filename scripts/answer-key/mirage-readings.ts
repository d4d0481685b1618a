import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { choiceReader } from '../../src/judging/answer-key/read-choice.ts'
import type { AnswerOption, ChoiceReading } from '../../src/judging/answer-key/reading.ts'

const questionSchema = z.object({ options: z.record(z.string(), z.string()), answer: z.string() })
const benchmarkSchema = z.record(z.string(), z.record(z.string(), questionSchema))
const predictionSchema = z.object({
  dataset: z.string(),
  qid: z.string(),
  system: z.string(),
  output: z.string().nullable(),
  choice: z.string().nullable(),
  key: z.string(),
})

/** A recorded output of the MIRAGE benchmark, the choice that was recorded with it, and ours. */
export interface MirageReading {
  readonly dataset: string
  readonly question: string
  readonly system: string
  readonly output: string | null
  readonly options: readonly AnswerOption[]
  readonly key: string
  readonly recorded: string | null
  readonly reading: ChoiceReading
}

/** How our reading stands to the recorded choice. */
export type Comparison = 'agree' | 'disagree' | 'ambiguous' | 'no-choice' | 'refused' | 'empty'

export function comparisonOf({ reading, recorded }: MirageReading): Comparison {
  if ('none' in reading) return reading.none
  return reading.choice === recorded ? 'agree' : 'disagree'
}

/** Reads all recorded outputs of a folder that holds the benchmark and the predictions. */
export function readMirage(folder: string): readonly MirageReading[] {
  const benchmark = benchmarkSchema.parse(JSON.parse(unzipped(join(folder, 'benchmark.rebuilt.json.gz'))))
  return unzipped(join(folder, 'predictions.gpt-35-turbo-16k.jsonl.gz'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { dataset, qid, system, output, choice, key } = predictionSchema.parse(JSON.parse(line))
      const question = benchmark[dataset]?.[qid]
      if (question === undefined) throw new Error(`No question ${qid} in ${dataset}.`)
      const options = Object.entries(question.options).map(([label, text]) => ({ label, text }))
      const reading = choiceReader(options)(output)
      return { dataset, question: qid, system, output, options, key, recorded: choice, reading }
    })
}

function unzipped(file: string): string {
  return gunzipSync(readFileSync(file)).toString('utf8')
}
