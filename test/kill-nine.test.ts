import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { holdStudy } from '../src/store/locks.ts'
import { counts } from '../src/store/reading/counts.ts'
import { readImports } from '../src/store/reading/read-imports.ts'
import { openStore } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { until } from '../src/store/testing/temporary-workspace.ts'
import { bedsideProtocol, pairsMapping } from './support/bedside-study.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { processesOf } from './support/leftover-processes.ts'
import { numberedMarks, questionsOfTable, reviewersOfTable, rowsOfTable } from './support/numbered-marks.ts'
import { wholeReport } from './support/report-folder.ts'

/*
 * Real commands are killed at moments all over their run: start, reading, writing, reporting. Between two kills the
 * database is stopped, so that its start is among what is killed.
 */

const kills = 15

let study: string
let report: string
let removeStudy: () => PromiseLike<void>
let tables = 0

beforeAll(async () => {
  const folder = await temporaryFolder()
  removeStudy = () => folder[Symbol.asyncDispose]()
  study = folder.path
  report = join(study, 'report')
  await writeFile(join(study, 'protocol.yaml'), bedsideProtocol)
  await writeFile(join(study, 'mapping.yaml'), pairsMapping)
  await done('lock')
  await done(...(await nextImport()))
  await done('analyse')
})
afterAll(() => removeStudy())

/** Runs a command that must succeed. */
async function done(...given: string[]): Promise<void> {
  const outcome = await equipoise(...given, '--study', study)
  expect(outcome.exitCode, outcome.notes).toBe(0)
}

/** The command that imports a new table of marks. */
async function nextImport(): Promise<string[]> {
  tables += 1
  const table = join(study, `${tables}.csv`)
  await writeFile(table, numberedMarks(tables))
  return ['import', table, '--mapping', join(study, 'mapping.yaml')]
}

/** How long a command takes that nobody kills, in milliseconds. */
async function duration(given: readonly string[]): Promise<number> {
  const start = performance.now()
  const outcome = await equipoiseProcess([...given, '--study', study])
  expect(outcome.exitCode, outcome.notes).toBe(0)
  return performance.now() - start
}

/** Moments in random order, one at random in each equal part of the duration, the same every time. */
function moments(milliseconds: number, stream: string): number[] {
  const random = createGenerator(20_261_122, stream)
  const all = Array.from({ length: kills }, (_, part) => ((part + random.uniform()) / kills) * milliseconds)
  for (let place = all.length - 1; place > 0; place -= 1) {
    const other = random.integerBelow(place + 1)
    const [here = 0, there = 0] = [all[place], all[other]]
    all[place] = there
    all[other] = here
  }
  return all
}

/** Number of imports in the store, each of which must be there with all of its marks, and nothing else. */
async function wholeImports(): Promise<number> {
  const store = await openStore({ workspace: study })
  try {
    const record = await findStudy(store, '.')
    if (record === null) throw new Error('the study is gone')
    // The dead client's transaction may be ending still; the study can be held once it has.
    await holdStudy(store, record, async () => {})
    const imports = (await readImports(store, record)).length
    expect(await counts(store, record)).toMatchObject({
      items: questionsOfTable,
      reviewers: imports * reviewersOfTable,
      judgments: imports * rowsOfTable,
      outcomeMarks: imports * rowsOfTable,
    })
    return imports
  } finally {
    await store.close()
  }
}

async function leftovers(): Promise<string[]> {
  return (await readdir(study)).filter((name) => /\.(partial|old|new)-/.test(name))
}

/** The next command finds a study that it can go on with, and cleans up. */
async function analysedWhole(imports: number): Promise<void> {
  await done('analyse')
  const { results } = await wholeReport(report)
  expect(results.data.marks).toBe(imports * rowsOfTable)
  expect(results.plan).toMatchObject({ state: 'prospective', lockVersion: 1 })
  expect(await leftovers()).toEqual([])
}

it(`has all of an import or nothing after each of ${kills} kills`, { timeout: 110_000 }, async () => {
  const full = await duration(await nextImport())
  let imports = await wholeImports()
  let command = await nextImport()
  let stored = 0
  for (const moment of moments(full, 'import')) {
    await equipoiseProcess([...command, '--study', study], { killAfter: moment })
    const found = await wholeImports()
    expect([imports, imports + 1]).toContain(found)
    await analysedWhole(found)
    if (found === imports) continue
    const again = await equipoise(...command, '--study', study, '--json')
    expect([again.exitCode, again.out.includes('IMPORT_DUPLICATE')]).toEqual([1, true])
    imports = found
    stored += 1
    command = await nextImport()
  }
  // What was killed and not stored can be imported.
  await done(...command)
  expect(await wholeImports()).toBe(imports + 1)
  // Kills came before and after the imports were stored, else the test would say nothing.
  process.stdout.write(`import took ${full.toFixed(0)} ms; ${stored} of ${kills} killed ones were stored\n`)
  expect(stored).toBeGreaterThan(0)
  expect(stored).toBeLessThan(kills)
})

it(`has a whole report, the old or a new one, after each of ${kills} kills`, {
  timeout: 110_000,
}, async () => {
  const full = await duration(['analyse'])
  const imports = await wholeImports()
  let replaced = 0
  for (const moment of moments(full, 'analyse')) {
    const { run } = await wholeReport(report)
    await equipoiseProcess(['analyse', '--study', study], { killAfter: moment })
    // A process that is killed between two renames leaves the old report beside its place.
    if (existsSync(report) || (await leftovers()).every((name) => !name.startsWith('.report.old-'))) {
      const found = await wholeReport(report)
      expect(found.results.data.marks).toBe(imports * rowsOfTable)
      if (found.run.createdAt !== run.createdAt) replaced += 1
    }
    await analysedWhole(imports)
  }
  expect(await wholeImports()).toBe(imports)
  process.stdout.write(
    `analyse took ${full.toFixed(0)} ms; ${replaced} of ${kills} killed ones had reported\n`,
  )
  expect(replaced).toBeLessThan(kills)
})

it('ends with 130 and a sentence on Ctrl-C', { timeout: 60_000 }, async () => {
  const imports = await wholeImports()
  const command = await nextImport()
  const outcome = await interruptedProcess([...command, '--study', study], 'Reading ')
  expect(outcome).toMatchObject({ exitCode: 130, out: '' })
  expect(outcome.notes).toMatch(/\nInterrupted\. What was not finished was undone; .*\.\n$/)
  expect(await wholeImports()).toBe(imports)
  const analysis = await interruptedProcess(['analyse', '--study', study], (await duration(['analyse'])) / 2)
  expect(analysis).toMatchObject({ exitCode: 130, out: '' })
  await analysedWhole(imports)
})

it('leaves no process behind', { timeout: 30_000 }, async () => {
  await equipoiseProcess(['analyse', '--study', study], { killAfter: 500 })
  await until(async () => (await processesOf(study)).length === 0, 20_000)
})
