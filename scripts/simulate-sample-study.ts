/**
 * Writes the simulated marks of the sample study.
 *
 *     node scripts/simulate-sample-study.ts [folder]   writes pairs.csv and absolute.csv (default: studies/sample)
 *     node scripts/simulate-sample-study.ts --truth    prints what the marks are drawn from
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { absoluteTable, pairsTable } from './sample-study/tables.ts'
import { truthText } from './sample-study/truth-text.ts'

const [argument] = process.argv.slice(2)
if (argument === '--truth') {
  process.stdout.write(truthText())
} else {
  const folder = argument ?? fileURLToPath(new URL('../studies/sample', import.meta.url))
  writeFileSync(join(folder, 'pairs.csv'), pairsTable())
  writeFileSync(join(folder, 'absolute.csv'), absoluteTable())
}
