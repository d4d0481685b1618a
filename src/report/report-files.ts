import type { Results } from '../analysis/results-schema.ts'
import { csvFiles } from './csv.ts'
import { renderReport } from './html.ts'
import { resultsText } from './json.ts'

/** When and with what a report was made; kept out of results.json, which must not change with them. */
export interface Run {
  readonly software: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly node: string
}

/** All files of a report by name. */
export function reportFiles(results: Results, run: Run): Map<string, string> {
  return new Map([
    ['report.html', renderReport(results, run)],
    ['results.json', resultsText(results)],
    ['run.json', `${JSON.stringify(run, null, 2)}\n`],
    ...csvFiles(results),
  ])
}
