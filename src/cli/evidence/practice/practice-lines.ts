import { isOfDecisions } from '../../../evidence/practice/measures.ts'
import type { Practice } from '../../../evidence/practice/practice.ts'
import {
  correlationWords,
  errorWords,
  missingMeasures,
  pairName,
  readingWords,
} from '../../../report/evidence/practice/practice-words.ts'

/** Measures and correlations for the terminal: those with a decision; the others are in the files. */
export function practiceLines({ table, correlations }: Practice): string[] {
  const kindOf = new Map(table.columns.map(({ id, kind }) => [id, kind]))
  const foretelling = correlations.filter(({ x, y }) => {
    const [first, second] = [kindOf.get(x), kindOf.get(y)]
    return first !== undefined && second !== undefined && !isOfDecisions(first) && isOfDecisions(second)
  })
  const lacking = missingMeasures(table)
  return [
    ...(table.sample ? ['SAMPLE: some of these numbers are simulated.', ''] : []),
    ...table.arms.flatMap(({ label, readings }) => [
      label,
      ...table.columns.map((column, place) => `  ${readingWords(table, column, readings[place] ?? null)}`),
    ]),
    '',
    ...(foretelling.length === 0
      ? ['No file has both a score and what people decided, so the question stays open.']
      : foretelling.map((pair) =>
          `${pairName(table, pair)}. ${correlationWords(pair)} ${errorWords(pair)}`.trim(),
        )),
    ...(lacking === '' ? [] : [lacking]),
    ...table.studies.flatMap(({ remarks }) => remarks),
  ]
}
