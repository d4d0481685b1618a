import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '../src/store/bundle/read-bundle.ts'
import { passingTables, rowSchemas } from '../src/store/row-schemas.ts'
import { openStore } from '../src/store/store.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import {
  bytesBelow,
  type SharedWorkspace,
  sharedWorkspace,
  type TestStudy,
} from './support/shared-workspace.ts'
import { smallReview } from './support/small-review.ts'

let workspace: SharedWorkspace
let study: TestStudy
let elsewhere: { readonly path: string } & AsyncDisposable
let server: TestServer

beforeAll(async () => {
  workspace = await sharedWorkspace()
  elsewhere = await temporaryFolder()
  server = await startTestServer()
  study = await smallReview(workspace, 'held', { answers: { 'q1/moor': 'Take\u2028 0.1 + 0.2 mg \u0001.' } })
  await study.done('lock')
  await study.done('review', 'open')
  for (const name of ['Olga Orme', 'Rita Reed'])
    await study.done('invite', name, '--role', name.startsWith('O') ? 'owner' : 'reviewer')
  await smallReview(workspace, 'other')
  const corpora = join(workspace.path, '.equipoise', 'corpora', 'main')
  await mkdir(corpora, { recursive: true })
  await writeFile(join(corpora, 'note.json'), '{}\n')
})
afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await elsewhere[Symbol.asyncDispose]()
  await server.stop()
})

async function done(...given: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
  const outcome = await equipoise(...given, '--json')
  if (outcome.exitCode !== 0) throw new Error(`${given.join(' ')}: ${outcome.notes} ${outcome.out}`)
  return JSON.parse(outcome.out)
}

async function refused(...given: readonly string[]): Promise<readonly string[]> {
  const { exitCode, out } = await equipoise(...given, '--json')
  expect(exitCode).toBe(1)
  return parsedProblems(out).map(({ code }) => code)
}

const here = () => ['--workspace', workspace.path] as const
const backedUp = async (...more: readonly string[]): Promise<string> =>
  (await done('backup', join(elsewhere.path, 'backups'), ...here(), ...more)).backup

/** Every table of a database as the database itself hashes it; `but` leaves tables out. */
async function fingerprint(folder: string, url?: string, but = ['audit_entry']) {
  const store = await openStore({ workspace: folder, databaseUrl: url })
  try {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
      store.database,
    )
    const prints: Record<string, string> = {}
    for (const { name } of rows.filter(
      (row) => ![...but, ...Object.keys(passingTables)].includes(row.name),
    )) {
      const found = await sql<{ print: string }>`
        select count(*) || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as print
        from ${sql.table(name)} as t`.execute(store.database)
      prints[name] = found.rows[0]?.print ?? ''
    }
    return prints
  } finally {
    await store.close()
  }
}

describe('a backup of a workspace', () => {
  it('restores every row and file into an empty folder', { timeout: 120_000 }, async () => {
    const backup = await backedUp()
    await using target = await temporaryFolder()
    const restored = await done('restore', backup, '--workspace', target.path)
    expect(restored.saved).toEqual({ backup: null, aside: null })
    const copy = await fingerprint(target.path)
    // No table of the database is left out, whatever later migrations bring.
    expect([...Object.keys(copy), 'audit_entry'].sort()).toEqual(Object.keys(rowSchemas).sort())
    expect(copy).toEqual(await fingerprint(workspace.path))
    expect(await bytesBelow(join(target.path, 'held'))).toEqual(await bytesBelow(study.path))
    expect(await readFile(join(target.path, '.equipoise/corpora/main/note.json'), 'utf8')).toBe('{}\n')
    const log = await done('audit', 'list', '--study', join(target.path, 'held'))
    expect(log.entries.at(-1)).toMatchObject({ kind: 'study-restored', detail: { replaced: false } })
    expect(log.entries.at(-2)).toMatchObject({ kind: 'backup-made', detail: { blind: true } })
    expect((await done('audit', 'verify', '--study', join(target.path, 'held'))).holds).toBe(true)
    // What is written from now on takes numbers that nobody has.
    const next = await equipoise(
      'invite',
      'Nina North',
      '--role',
      'reviewer',
      '--study',
      join(target.path, 'held'),
    )
    expect(next.exitCode, next.notes).toBe(0)
  })

  it('says which file was changed, and is used for nothing then', async () => {
    const backup = await backedUp()
    expect((await done('restore', backup, '--check')).manifest.studies).toHaveLength(2)
    const broken = join(elsewhere.path, 'broken')
    await cp(backup, broken, { recursive: true })
    const rows = join(broken, 'database', 'answer.jsonl')
    const text = await readFile(rows, 'utf8')
    await writeFile(rows, text.replace('5 mg', '6 mg'))
    expect(await refused('restore', broken, '--check')).toEqual(['BACKUP_DIFFERS'])
    await writeFile(rows, text)
    await appendFile(join(broken, 'manifest.json'), ' ')
    expect(await refused('restore', broken, '--check')).toEqual(['BACKUP_MANIFEST'])
  })

  it('keeps so many of the same and takes the newest', { timeout: 60_000 }, async () => {
    const folder = join(elsewhere.path, 'kept')
    const [, second] = [await done('backup', folder, ...here()), await done('backup', folder, ...here())]
    const alone = await done('backup', folder, '--study', study.path)
    const third = await done('backup', folder, ...here(), '--keep', '2')
    expect(third.removed).toHaveLength(1)
    expect((await done('restore', folder, '--check')).backup).toBe(third.backup)
    expect((await done('restore', second.backup, '--check')).backup).toBe(second.backup)
    expect((await done('restore', alone.backup, '--check')).manifest.studies).toHaveLength(1)
  })
})

