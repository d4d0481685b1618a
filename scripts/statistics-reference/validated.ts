import { readFileSync } from 'node:fs'
import { measureResults, validationSchema } from '../../validation/result.ts'
import { type ErrorVerdict, verdictOf } from '../../validation/verdict.ts'

interface Found {
  readonly promised: number
  readonly rates: number[]
  readonly verdicts: Map<ErrorVerdict, number>
}

/** Verdicts in the order they are told, as words after "it". */
const verdictWords: readonly (readonly [ErrorVerdict, string])[] = [
  ['holds', 'holds in'],
  ['conservative', 'is conservative in'],
  ['too many', 'errs too often in'],
]

/**
 * What the simulations found of each method, as Markdown: how often a default interval or test erred, from the
 * committed results of the validation.
 */
export function validatedMethods(): Map<string, string> {
  const file = new URL('../../docs/reference/validation.json', import.meta.url)
  const { studies } = validationSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const methods = new Map<string, Map<string, Found>>()
  for (const study of studies) {
    const measures = methods.get(study.method) ?? new Map<string, Found>()
    for (const design of study.designs) {
      for (const result of measureResults(study, design)) {
        const verdict = verdictOf(result)
        if (result.role !== 'default' || verdict === null || result.rate === null) continue
        const found: Found = measures.get(result.name) ?? {
          promised: result.nominal,
          rates: [],
          verdicts: new Map(),
        }
        found.rates.push(result.rate)
        found.verdicts.set(verdict, (found.verdicts.get(verdict) ?? 0) + 1)
        measures.set(result.name, found)
      }
    }
    if (measures.size > 0) methods.set(study.method, measures)
  }
  return new Map([...methods].map(([method, measures]) => [method, sentences(measures)]))
}

function sentences(measures: ReadonlyMap<string, Found>): string {
  const parts = [...measures].map(([name, { promised, rates, verdicts }]) => {
    const range = `${percent(Math.min(...rates))} to ${percent(Math.max(...rates))}`
    const words = verdictWords.flatMap(([verdict, told]) => {
      const n = verdicts.get(verdict)
      return n === undefined ? [] : [`${told} ${n}`]
    })
    return `${name}: errors in ${range} of the trials where ${percent(promised)} is promised; it ${words.join(', ')} of ${rates.length} designs`
  })
  return `**In simulated studies.** ${parts.join('. ')}. Where and why is on [the page of the validation](../validation.md).`
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))}%`
}
