import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { holdStudy, readLocks } from '../src/store/locks.ts'
import { openStore } from '../src/store/store.ts'
import { ensureStudy } from '../src/store/studies.ts'
import { bedsideProtocol, pairsMapping } from './support/bedside-study.ts'
import { type CommandOutcome, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { numberedMarks, rowsOfTable } from './support/numbered-marks.ts'
import { wholeReport } from './support/report-folder.ts'
import { waitingForLocks } from './support/waiting-for-locks.ts'

const timeout = 180_000

/** A study folder with the mapping and as many tables of marks, in a workspace that has no database yet. */
async function freshStudy(tables: number) {
  const folder = await temporaryFolder()
  const study = folder.path
  await writeFile(join(study, 'protocol.yaml'), bedsideProtocol)
  await writeFile(join(study, 'mapping.yaml'), pairsMapping)
  for (let number = 1; number <= tables; number += 1) {
    await writeFile(join(study, `${number}.csv`), numberedMarks(number))
  }
  const run = (...given: string[]) => equipoiseProcess([...given, '--study', study])
  return {
    path: study,
    run,
    importTable: (number: number) =>
      run('import', join(study, `${number}.csv`), '--mapping', join(study, 'mapping.yaml'), '--json'),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

function expectDone(...outcomes: readonly CommandOutcome[]): void {
  for (const { exitCode, out, notes } of outcomes) expect(exitCode, `${out}\n${notes}`).toBe(0)
}

const judgments = z.looseObject({ judgments: z.int() })
const lockResult = z.looseObject({ version: z.int(), protocolHash: z.string() })

describe('two commands at once', () => {
  it('import two tables into one study, both whole', { timeout }, async () => {
    await using study = await freshStudy(3)
    // The first two also make the database, both at once.
    const imports = await Promise.all([study.importTable(1), study.importTable(2)])
    expectDone(...imports)
    for (const { out } of imports) expect(judgments.parse(JSON.parse(out)).judgments).toBe(rowsOfTable)
    expectDone(await study.run('analyse'))
    const report = join(study.path, 'report')
    expect((await wholeReport(report)).results.data.marks).toBe(2 * rowsOfTable)

    expectDone(...(await Promise.all([study.importTable(3), study.run('analyse')])))
    // The analysis read all of the import or nothing of it.
    expect([2, 3].map((whole) => whole * rowsOfTable)).toContain(
      (await wholeReport(report)).results.data.marks,
    )

    expectDone(...(await Promise.all([study.run('analyse'), study.run('analyse'), study.run('analyse')])))
    expect((await wholeReport(report)).results.data.marks).toBe(3 * rowsOfTable)
  })

  it('refuses the second of two imports of the same table', { timeout }, async () => {
    await using study = await freshStudy(1)
    const outcomes = await Promise.all([study.importTable(1), study.importTable(1)])
    expect(outcomes.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1])
    expect(outcomes.find(({ exitCode }) => exitCode === 1)?.out).toContain('IMPORT_DUPLICATE')
  })
})

describe('ten locks at once', () => {
  it('of a study without one make exactly one version', { timeout }, async () => {
    await using study = await freshStudy(0)
    const store = await openStore({ workspace: study.path })
    try {
      const record = await ensureStudy(store, '.', 'A study')
      const locking = Array.from({ length: 10 }, () => study.run('lock', '--json'))
      // Nobody locks before all ten are there to do it.
      await holdStudy(store, record, () => waitingForLocks(store, locking.length))
      const outcomes = await Promise.all(locking)
      expectDone(...outcomes)
      const results = outcomes.map(({ out }) => lockResult.parse(JSON.parse(out)))
      expect(results.map(({ version }) => version)).toEqual(Array.from({ length: 10 }, () => 1))
      expect(new Set(results.map(({ protocolHash }) => protocolHash)).size).toBe(1)
      const [only, ...others] = await readLocks(store, record)
      expect(others).toEqual([])
      expect(await readFile(join(study.path, 'protocol.lock.json'), 'utf8')).toBe(only?.document)
    } finally {
      await store.close()
    }
  })
})