describe('restoring in the place of something', () => {
  it('is refused until it is asked for, and saves what was there first', { timeout: 120_000 }, async () => {
    await using target = await temporaryFolder()
    const at = ['--workspace', target.path] as const
    const first = await backedUp()
    await done('restore', first, ...at)
    const copy = join(target.path, 'held')
    expect((await equipoise('people', 'Rita Reed', '--delete', '--study', copy)).exitCode).toBe(0)
    await writeFile(join(copy, 'notes.txt'), 'later\n')
    await writeFile(join(target.path, '.equipoise/corpora/main/later.json'), '{}\n')
    const present = await fingerprint(target.path, undefined, [])
    expect(await refused('restore', first, ...at)).toEqual(['RESTORE_NOT_EMPTY'])
    expect(await fingerprint(target.path, undefined, [])).toEqual(present)
    const { saved } = await done('restore', first, ...at, '--replace')
    // Who was deleted since the backup stays deleted; everything else is as it was saved.
    const people = await done('people', '--study', copy)
    expect(JSON.stringify(people)).not.toContain('Rita')
    const undone = ['audit_entry', 'person_private', 'membership', 'invitation']
    expect(await fingerprint(target.path, undefined, undone)).toEqual(
      await fingerprint(workspace.path, undefined, undone),
    )
    expect(await readFile(join(copy, 'notes.txt'), 'utf8')).toBe('later\n')
    await expect(readFile(join(target.path, '.equipoise/corpora/main/later.json'))).rejects.toThrow('ENOENT')
    // And the way back: what was there is there again, with a line more in the log.
    await done('restore', saved.backup, ...at, '--replace')
    expect(await fingerprint(target.path)).toEqual(
      Object.fromEntries(Object.entries(present).filter(([name]) => name !== 'audit_entry')),
    )
  })

  it('cuts nothing off the log, and brings no deleted study back unseen', { timeout: 120_000 }, async () => {
    await using target = await temporaryFolder()
    const at = ['--workspace', target.path] as const
    const first = await backedUp()
    await done('restore', first, ...at)
    await done('retention', ...at, '--people', '30')
    await done('delete', join(target.path, 'other'), '--yes', '--files')
    const { out } = await equipoise('restore', first, ...at, '--replace')
    expect(out).toContain('2 entries that came after the backup stay')
    expect(out).toContain('Deleted again, since it was deleted after the backup: Tarn against Moor')
    expect(existsSync(join(target.path, 'other'))).toBe(false)
    expect(await readFile(join(target.path, 'held', 'protocol.yaml'), 'utf8')).not.toBe('')
    const log = await done('audit', 'list', '--workspace', '--study', target.path)
    const kinds = log.entries.map(({ kind }: { readonly kind: string }) => kind)
    expect(kinds).toEqual(['retention-changed', 'study-deleted', 'study-deleted'])
    expect((await done('audit', 'verify', '--workspace', '--study', target.path)).holds).toBe(true)
    expect((await done('retention', ...at)).rule).toEqual({ peopleDays: 30, askedDays: null })
    expect((await done('doctor', ...at)).whole).toBe(true)
  })

  it('is refused while somebody uses the database', async () => {
    const backup = await backedUp()
    // This test itself does: it holds the workspace open.
    expect(await refused('restore', backup, ...here(), '--replace')).toEqual(['STORE_IN_USE'])
    // What was refused is not told of as begun.
    expect((await done('doctor', ...here())).whole).toBe(true)
  })
})

describe('a backup of one study', () => {
  it('goes into another workspace, another folder, and onto a server', { timeout: 120_000 }, async () => {
    const { backup } = await done('backup', join(elsewhere.path, 'studies'), '--study', study.path)
    await using target = await temporaryFolder()
    await mkdir(join(target.path, '.equipoise'))
    const moved = join(target.path, 'moved')
    await done('restore', backup, '--study', moved)
    const bundle = join(elsewhere.path, 'bundle')
    await done('export', bundle, '--study', moved, '--by', 'Olga Orme', '--reason', 'To compare')
    const held = join(elsewhere.path, 'bundle-held')
    await done('export', held, '--study', study.path, '--by', 'Olga Orme', '--reason', 'To compare')
    const rowsOf = async (folder: string) =>
      (await verifyBundle(folder)).files.filter(({ name }) => name !== 'audit_entry.jsonl')
    expect(await rowsOf(bundle)).toEqual(await rowsOf(held))
    const url = await server.freshUrl()
    process.env.DATABASE_URL = url
    try {
      await done('restore', backup, '--study', join(target.path, 'served'))
      expect((await done('audit', 'verify', '--study', join(target.path, 'served'))).holds).toBe(true)
      const again = await done(
        'backup',
        join(elsewhere.path, 'served'),
        '--study',
        join(target.path, 'served'),
      )
      expect(again.manifest.tables.find(({ name }: { name: string }) => name === 'answer')).toEqual(
        JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8')).tables.find(
          ({ name }: { name: string }) => name === 'answer',
        ),
      )
    } finally {
      delete process.env.DATABASE_URL
    }
    await rm(bundle, { recursive: true })
  })
})
