/**
 * Three workers against one: `equipoise run --queue` over a loopback model that answers in 2 s, with real worker
 * processes of 16 calls each and the limit of the arm far above, so that the time is that of waiting for the model. Then three
 * of which one is killed with -9 in the middle, left dead, and replaced as `equipoise worker --processes 3` does.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { stringify } from 'yaml'
import { runProgram } from '../src/cli/program.ts'
import { openStore } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { startChatServer } from './support/chat-server.ts'
import { duration } from './support/measure.ts'

const slots = Number(process.env.EQUIPOISE_BENCH_CALLS ?? 960)
const latency = 2000
const calls = 16
const aim = 2.5
const executable = fileURLToPath(new URL('../bin/equipoise.mjs', import.meta.url))
delete process.env.DATABASE_URL

await using workspace = await temporaryWorkspace()
await mkdir(join(workspace.folder, '.equipoise'))
const store = await openStore({ workspace: workspace.folder })
await using server = await startChatServer(latency)
let studies = 0

async function study(): Promise<string> {
  studies += 1
  const folder = join(workspace.folder, `study-${studies}`)
  await mkdir(folder)
  const source = {
    via: 'api',
    provider: 'compatible',
    model: 'our-model',
    baseUrl: server.url,
    price: 'free',
    keyFrom: 'none',
  }
  const protocol = {
    schemaVersion: 1,
    id: `study-${studies}`,
    title: 'Workers',
    question: 'How fast are workers?',
    arms: [
      { id: 'model', kind: 'own', source },
      { id: 'other', kind: 'general' },
    ],
    axes: [{ id: 'preference', form: 'pairwise', primary: true }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'model', against: 'other' }],
    seed: 1,
    collect: { concurrency: 200 },
  }
  await writeFile(join(folder, 'protocol.yaml'), stringify(protocol))
  const rows = Array.from({ length: slots }, (_, index) =>
    JSON.stringify({ key: `q${index}`, question: `What is the usual dose? ${index}` }),
  )
  await writeFile(join(folder, 'items.jsonl'), `${rows.join('\n')}\n`)
  await writeFile(
    join(folder, 'items.yaml'),
    stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'question' } }),
  )
  await equipoise(
    'import',
    join(folder, 'items.jsonl'),
    '--mapping',
    join(folder, 'items.yaml'),
    '--study',
    folder,
  )
  return folder
}

async function equipoise(...given: readonly string[]): Promise<void> {
  const notes: string[] = []
  const exitCode = await runProgram(given, {
    out: () => {},
    note: (line) => notes.push(line),
    progress: () => {},
    endProgress: () => {},
  })
  if (exitCode !== 0) throw new Error(`${given[0]} failed: ${notes.join(' ')}`)
}

async function worker(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [executable, 'worker', '--workspace', workspace.folder, '--calls', String(calls)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await once(child.stderr, 'data')
  return child
}

async function answers(): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`select count(*) as n from answer`.execute(store.database)
  return Number(rows[0]?.n)
}

/** Seconds that a collection takes. `middle` happens when half of the answers are there. */
async function collection(
  count: number,
  middle: (workers: ChildProcess[]) => Promise<void> = async () => {},
): Promise<number> {
  const folder = await study()
  const before = await answers()
  const workers = await Promise.all(Array.from({ length: count }, worker))
  await sleep(1000)
  const begun = performance.now()
  const run = equipoise('run', '--queue', '--study', folder)
  const half = async () => {
    while ((await answers()) < before + slots / 2) await sleep(200)
    await middle(workers)
  }
  await Promise.all([run, half()])
  const seconds = (performance.now() - begun) / 1000
  const made = (await answers()) - before
  if (made !== slots) throw new Error(`${made} answers for ${slots} slots`)
  for (const child of workers) child.kill('SIGTERM')
  await Promise.all(workers.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'close')))
  return seconds
}

async function kill(workers: ChildProcess[]): Promise<void> {
  workers[0]?.kill('SIGKILL')
}

try {
  const one = await collection(1)
  say(`1 worker: ${slots} answers in ${duration(one)}, ideal ${duration(((slots / calls) * latency) / 1000)}`)
  const three = await collection(3)
  tell('3 workers', one, three)
  const replaced = await collection(3, async (workers) => {
    await kill(workers)
    await sleep(1000)
    workers.push(await worker())
  })
  tell('3 workers, one killed in the middle and replaced', one, replaced)
  const killed = await collection(3, kill)
  const most = 3 / (0.5 + 0.5 * 1.5)
  say(
    `3 workers, one killed in the middle, two left: ${duration(killed)}, ratio ${(one / killed).toFixed(2)} (at most ${most.toFixed(2)})`,
  )
} finally {
  await store.close()
}

function tell(words: string, one: number, seconds: number): void {
  const ratio = one / seconds
  say(
    `${words}: ${duration(seconds)}, ratio ${ratio.toFixed(2)} (aim ${aim}${ratio < aim ? ': MISSED' : ''})`,
  )
}

function say(line: string): void {
  process.stdout.write(`  ${line}; load ${loadavg()[0]?.toFixed(1)}\n`)
}
