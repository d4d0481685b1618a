import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { type Results, resultsSchema } from '../../src/analysis/results-schema.ts'

/** The files that every report has. */
export const reportNames = [
  'agreement.csv',
  'answer-sets.csv',
  'arms.csv',
  'collection.csv',
  'contrasts.csv',
  'coverage.csv',
  'factorial-arms.csv',
  'factorial.csv',
  'levels.csv',
  'position.csv',
  'practice.csv',
  'report.html',
  'results.json',
  'run.json',
  'sensitivity.csv',
  'strata.csv',
  'verdicts.csv',
]

const runSchema = z.strictObject({ software: z.string(), createdAt: z.iso.datetime(), node: z.string() })

export interface ReportFound {
  readonly results: Results
  readonly run: z.infer<typeof runSchema>
}

/** Reads a report, which must be whole: every file, each to its end, all of the same run. */
export async function wholeReport(folder: string): Promise<ReportFound> {
  expect((await readdir(folder)).sort()).toEqual(reportNames)
  const text = (name: string) => readFile(join(folder, name), 'utf8')
  const results = resultsSchema.parse(JSON.parse(await text('results.json')))
  const run = runSchema.parse(JSON.parse(await text('run.json')))
  const page = await text('report.html')
  expect(page.endsWith('</html>\n')).toBe(true)
  expect(page).toContain(run.createdAt)
  for (const name of reportNames.filter((one) => one.endsWith('.csv'))) {
    const table = await text(name)
    expect(table.endsWith('\n'), name).toBe(true)
    expect(table.startsWith('sample,'), name).toBe(true)
  }
  return { results, run }
}
