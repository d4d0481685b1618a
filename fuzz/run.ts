import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { inputName } from './corpus.ts'
import { longestMilliseconds } from './session.ts'
import { type ChildResult, superviseSession } from './supervise.ts'
import { findTarget, targetNames } from './targets.ts'

const usage = `npm run fuzz -- [parser ...] [--seconds N | --runs N] [--seed N] [--keep]
npm run fuzz -- parser --replay FILE

Feeds mutated inputs to the parsers, each in a process of its own with a small heap, for ten minutes or a million
executions, whichever comes first. A finding is an error that is no problem in words, an input that takes more than a
second, or more than 512 MiB of memory; its input is written to .cache/fuzz. --keep adds what reached new places to fuzz/corpus.

Parsers: ${targetNames.join(', ')}
`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const findingsFolder = path.join(import.meta.dirname, '..', '.cache', 'fuzz')

if (values.help) process.stdout.write(usage)
else if (values.replay !== undefined) await replay(positionals[0] ?? '', values.replay)
else {
  const unknown = positionals.filter((name) => !targetNames.includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`No such parser: ${unknown.join(', ')}\n${usage}`)
    process.exitCode = 2
  } else for (const name of positionals.length > 0 ? positionals : targetNames) await long(name)
}

async function long(name: string): Promise<void> {
  const seconds = Number(values.seconds ?? (values.runs === undefined ? 600 : 86_400))
  const runs = Number(values.runs ?? (values.seconds === undefined ? 1_000_000 : Number.MAX_SAFE_INTEGER))
  const result = await superviseSession({ name, seconds, runs, seed: Number(values.seed), keep: values.keep })
  process.stdout.write(`${line(name, result)}\n`)
  if (result.findings.length === 0) return
  process.exitCode = 1
  await mkdir(findingsFolder, { recursive: true })
  for (const { kind, detail, input } of result.findings) {
    const file = path.join(findingsFolder, `${name}-${kind}-${inputName(input)}`)
    await writeFile(file, input)
    process.stdout.write(`  ${kind}: ${detail.replaceAll('\n', '\n    ')}\n  input: ${file}\n`)
  }
}

function line(name: string, result: ChildResult): string {
  const { runs, seconds, places, corpus, slowestMilliseconds, peakMiB, findings } = result
  return `${name}: ${runs} executions in ${seconds.toFixed(0)} s, ${places} places in ${corpus} inputs, slowest ${slowestMilliseconds.toFixed(0)} ms, peak ${peakMiB.toFixed(0)} MiB, findings ${findings.length}`
}

/** Reads one input once, without a limit, and lets what it throws be seen. */
async function replay(name: string, file: string): Promise<void> {
  const target = await findTarget(name)
  const open = await target.open()
  const begun = performance.now()
  await open.run(await readFile(file))
  await open.close()
  const took = performance.now() - begun
  process.stdout.write(`Read in ${took.toFixed(0)} ms${took > longestMilliseconds ? ': too slow' : ''}.\n`)
}
