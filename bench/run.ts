/**
 * Runs every benchmark, each in a process of its own, so that none inherits another's memory, and writes the performance book.
 *
 *     npm run bench                 all that this run has not done yet; a run that is done begins anew
 *     npm run bench -- --fresh      all
 *     npm run bench two-way         those whose name begins so; the book stays as it is
 *
 * EQUIPOISE_BENCH_MINUTES is the limit of one benchmark, 30 by default.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { performanceBook } from './book/book.ts'
import { presentMachine } from './book/machine.ts'
import { type BenchOutcome, RunFolder } from './book/outcome.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const bookFile = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
const ending = '.bench.ts'
const limitMinutes = Number(process.env.EQUIPOISE_BENCH_MINUTES ?? 30)
const all = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort()

let running: ChildProcess | null = null
let stopped = false
process.on('SIGINT', () => {
  stopped = true
  running?.kill('SIGINT')
})

const [wanted] = process.argv.slice(2)
if (wanted !== undefined && wanted !== '--fresh') {
  for (const name of all.filter((one) => one.startsWith(wanted))) {
    if (!stopped && (await bench(name)).state !== 'done') process.exitCode = 1
  }
} else {
  await runAll(wanted === '--fresh')
}

async function runAll(fresh: boolean): Promise<void> {
  const run = new RunFolder(`${folder}runs/current`)
  const known = await run.read()
  if (fresh || all.every((name) => known.some(({ bench: done }) => done === name))) await run.clear()
  const machine = presentMachine()
  for (const name of all) {
    if ((await run.read()).some(({ bench: done }) => done === name)) continue
    const outcome = await bench(name)
    if (stopped) {
      process.stdout.write('\nInterrupted: `npm run bench` goes on here.\n')
      process.exitCode = 130
      return
    }
    await run.keep(outcome)
    await writeFile(bookFile, performanceBook(all, await run.read(), machine))
    if (outcome.state !== 'done') process.exitCode = 1
  }
}

async function bench(name: string): Promise<BenchOutcome> {
  process.stdout.write(`\n${name}\n`)
  const begunAt = new Date().toISOString()
  const before = loadavg()[0] ?? 0
  const started = performance.now()
  const child = spawn(process.execPath, [`${folder}${name}${ending}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let late = false
  const limit = setTimeout(() => {
    late = true
    child.kill('SIGTERM')
  }, limitMinutes * 60_000)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
  }
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', () => resolve(null))
  })
  clearTimeout(limit)
  running = null
  return {
    bench: name,
    state: late ? 'late' : code === 0 ? 'done' : 'failed',
    seconds: (performance.now() - started) / 1000,
    load: [before, loadavg()[0] ?? 0],
    begunAt,
    output,
  }
}
