import type { Results } from '../analysis/results-schema.ts'
import { collectionCsv, practiceCsv } from './csv/collection-files.ts'
import { contrastsCsv, sensitivityCsv, strataCsv } from './csv/contrast-files.ts'
import { factorialArmsCsv, factorialCsv } from './csv/factorial-files.ts'
import { agreementCsv, armsCsv, levelsCsv, positionCsv } from './csv/section-files.ts'
import { answerSetsCsv, coverageCsv, verdictsCsv } from './csv/verdict-files.ts'

/**
 * The tables of a report as tidy CSV files: one row per verdict, contrast, level and so on, every number on the
 * scale of results.json and with all its digits (a win difference of 0.244 is 24.4 points). Undefined is an
 * empty cell. Every file has a column `sample`, true for simulated marks.
 *
 * @returns Text by file name, in a fixed order.
 */
export function csvFiles(results: Results): ReadonlyMap<string, string> {
  return new Map([
    ['verdicts.csv', verdictsCsv(results)],
    ['answer-sets.csv', answerSetsCsv(results)],
    ['contrasts.csv', contrastsCsv(results)],
    ['sensitivity.csv', sensitivityCsv(results)],
    ['arms.csv', armsCsv(results)],
    ['levels.csv', levelsCsv(results)],
    ['position.csv', positionCsv(results)],
    ['agreement.csv', agreementCsv(results)],
    ['strata.csv', strataCsv(results)],
    ['coverage.csv', coverageCsv(results)],
    ['collection.csv', collectionCsv(results)],
    ['practice.csv', practiceCsv(results)],
    ['factorial.csv', factorialCsv(results)],
    ['factorial-arms.csv', factorialArmsCsv(results)],
  ])
}
