import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { holdStudy } from '../src/store/locks.ts'
import { counts } from '../src/store/reading/counts.ts'
import { readImports } from '../src/store/reading/read-imports.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { findStudy, type StudyRecord } from '../src/store/studies.ts'
import { until } from '../src/store/testing/temporary-workspace.ts'
import { bedsideProtocol, pairsMapping } from './support/bedside-study.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { processesOf } from './support/leftover-processes.ts'
import { numberedMarks, questionsOfTable, reviewersOfTable, rowsOfTable } from './support/numbered-marks.ts'
import { wholeReport } from './support/report-folder.ts'
import { waitingForLocks } from './support/waiting-for-locks.ts'

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

/**
 * Moments in random order, the same share of the duration every time: one at random in each equal part of it, and of
 * a little more, so that some come when the work is stored.
 */
function moments(milliseconds: number, stream: string): number[] {
  const random = createGenerator(20_261_122, stream)
  const all = Array.from(
    { length: kills },
    (_, part) => ((part + random.uniform()) / kills) * 1.1 * milliseconds,
  )
  for (let place = all.length - 1; place > 0; place -= 1) {
    const other = random.integerBelow(place + 1)
    const [here = 0, there = 0] = [all[place], all[other]]
    all[place] = there
    all[other] = here
  }
  return all
}

/** Runs `use` with the database open. */
async function withDatabase<Result>(
  use: (store: Store, record: StudyRecord) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ workspace: study })
  try {
    const record = await findStudy(store, '.')
    if (record === null) throw new Error('the study is gone')
    return await use(store, record)
  } finally {
    await store.close()
  }
}

/** Number of imports in the store, each of which must be there with all of its marks, and nothing else. */
async function wholeImports(store: Store, record: StudyRecord): Promise<number> {
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

it(`has all of an import or nothing after each of ${kills} kills`, { timeout: 240_000 }, async () => {
  const full = await duration(await nextImport())
  let imports = await withDatabase(wholeImports)
  let command = await nextImport()
  let stored = 0
  for (const moment of moments(full, 'import')) {
    await equipoiseProcess([...command, '--study', study], { killAfter: moment })
    const found = await withDatabase(async (store, record) => {
      const whole = await wholeImports(store, record)
      await analysedWhole(whole)
      return whole
    })
    expect([imports, imports + 1]).toContain(found)
    if (found === imports) continue
    const again = await equipoise(...command, '--study', study, '--json')
    expect([again.exitCode, again.out.includes('IMPORT_DUPLICATE')]).toEqual([1, true])
    imports = found
    stored += 1
    command = await nextImport()
  }
  // What was killed and not stored can be imported.
  await done(...command)
  expect(await withDatabase(wholeImports)).toBe(imports + 1)
  process.stdout.write(`import took ${full.toFixed(0)} ms; ${stored} of ${kills} killed ones were stored\n`)
  // Kills came before the imports were stored, else the test would say nothing.
  expect(stored).toBeLessThan(kills)
})

it(`has a whole report, the old or a new one, after each of ${kills} kills`, {
  timeout: 240_000,
}, async () => {
  const full = await duration(['analyse'])
  const imports = await withDatabase(wholeImports)
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
  expect(await withDatabase(wholeImports)).toBe(imports)
  process.stdout.write(
    `analyse took ${full.toFixed(0)} ms; ${replaced} of ${kills} killed ones had reported\n`,
  )
  expect(replaced).toBeLessThan(kills)
})

it('ends with 130 and a sentence on Ctrl-C, and nothing is half-written', { timeout: 60_000 }, async () => {
  const sentence = 'Interrupted. What was not finished was undone; run the same command again to go on.\n'
  const command = await nextImport()
  await withDatabase(async (store, record) => {
    const imports = await wholeImports(store, record)
    // Held in the midst of their work: the import before its first row, the analysis before it reads the marks.
    await holdStudy(store, record, async () => {
      const outcome = await interruptedProcess([...command, '--study', study], () =>
        waitingForLocks(store, 1),
      )
      expect(outcome).toMatchObject({ exitCode: 130, out: '' })
      expect(outcome.notes.endsWith(`\n${sentence}`), outcome.notes).toBe(true)
    })
    await store.database.transaction().execute(async (transaction) => {
      await sql`lock table judgment in access exclusive mode`.execute(transaction)
      const outcome = await interruptedProcess(['analyse', '--study', study], () => waitingForLocks(store, 1))
      expect(outcome).toEqual({ exitCode: 130, out: '', notes: sentence })
    })
    expect(await wholeImports(store, record)).toBe(imports)
    await analysedWhole(imports)
  })
  await done(...command)
})

it('leaves no process behind', { timeout: 30_000 }, async () => {
  await equipoiseProcess(['analyse', '--study', study], { killAfter: 500 })
  await until(async () => (await processesOf(study)).length === 0, 20_000)
})
