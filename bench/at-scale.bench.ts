/**
 * A study with 100,000 answers and marks on the embedded database, and one with 1,000,000 of each on a PostgreSQL of its own: how
 * long four reviewers, an owner and a capturer wait at once, how long the analysis takes, and what memory both hold. Limits: 300 ms
 * for 95 of 100 answers of every page, 60 s, 2 GiB.
 *
 * The smaller study is filled by the product's own commands and its desk; the larger one is ten times the rows of the smaller,
 * restored as a bundle is.
 *
 * EQUIPOISE_BENCH_MARKS: 100,000. EQUIPOISE_BENCH_COPIES: 10; 0 leaves the larger one out. EQUIPOISE_BENCH_SECONDS: 30, of visits.
 * EQUIPOISE_BENCH_KEEP: a folder that both are kept in, and used again. DATABASE_URL: where the larger one goes; without it to a
 * second embedded server.
 */
import { randomUUID } from 'node:crypto'
import { chmod, cp, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withStudy } from '../src/cli/open-study.ts'
import { studyFolder } from '../src/cli/study-folder.ts'
import { joinServer } from '../src/store/embedded/membership.ts'
import { openStore } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { fillStudy } from './support/scale/fill-study.ts'
import { measureCommands, measurePages } from './support/scale/measure-study.ts'
import { multiplyStudy } from './support/scale/multiply-study.ts'
import { sizeOf } from './support/scale/study-files.ts'

const marks = Number(process.env.EQUIPOISE_BENCH_MARKS ?? 100_000)
const copies = Number(process.env.EQUIPOISE_BENCH_COPIES ?? 10)
const seconds = Number(process.env.EQUIPOISE_BENCH_SECONDS ?? 30)
const keep = process.env.EQUIPOISE_BENCH_KEEP
const given = process.env.DATABASE_URL || undefined
const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }

// Commands that are started here take the variable over.
delete process.env.DATABASE_URL
if (keep === undefined) {
  await using workspace = await temporaryWorkspace()
  await measureBoth(workspace.folder)
} else {
  await mkdir(keep, { recursive: true })
  await chmod(keep, 0o755)
  await measureBoth(keep)
}

async function measureBoth(folder: string): Promise<void> {
  const small = join(folder, 'small')
  await mkdir(small, { recursive: true })
  process.stdout.write(`  filling ${marks.toLocaleString('en-GB')} answers and marks, embedded\n`)
  await fillStudy(small, sizeOf(marks))
  await measured('embedded', small)
  if (copies === 0) return
  if (given !== undefined) return larger(folder, small, given)
  const server = join(folder, 'server')
  await mkdir(server, { recursive: true })
  const membership = await joinServer(
    server,
    () => {},
    () => {},
  )
  try {
    await membership.ensureDatabase('scale')
    const { host, port, user, password } = membership.address
    await larger(folder, small, `postgres://${user}:${password}@${host}:${port}/scale`)
  } finally {
    await membership.leave()
  }
}

async function larger(folder: string, small: string, url: string): Promise<void> {
  const large = join(folder, 'large')
  const filled = join(large, 'filled.json')
  if (!(await stat(filled).then(Boolean, () => false))) {
    process.stdout.write(`  restoring ${copies} times as much on a server\n`)
    await mkdir(large, { recursive: true })
    for (const file of ['protocol.yaml', 'protocol.lock.json']) await cp(join(small, file), join(large, file))
    const key = randomUUID()
    await writeFile(studyFolder(large).identity, `${key}\n`)
    await withStudy(studyFolder(small), silent, async ({ store, record }) => {
      const target = await openStore({ workspace: '.', databaseUrl: url })
      try {
        await multiplyStudy({ store, study: record }, { store: target, key }, copies)
      } finally {
        await target.close()
      }
    })
    await writeFile(filled, '{}')
  }
  process.env.DATABASE_URL = url
  try {
    await measured(`${copies} times as much, on a server`, large)
  } finally {
    delete process.env.DATABASE_URL
  }
}

async function measured(name: string, study: string): Promise<void> {
  process.stdout.write(`  ${name}\n`)
  const pages = await measurePages(study, seconds)
  const commands = await measureCommands(study)
  if (!(pages && commands)) process.exitCode = 1
}
