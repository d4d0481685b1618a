import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { existingCluster } from '../src/store/embedded/place.ts'
import { readPostmaster } from '../src/store/embedded/postmaster.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { until } from '../src/store/testing/temporary-workspace.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { smallReview } from './support/small-review.ts'

/** A process that cannot be: numbers of processes end at 2^22 here. */
const deadProcess = 4_194_304

let first: SharedWorkspace
let folder = ''

beforeAll(async () => {
  first = await sharedWorkspace()
  folder = first.path
  const study = await smallReview(first, 'held')
  await study.done('lock')
  await study.done('review', 'open')
  await study.done('invite', 'Olga Orme', '--role', 'owner')
  const source = await first.input('gout.md', '# Gout\n\nGout hurts. Colchicine helps within a day.\n')
  expect((await equipoiseProcess(['index', source], { cwd: folder })).exitCode).toBe(0)
})
afterAll(() => first[Symbol.asyncDispose]())

interface Report {
  readonly exitCode: number
  readonly whole: boolean
  /** Codes of what is not whole. */
  readonly codes: readonly string[]
  readonly repairs: readonly { readonly did: string | null }[]
}

async function doctor(...more: readonly string[]): Promise<Report> {
  const { exitCode, out, notes } = await equipoise('doctor', '--workspace', folder, ...more, '--json')
  if (out === '') throw new Error(notes)
  const { whole, findings, repairs } = JSON.parse(out)
  const codes = findings.flatMap((one: { problem?: { code: string } }) => one.problem?.code ?? [])
  return { exitCode, whole, codes, repairs }
}

const healthy = { exitCode: 0, whole: true, codes: [], repairs: [] }

async function withStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ workspace: folder })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

