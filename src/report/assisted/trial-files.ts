import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import type { Run } from '../report-files.ts'
import { trialCsvFiles } from './trial-csv.ts'
import { assistedResultsText } from './trial-json.ts'
import { renderTrialReport } from './trial-page.ts'

/** All files of the report of an assisted-use trial by name. */
export function trialReportFiles(results: AssistedResults, run: Run): Map<string, string> {
  return new Map([
    ['report.html', renderTrialReport(results, run)],
    ['results.json', assistedResultsText(results)],
    ['run.json', `${JSON.stringify(run, null, 2)}\n`],
    ...trialCsvFiles(results),
  ])
}
