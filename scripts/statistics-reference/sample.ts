import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const pairSchema = z.object({
  question: z.string(),
  reviewer: z.string(),
  answer_a: z.string(),
  answer_b: z.string(),
  first_shown: z.string(),
  rendering: z.string(),
  axis: z.string(),
  choice: z.string(),
  active_seconds: z.string().transform((text) => (text === '' ? null : Number(text))),
})

const markSchema = z.object({
  question: z.string(),
  reviewer: z.string(),
  answer: z.string(),
  status: z.string(),
  rendering: z.string(),
  mark: z.string().transform((text) => (text === '' ? null : Number(text))),
})

const itemSchema = z.object({ key: z.string(), text: z.string(), specialty: z.string(), task: z.string() })

export type SamplePair = z.infer<typeof pairSchema>
export type SampleMark = z.infer<typeof markSchema>
export type SampleItem = z.infer<typeof itemSchema>

/** The tables of the SAMPLE study, whose marks are simulated: what the worked examples compute on. */
export interface Sample {
  readonly pairs: readonly SamplePair[]
  readonly marks: readonly SampleMark[]
  readonly items: readonly SampleItem[]
}

const folder = new URL('../../studies/sample/', import.meta.url)

export function readSample(): Sample {
  return {
    pairs: z.array(pairSchema).parse(table('pairs.csv')),
    marks: z.array(markSchema).parse(table('absolute.csv')),
    items: readFileSync(new URL('items.jsonl', folder), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => itemSchema.parse(JSON.parse(line))),
  }
}

function table(name: string): unknown {
  return parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true })
}