describe('equipoise doctor', () => {
  it('finds a workspace whole, and changes nothing of it', async () => {
    expect(await doctor()).toEqual(healthy)
    expect(await doctor('--repair', '--yes')).toEqual(healthy)
    expect((await equipoise('doctor', '--workspace', folder)).out).toContain(
      'Everything that was looked at is whole.',
    )
  })

  it('refuses a folder that is no workspace', async () => {
    await using empty = await temporaryFolder()
    const { exitCode, notes } = await equipoise('doctor', '--workspace', empty.path)
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('[WORKSPACE_NONE]')])
    expect(await readdir(empty.path)).toEqual([])
  })

  it('removes what killed processes left, and puts a report back', async () => {
    const study = join(folder, 'held')
    const corpus = join(folder, '.equipoise', 'corpora', 'main')
    await writeFile(join(corpus, `index-2.parts.partial-${deadProcess}-0a1b2c3d`), 'half')
    await writeFile(join(corpus, 'indexing.pid'), String(deadProcess))
    await writeFile(join(study, `.protocol.lock.json.partial-${deadProcess}-0a1b2c3d`), 'half')
    await mkdir(join(study, `.report.old-${deadProcess}-0a1b2c3d`))
    const living = join(study, `.report.partial-${process.ppid}-0a1b2c3d`)
    await mkdir(living)
    const found = await doctor()
    expect([found.exitCode, found.codes.toSorted()]).toEqual([
      1,
      ['DOCTOR_FOLDER_ASIDE', 'DOCTOR_LEFTOVER', 'DOCTOR_LEFTOVER', 'DOCTOR_LEFTOVER'],
    ])
    const mended = await doctor('--repair')
    expect([mended.whole, mended.repairs.length]).toEqual([true, 4])
    expect((await readdir(study)).toSorted()).toEqual([
      `.report.partial-${process.ppid}-0a1b2c3d`,
      'protocol.lock.json',
      'protocol.yaml',
      'report',
    ])
    await rm(living, { recursive: true })
    await rm(join(study, 'report'), { recursive: true })
  })

  it('writes a lock file again and builds an index again, to the byte', async () => {
    const lock = join(folder, 'held', 'protocol.lock.json')
    const corpus = join(folder, '.equipoise', 'corpora', 'main')
    const index = join(corpus, 'index-1.parts')
    const [lockBefore, indexBefore] = [await readFile(lock), await readFile(index)]
    await writeFile(lock, lockBefore.subarray(0, 100))
    await writeFile(index, indexBefore.subarray(0, 1000))
    expect((await doctor()).codes).toEqual(['DOCTOR_LOCK_FILE', 'DOCTOR_INDEX'])
    expect((await doctor('--repair')).whole).toBe(true)
    expect([await readFile(lock), await readFile(index)]).toEqual([lockBefore, indexBefore])
    const batch = join(corpus, 'run-0001')
    const passages = (await readdir(batch)).find((name) => name.endsWith('.passages')) ?? ''
    const text = await readFile(join(batch, passages), 'utf8')
    await writeFile(join(batch, passages), text.replace('Colchicine', 'Colchicene'))
    expect((await doctor()).codes).toEqual(['PASSAGES_DAMAGED'])
    expect((await doctor('--repair')).whole).toBe(true)
    expect(await readFile(join(batch, passages), 'utf8')).toBe(text)
  })

  it('finds an answer that was changed and a log entry that was', { timeout: 90_000 }, async () => {
    const backup = await equipoise('backup', '--workspace', folder, '--json')
    expect(backup.exitCode, backup.notes).toBe(0)
    expect(await doctor()).toEqual(healthy)
    await withStore((store) =>
      store.database.transaction().execute(async (transaction) => {
        for (const table of ['answer', 'audit_entry'])
          await sql`alter table ${sql.table(table)} disable trigger user`.execute(transaction)
        await sql`update answer set text = 'Give 50 mg.' where id = (select min(id::text)::uuid from answer)`.execute(
          transaction,
        )
        await sql`update audit_entry set document = replace(document, 'owner', 'other') where number = 2`.execute(
          transaction,
        )
        for (const table of ['answer', 'audit_entry'])
          await sql`alter table ${sql.table(table)} enable trigger user`.execute(transaction)
      }),
    )
    expect((await doctor()).codes.toSorted()).toEqual([
      'DOCTOR_AUDIT',
      'DOCTOR_ROWS_LOST',
      'DOCTOR_ROWS_LOST',
    ])
    // Nobody may use the database that is replaced.
    await first.store.close()
    const { exitCode, notes } = await equipoise(
      'restore',
      JSON.parse(backup.out).backup,
      '--workspace',
      folder,
      '--replace',
    )
    expect(exitCode, notes).toBe(0)
    expect(await doctor()).toEqual(healthy)
  })

  it('finds a damaged page, and restores the newest backup with a yes', { timeout: 120_000 }, async () => {
    const place = await withStore(async (store) => {
      const { rows } = await sql<{ path: string }>`select pg_relation_filepath('answer') as path`.execute(
        store.database,
      )
      return rows[0]?.path ?? ''
    })
    const cluster = (await existingCluster(folder)) ?? ''
    await until(async () => (await readPostmaster(join(cluster, 'data'))) === null)
    const handle = await open(join(cluster, 'data', place), 'r+')
    await handle.write(Buffer.from('damage'), 0, 6, 4000)
    await handle.close()
    const found = await doctor()
    expect(found.codes).toContain('DOCTOR_TABLE_DAMAGED')
    const unasked = await doctor('--repair')
    expect([unasked.exitCode, unasked.repairs.every(({ did }) => did === null)]).toEqual([1, true])
    const mended = await doctor('--repair', '--yes')
    expect([mended.whole, mended.repairs.length]).toEqual([true, 1])
    // The damaged files are kept for whoever can read more of them.
    expect(
      (await readdir(join(folder, '.equipoise'))).filter((name) => name.startsWith('cluster.damaged-')),
    ).toHaveLength(1)
  })
})
