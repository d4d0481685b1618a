import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from './support/command-line.ts'
import {
  resultsFile,
  type SharedWorkspace,
  sha256,
  sharedWorkspace,
  type TestStudy,
} from './support/shared-workspace.ts'

const sample = join(projectRoot, 'studies', 'sample')
const tables = ['items.jsonl', 'pairs.csv', 'absolute.csv'] as const

const shipped = (name: string): Promise<string> => readFile(join(sample, name), 'utf8')
const mappingOf = (table: string): string => join(sample, table.replace(/\.[a-z]+$/, '.mapping.yaml'))

/** The lines in another order, the header of a CSV file first as before. */
function shuffled(name: string, text: string): string {
  const lines = text.trimEnd().split('\n')
  const header = name.endsWith('.csv') ? lines.splice(0, 1) : []
  // A linear congruential generator (Numerical Recipes), so that every run shuffles alike.
  let state = 12345
  for (let place = lines.length - 1; place > 0; place -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (place + 1))
    const line = lines[place] ?? ''
    lines[place] = lines[other] ?? ''
    lines[other] = line
  }
  return `${[...header, ...lines].join('\n')}\n`
}

let workspace: SharedWorkspace
let original: TestStudy
let protocol: string

beforeAll(async () => {
  workspace = await sharedWorkspace()
  protocol = `${await shipped('protocol.yaml')}\nresamples: 1000\n`
  original = await workspace.study('original', protocol)
  await original.done('lock')
  for (const table of tables) await original.imported(join(sample, table), mappingOf(table))
  await original.done('analyse')
})
afterAll(() => workspace[Symbol.asyncDispose]())

const textOf = (study: TestStudy): Promise<string> => readFile(resultsFile(study.path), 'utf8')

/** Ids of the marks and pseudonyms of the reviewers of a study. */
async function identities(key: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select judgment.id from judgment join study on study.id = judgment.study_id where study.key = ${key}
    union all
    select person.id from person join study on study.id = person.study_id where study.key = ${key}`.execute(
    workspace.store.database,
  )
  return new Set(rows.map(({ id }) => id))
}

describe('results.json', () => {
  it('has the same bytes for the same files, in whatever order and to whatever ids', async () => {
    const again = await workspace.study('again', protocol)
    await again.done('lock')
    for (const table of tables.toReversed()) await again.imported(join(sample, table), mappingOf(table))
    await again.done('analyse')
    expect((await textOf(again)) === (await textOf(original))).toBe(true)
    const [first, second] = [await identities('original'), await identities('again')]
    // 1080 marks on pairs, the marks on single answers that were not refused, and 12 reviewers.
    expect(first.size).toBeGreaterThan(1080)
    expect(second.size).toBe(first.size)
    expect([...first].filter((id) => second.has(id))).toEqual([])
  })

  it('has the same bytes for shuffled rows, but for the hashes of the shuffled files', async () => {
    const other = await workspace.study('shuffled', protocol)
    await other.done('lock')
    const hashes: (readonly [string, string])[] = []
    for (const table of tables) {
      const [text, mixed] = [await shipped(table), shuffled(table, await shipped(table))]
      expect(mixed).not.toBe(text)
      expect(mixed.split('\n').sort()).toEqual(text.split('\n').sort())
      hashes.push([sha256(mixed), sha256(text)])
      await other.imported(await workspace.input(table, mixed), mappingOf(table))
    }
    await other.done('analyse')
    let text = await textOf(other)
    for (const [mixed, plain] of hashes) {
      expect(text.split(mixed)).toHaveLength(2)
      text = text.replace(mixed, plain)
    }
    expect(text === (await textOf(original))).toBe(true)
  })

  it('has the same bytes for any number of workers', async () => {
    const before = await textOf(original)
    for (const workers of ['1', '3']) {
      await original.done('analyse', '--workers', workers)
      expect((await textOf(original)) === before).toBe(true)
    }
    const refused = await original.run('analyse', '--workers', '0')
    expect(refused.exitCode).toBe(2)
  })

  it('has other bytes where one mark differs', async () => {
    const other = await workspace.study('other', protocol)
    await other.done('lock')
    const pairs = await shipped('pairs.csv')
    const changed = pairs.replace(',a much better,', ',a somewhat better,')
    expect(changed).not.toBe(pairs)
    for (const table of tables) {
      const file =
        table === 'pairs.csv' ? await workspace.input('one-mark/pairs.csv', changed) : join(sample, table)
      await other.imported(file, mappingOf(table))
    }
    await other.done('analyse')
    expect((await other.results()).data.hash).not.toBe((await original.results()).data.hash)
  })

  it('holds no time, no place and no version of what ran it', async () => {
    const text = await textOf(original)
    const today = new Date().toISOString().slice(0, 10)
    for (const trace of [workspace.path, projectRoot, sample, today, process.version, process.versions.node])
      expect(text.includes(trace), trace).toBe(false)
    expect(text.match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)).toBeNull()
    // They stand beside it, in the file that is not meant to be the same.
    const run = await readFile(join(original.path, 'report', 'run.json'), 'utf8')
    for (const trace of [today, process.version]) expect(run).toContain(trace)
  })
})
