/**
 * Compares our reading of the recorded outputs of the MIRAGE benchmark with the recorded choices, and lists those of one
 * kind: `node scripts/list-mirage-readings.ts path/to/mirage [disagree|ambiguous|no-choice|refused|empty]`.
 */
import { comparisonOf, readMirage } from './answer-key/mirage-readings.ts'

const [folder, wanted] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Which folder? node scripts/list-mirage-readings.ts path/to/mirage [kind]\n')
  process.exit(2)
}
const counts = new Map<string, number>()
for (const row of readMirage(folder)) {
  const comparison = comparisonOf(row)
  const line = `${comparison.padEnd(10)} ${row.reading.rule}`
  counts.set(line, (counts.get(line) ?? 0) + 1)
  if (comparison !== wanted) continue
  const { reading } = row
  const ours = 'none' in reading ? `none (${reading.candidates.join(', ')})` : reading.choice
  const place = reading.span === null ? '' : JSON.stringify(row.output?.slice(...reading.span))
  process.stdout.write(
    `${row.dataset} ${row.question} ${row.system}: recorded ${row.recorded}, ours ${ours}, key ${row.key}, by ${reading.rule} ${place}\n`,
  )
}
for (const [line, count] of [...counts].sort())
  process.stdout.write(`${String(count).padStart(6)}  ${line}\n`)
