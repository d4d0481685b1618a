import { packagedBinaries } from '../src/store/embedded/binaries.ts'
import { writeImport } from '../src/store/imports/write-import.ts'
import { moveStudy } from '../src/store/moving/move-study.ts'
import { openStore } from '../src/store/store.ts'
import { ensureStudy } from '../src/store/studies.ts'
import { importedFile, pairwise } from '../src/store/testing/sample.ts'
import { startSeparateServer } from '../src/store/testing/separate-server.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'

// Seconds to carry a study of 100,000 answers and 100,000 marks from the embedded database to a separate server and back,
// with every row read back and compared. The argument is another number of each.

const rows = Number(process.argv[2] ?? 100_000)
const arms = 4
const answerText = 'Give 15 mg/kg every six hours, at most 60 mg/kg in a day. '.repeat(16)

async function* none() {}

async function* answers() {
  for (let from = 0; from < rows; from += 5000) {
    yield Array.from({ length: Math.min(5000, rows - from) }, (_, index) => ({
      item: `q${Math.floor((from + index) / arms)}`,
      arm: `arm${(from + index) % arms}`,
      status: 'answered' as const,
      text: `${from + index} ${answerText}`,
      provenance: 'vendor' as const,
    }))
  }
}

async function* marks() {
  for (let from = 0; from < rows; from += 5000) {
    yield Array.from({ length: Math.min(5000, rows - from) }, (_, index) =>
      pairwise({
        item: `q${Math.floor((from + index) / arms)}`,
        armA: 'arm0',
        armB: 'arm1',
        reviewer: `Reviewer ${(from + index) % arms}`,
        activeSeconds: (from + index) / 7,
        shownAt: '2026-03-01T10:00:00.123456Z',
      }),
    )
  }
}

await using workspace = await temporaryWorkspace()
const server = await startSeparateServer(packagedBinaries(), 'fsync = on\nmax_wal_size = 2GB\n')
await server.createDatabase('trial', 'template0')
const here = await openStore({ workspace: workspace.folder })
const there = await openStore({ workspace: '.', databaseUrl: server.url('trial') })
const study = await ensureStudy(here, 'trial', 'A trial')
const source = { items: none(), arms: [], answers: answers(), judgments: marks() }
await writeImport(here, study, importedFile('a', rows), source)
const base = { studyId: study.id, key: 'trial' }
for (const [way, from, to] of [
  ['there', here, there],
  ['back, nothing new', there, here],
] as const) {
  const started = performance.now()
  const { tables } = await moveStudy({ ...base, from, to, fromName: 'one', toName: 'other' })
  const seconds = (performance.now() - started) / 1000
  const moved = tables.reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(
    `${way}: ${moved} rows in ${seconds.toFixed(1)} s, memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB\n`,
  )
}
await here.close()
await there.close()
await server.stop()
