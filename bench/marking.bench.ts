/**
 * `equipoise mark` as a process of its own: 100,000 answers by their keys, and 20,000 calls of a judge by rubric at
 * concurrency 200 against a loopback server that takes 50 ms a call. Peers: reading the same answers in memory, and a
 * bare loop of `fetch` and `JSON.parse` that keeps nothing, before and after. Memory is the peak of the whole process.
 */
import { execFile } from 'node:child_process'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { runProgram } from '../src/cli/program.ts'
import { markByKey } from '../src/judging/mark-answers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { bareLoop } from './support/bare-loop.ts'
import { startChatServer } from './support/chat-server.ts'
import { answerText, arms, criteria, markedStudy, options } from './support/marking.ts'
import { duration } from './support/measure.ts'

const concurrency = 200
const latency = 50
const calls = Number(process.env.EQUIPOISE_BENCH_CALLS ?? 20_000)
const answers = Number(process.env.EQUIPOISE_BENCH_ANSWERS ?? 100_000)
const [only, folder = ''] = process.argv.slice(2)

const childSchema = z.object({
  seconds: z.number(),
  /** Peaks in bytes: up to the 10,000th task, when all were called, and with the summary. */
  early: z.number(),
  called: z.number(),
  peak: z.number(),
})

if (only === 'child') await mark(folder)
else {
  await using workspace = await temporaryWorkspace()
  const store = await openStore({ workspace: workspace.folder })
  try {
    if (only === undefined || only === 'key') await byKey(store, workspace.folder)
    if (only === undefined || only === 'rubric') await byRubric(store, workspace.folder)
  } finally {
    await store.close()
  }
}

async function byKey(store: Store, workspace: string): Promise<void> {
  for (const n of [answers / 10, answers]) {
    const study = await markedStudy(store, workspace, n / arms.length, { key: true })
    const { seconds, peak } = await markedIn(study.folder)
    const alone = readAlone(n)
    say(
      `by key: ${n} answers in ${duration(seconds)} (${Math.round(n / seconds)} a second), start and summary included; reading them alone ${duration(alone)}, ratio ${(alone / seconds).toFixed(2)}; peak RSS ${mebibytes(peak)}`,
    )
  }
}

/** Seconds that reading the answers takes where they are in memory and stay there. */
function readAlone(n: number): number {
  const texts = Array.from({ length: n }, (_, index) => answerText(index, index % arms.length))
  const started = performance.now()
  for (const text of texts)
    markByKey({ item: 'q', arm: 'one', replicate: 0, text }, options, ['B'], '2026-11-25T00:00:00Z')
  return (performance.now() - started) / 1000
}

async function byRubric(store: Store, workspace: string): Promise<void> {
  await using server = await startChatServer(latency, '{"explanation": "It is said.", "criteria_met": true}')
  const items = calls / (arms.length * criteria.length)
  const study = await markedStudy(store, workspace, items, { judge: { url: server.url, concurrency } })
  const before = await bareLoop(server.url, calls, concurrency)
  const { seconds, early, called, peak } = await markedIn(study.folder)
  const bare = (before + (await bareLoop(server.url, calls, concurrency))) / 2
  say(
    `by rubric, ${latency} ms: ${calls} tasks in ${duration(seconds)} (${Math.round(calls / seconds)} a second), start and summary included; bare fetch loop ${duration(bare)}, ratio ${(bare / seconds).toFixed(2)}; peak RSS ${mebibytes(early)} up to 10,000, ${mebibytes(called)} when all were called, ${mebibytes(peak)} with the summary`,
  )
}

async function markedIn(study: string): Promise<z.infer<typeof childSchema>> {
  const given = [fileURLToPath(import.meta.url), 'child', study]
  const { stdout } = await promisify(execFile)(process.execPath, given)
  return childSchema.parse(JSON.parse(stdout))
}

/** The measured process: runs the command, and tells its seconds and its memory. */
async function mark(study: string): Promise<void> {
  let early = 0
  let called = 0
  const started = performance.now()
  const exitCode = await runProgram(['mark', '--study', study], {
    out: () => {},
    note: (line) => process.stderr.write(`${line}\n`),
    progress: (_step, done) => {
      called = peakBytes()
      if (done <= 10_000) early = called
    },
    endProgress: () => {},
  })
  if (exitCode !== 0) throw new Error(`mark ended with ${exitCode}`)
  const seconds = (performance.now() - started) / 1000
  process.stdout.write(JSON.stringify({ seconds, early, called, peak: peakBytes() }))
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}

function say(line: string): void {
  process.stdout.write(`  ${line}; load ${loadavg()[0]?.toFixed(1)}\n`)
}
