/**
 * How long a reviewer waits for the next question while 200 of them mark at once, on a server in a process of its own with
 * its database on the same machine. A question takes a reviewer 10 s here, faster than anybody reads two answers; every
 * mark is saved at once.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { runProgram } from '../src/cli/program.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { openStore } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { enter, simulatedReviewer } from '../test/support/simulated-reviewer.ts'

const reviewers = Number(process.env.EQUIPOISE_BENCH_REVIEWERS ?? 200)
const unitsEach = Number(process.env.EQUIPOISE_BENCH_UNITS ?? 8)
const thinking = 10_000
const items = 1000

await using workspace = await temporaryWorkspace()
const study = join(workspace.folder, 'bench')
await mkdir(study)
const store = await openStore({ workspace: workspace.folder })
const out: string[] = []
const run = async (...given: readonly string[]) => {
  out.length = 0
  const note: string[] = []
  const code = await runProgram([...given, '--study', study], {
    out: (line) => out.push(line),
    note: (line) => note.push(line),
    progress: () => {},
    endProgress: () => {},
  })
  if (code !== 0) throw new Error(note.join('\n'))
  return out.join('\n')
}
const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
const file = async (name: string, content: string) => {
  await writeFile(join(workspace.folder, name), content)
  return join(workspace.folder, name)
}
try {
  await writeFile(
    join(study, 'protocol.yaml'),
    stringify({
      schemaVersion: 1,
      id: 'bench',
      title: 'Waiting for the next question',
      question: 'How long?',
      arms: ['tarn', 'moor', 'beck'].map((id) => ({ id, kind: 'general' })),
      axes: [
        { id: 'utility', form: 'pairwise', primary: true },
        { id: 'accuracy', form: 'pairwise' },
      ],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 5,
      review: { reviewersPerQuestion: 10, most: unitsEach },
    }),
  )
  const keys = Array.from({ length: items }, (_, index) => `q${index}`)
  await run(
    'import',
    await file('items.jsonl', lines(keys.map((key) => ({ key, text: `Question ${key}?` })))),
    '--mapping',
    await file(
      'items.yaml',
      stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'text' } }),
    ),
  )
  const text = 'Give 5 mg once daily. Check the kidneys first, and again after a week.\n\n'.repeat(12)
  await run(
    'import',
    await file(
      'answers.jsonl',
      lines(
        keys.flatMap((item) =>
          ['tarn', 'moor', 'beck'].map((arm) => ({ item, arm, text: text + arm.length })),
        ),
      ),
    ),
    '--mapping',
    await file(
      'answers.yaml',
      stringify({
        schemaVersion: 1,
        form: 'answers',
        columns: { item: 'item', arm: 'arm', text: 'text' },
        provenance: 'recorded',
      }),
    ),
  )
  await run('review', 'open')
  const port = await freePort()
  const links: string[] = []
  for (let reviewer = 0; reviewer < reviewers; reviewer++) {
    const printed = await run(
      'invite',
      `R${reviewer}`,
      '--role',
      'reviewer',
      '--at',
      `http://127.0.0.1:${port}`,
      '--json',
    )
    links.push(JSON.parse(printed).link)
  }
  const server = await served(port)
  const seats = []
  for (const link of links) seats.push(await enter(link))
  const begun = performance.now()
  const records = await Promise.all(
    seats.map((seat, index) =>
      simulatedReviewer(seat, createGenerator(7, 'bench', index), { dropped: 0, twice: 0, thinking }),
    ),
  )
  const seconds = (performance.now() - begun) / 1000
  server.kill('SIGINT')
  await once(server, 'exit')
  const times = records.flatMap(({ nextTimes }) => nextTimes).sort((one, other) => one - other)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  const events = records.reduce((sum, { made }) => sum + made.size, 0)
  process.stdout.write(
    `  ${reviewers} reviewers, ${times.length} questions asked for and ${events} events saved in ${seconds.toFixed(0)} s: next question within ${at(0.5).toFixed(0)} ms (median), ${at(0.95).toFixed(0)} ms (95 of 100; aim 100${at(0.95) <= 100 ? '' : ': MISSED'}), ${at(1).toFixed(0)} ms (all); load ${loadavg()[0]?.toFixed(1)}\n`,
  )
} finally {
  await store.close()
}

async function served(port: number): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../bin/equipoise.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, 'serve', '--study', study, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout !== null) await once(child.stdout, 'data')
  return child
}
