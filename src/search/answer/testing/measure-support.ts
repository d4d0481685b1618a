import { z } from 'zod'
import { checkSupport } from '../support/check-support.ts'
import { parseSource } from '../support/source-sentences.ts'
import { somePassage } from './passages.ts'

export const plantedKinds = ['number', 'negation', 'drug', 'population', 'added'] as const

const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  passage: z.string(),
  /** Sentences that say in other words what the passage says. */
  faithful: z.array(z.string()),
  /** Sentences that it does not support, by what is wrong with them. */
  planted: z.array(z.strictObject({ kind: z.enum(plantedKinds), text: z.string() })),
})

export type SupportCase = z.infer<typeof caseSchema>

export interface FlaggedCount {
  sentences: number
  flagged: number
  notChecked: number
}

export interface SupportMeasure {
  readonly faithful: FlaggedCount
  readonly planted: FlaggedCount
  readonly kinds: ReadonlyMap<string, FlaggedCount>
}

export function supportCases(jsonl: string): readonly SupportCase[] {
  return jsonl
    .trim()
    .split('\n')
    .map((line) => caseSchema.parse(JSON.parse(line)))
}

/** How many sentences the check flags. */
export function measureSupport(cases: readonly SupportCase[]): SupportMeasure {
  const faithful = noSentences()
  const planted = noSentences()
  const kinds = new Map(plantedKinds.map((kind) => [kind, noSentences()]))
  for (const { id, title, passage, ...sentences } of cases) {
    const source = parseSource(somePassage({ id, title, text: passage }))
    const count = (text: string, ...counts: readonly FlaggedCount[]) => {
      const { verdict } = checkSupport(text, [source])
      for (const into of counts) {
        into.sentences += 1
        if (verdict === 'flagged') into.flagged += 1
        if (verdict === 'not checked') into.notChecked += 1
      }
    }
    for (const text of sentences.faithful) count(text, faithful)
    for (const { kind, text } of sentences.planted) count(text, planted, kinds.get(kind)!)
  }
  return { faithful, planted, kinds }
}

function noSentences(): FlaggedCount {
  return { sentences: 0, flagged: 0, notChecked: 0 }
}
