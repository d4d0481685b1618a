import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { performanceBook } from './book.ts'
import { type BenchOutcome, RunFolder } from './outcome.ts'

const machine = {
  processor: 'a processor',
  cores: 2,
  memoryGiB: 23,
  system: 'linux x64',
  versions: { Node: '24.21.0', R: null },
}
const outcome = (bench: string, state: BenchOutcome['state'], output: string): BenchOutcome => ({
  bench,
  state,
  seconds: 12,
  load: [3, 4],
  begunAt: '2026-11-26T04:00:00.000Z',
  output,
})

it('has a line for every ratio, for what failed and for what has not run', () => {
  const book = performanceBook(
    ['holm', 'million', 'workers'],
    [
      outcome('holm', 'done', '    R  0.6 ms; ours is 5.2 times as fast (aim 20: MISSED)\n'),
      outcome('million', 'failed', '  reading\nTypeError: a | b\n'),
    ],
    machine,
  )
  expect(book).toContain(
    '| holm | R 0.6 ms; ours is 5.2 times as fast (aim 20: MISSED) | 5.2 | 12 | 3.0 to 4.0 |',
  )
  expect(book).toContain('| million | **failed**: TypeError: a / b | | 12 | 3.0 to 4.0 |')
  expect(book).toContain('| workers | not run yet | | | |')
  expect(book).toContain('Node 24.21.0, R not there')
  expect(book).toContain('* holm: R  0.6 ms')
})

it('keeps what is done, so that a run goes on where it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-book-'))
  try {
    const run = new RunFolder(join(folder, 'run'))
    expect(await run.read()).toEqual([])
    await run.keep(outcome('holm', 'done', 'x'))
    await run.keep(outcome('holm', 'late', 'y'))
    expect(await new RunFolder(join(folder, 'run')).read()).toEqual([outcome('holm', 'late', 'y')])
    await run.clear()
    expect(await run.read()).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
