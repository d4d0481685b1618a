import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { groupBy } from '../support/group-by.ts'
import { allFaults } from './all-faults.ts'
import type { Trial } from './trial.ts'

/*
 * `npm run torture -- --seed 7 --kills 100 --each 3 --only kills,commands --targets import,restore --out .cache/torture`
 *
 * Makes one fault after another on workspaces of its own, and says what held. The record holds the seed and every trial, so
 * that one that broke can be made again.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261126' },
    kills: { type: 'string', default: '100' },
    each: { type: 'string', default: '3' },
    only: { type: 'string' },
    targets: { type: 'string' },
    out: { type: 'string', default: join('.cache', 'torture') },
  },
})
const seed = wholeNumber(values.seed)
const only = values.only?.split(',') ?? allFaults.map(({ name }) => name)
const options = {
  seed,
  kills: wholeNumber(values.kills),
  each: wholeNumber(values.each),
  targets: values.targets?.split(',') ?? null,
  say,
}
const begun = new Date()
const trials: Trial[] = []
const skipped: { readonly fault: string; readonly why: string }[] = []

for (const fault of allFaults.filter(({ name }) => only.includes(name))) {
  const why = await fault.missing()
  if (why !== null) {
    skipped.push({ fault: fault.name, why })
    say(`${fault.name}: not made, ${why}`)
    continue
  }
  const start = performance.now()
  try {
    await fault.run(options, told)
  } catch (error) {
    const broke = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
    told({ fault: fault.name, target: 'the torture itself', number: 0, moment: '', found: '', broke })
  }
  say(`${fault.name}: ${Math.round((performance.now() - start) / 1000)} s`)
}

await mkdir(values.out, { recursive: true })
const file = join(values.out, `torture-${begun.toISOString().replaceAll(/[-:.]/g, '')}.json`)
const machine = `${process.platform} ${release()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}`
await writeFile(
  file,
  `${JSON.stringify({ seed, begun: begun.toISOString(), ended: new Date().toISOString(), machine, options: values, skipped, trials }, null, 2)}\n`,
)
process.stdout.write(`${summary()}\nSeed ${seed}. Record: ${file}\n`)
// What still tries to reach a server that was killed is not waited for.
process.exit(trials.some(({ broke }) => broke.length > 0) ? 1 : 0)

function told(trial: Trial): void {
  trials.push(trial)
  if (trial.broke.length === 0) return
  say(`BROKE ${trial.fault} of ${trial.target}, ${trial.number} (${trial.moment}):`)
  for (const line of trial.broke.slice(0, 10)) say(`  ${line}`)
}

/** One line for each thing that was hit: how often, how it was found, and what broke. */
function summary(): string {
  const table = new Table({
    head: ['fault', 'target', 'times', 'found by doctor', 'broke'],
    style: { head: [], border: [] },
  })
  const groups = groupBy(trials, ({ fault, target }) => `${fault} ${target}`)
  for (const group of groups.values()) {
    const [first] = group
    const found = groupBy(group, (trial) => trial.found)
    const words = [...found].map(([what, all]) => `${all.length} × ${what}`).join('\n')
    const broke = group.filter((trial) => trial.broke.length > 0).length
    table.push([first?.fault ?? '', first?.target ?? '', group.length, words, broke])
  }
  for (const { fault, why } of skipped) table.push([fault, '', 0, `not made: ${why}`, ''])
  return table.toString()
}

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new RangeError(`${text} is not a whole number from 1`)
}
