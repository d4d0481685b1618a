import { type AssistedResults, assistedResultsSchema } from '../../analysis/assisted/results-schema.ts'

/** The text of results.json of an assisted-use trial: the order of the schema, a newline at the end. Same results, same bytes. */
export function assistedResultsText(results: AssistedResults): string {
  return `${JSON.stringify(assistedResultsSchema.parse(results), null, 2)}\n`
}
