/**
 * Collecting answers, every intent and every answer durable before the next step (fsync on), against a loopback server
 * in a process of its own: 20,000 calls at concurrency 200. With 500 ms a call the ideal is 50 s. With 50 ms a call the
 * peer is a bare loop of `fetch` and `JSON.parse` that keeps nothing, before and after. Memory over 200,000 answers of local arms.
 */
import { loadavg } from 'node:os'
import { openStore, type Store } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { bareLoop } from './support/bare-loop.ts'
import { startChatServer } from './support/chat-server.ts'
import { benchStudy, chatArm, collectAll, localArm } from './support/collecting.ts'
import { duration } from './support/measure.ts'

const calls = Number(process.env.EQUIPOISE_BENCH_CALLS ?? 20_000)
const concurrency = 200
const only = process.argv[2]

await using workspace = await temporaryWorkspace()
const store = await openStore({ workspace: workspace.folder })
try {
  if (only === undefined || only === 'slow') await againstIdeal(store)
  if (only === undefined || only === 'quick') await againstBareLoop(store)
  if (only === undefined || only === 'memory') await memory(store)
} finally {
  await store.close()
}

async function againstIdeal(open: Store): Promise<void> {
  const latency = 500
  await using server = await startChatServer(latency)
  const study = await benchStudy(open, calls)
  const { seconds, answered } = await collectAll(open, study, [chatArm('model', server.url)], concurrency)
  const ideal = ((calls / concurrency) * latency) / 1000
  const share = ideal / seconds
  say(
    `${latency} ms: ${answered} answers in ${duration(seconds)}, ${percent(share)} of the ideal ${duration(ideal)} (aim 95%${share < 0.95 ? ': MISSED' : ''})`,
  )
}

async function againstBareLoop(open: Store): Promise<void> {
  const latency = 50
  await using server = await startChatServer(latency)
  const study = await benchStudy(open, calls)
  // Before and after, since other work on the machine comes and goes.
  const before = await bareLoop(server.url, calls, concurrency)
  const { seconds, answered } = await collectAll(open, study, [chatArm('model', server.url)], concurrency)
  const bare = (before + (await bareLoop(server.url, calls, concurrency))) / 2
  const ratio = bare / seconds
  say(
    `${latency} ms: ${answered} answers in ${duration(seconds)} (${Math.round(answered / seconds)} a second); bare fetch loop ${duration(bare)}; ratio ${ratio.toFixed(2)} (aim 0.6${ratio < 0.6 ? ': MISSED' : ''})`,
  )
}

async function memory(open: Store): Promise<void> {
  const study = await benchStudy(open, 50_000)
  const arms = ['one', 'two', 'three', 'four'].map(localArm)
  const at = new Map<number, number>()
  let most = 0
  const { seconds, answered } = await collectAll(open, study, arms, 50, ({ arms: lanes }) => {
    const done = lanes.reduce((sum, lane) => sum + lane.answered, 0)
    most = Math.max(most, process.memoryUsage.rss())
    for (const mark of [10_000, 100_000, 200_000]) if (done >= mark && !at.has(mark)) at.set(mark, most)
  })
  const words = [...at].map(([mark, bytes]) => `${(bytes / 2 ** 20).toFixed(0)} MiB up to ${mark}`).join(', ')
  say(`memory: ${answered} answers of local arms in ${duration(seconds)}; most RSS ${words}`)
}

function say(line: string): void {
  process.stdout.write(`  ${line}; load ${loadavg()[0]?.toFixed(1)}\n`)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
