import { type Results, resultsSchema } from '../analysis/results-schema.ts'

/**
 * The text of results.json: two spaces, the order of the schema whatever order the object was built in, a
 * newline at the end. Same results, same bytes.
 */
export function resultsText(results: Results): string {
  return `${JSON.stringify(resultsSchema.parse(results), null, 2)}\n`
}
