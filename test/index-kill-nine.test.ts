import { createHash } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { interruptedProcess } from './support/interrupted-process.ts'

const documents = 4000
const batch = ['--batch', '150'] as const

/** SAMPLE documents of one section each, some of them of several passages. */
function sampleLines(count: number, about = 'gout'): string {
  const random = createGenerator(20_261_125, about)
  const words = Array.from({ length: 300 }, (_, at) => `${about}${at.toString(36)}word`)
  const sentence = () =>
    `${Array.from({ length: 12 }, () => words[random.integerBelow(words.length)]).join(' ')}.`
  const line = (at: number) => ({
    id: `d${at}`,
    source: 'sample',
    title: `SAMPLE ${at}`,
    focus: null,
    synonyms: [],
    type: 'page',
    question: null,
    date: null,
    url: null,
    doi: null,
    pmid: null,
    licence: null,
    sections: [
      {
        headings: [],
        blocks: [
          {
            kind: 'paragraph',
            text: Array.from({ length: 1 + random.integerBelow(25) }, sentence).join(' '),
          },
        ],
      },
    ],
  })
  return Array.from({ length: count }, (_, at) => `${JSON.stringify(line(at))}\n`).join('')
}

let workspace: { readonly path: string } & AsyncDisposable
let cwd = ''
beforeEach(async () => {
  workspace = await temporaryFolder()
  cwd = workspace.path
})
afterEach(() => workspace[Symbol.asyncDispose]())

const corpus = (at = cwd) => join(at, '.equipoise', 'corpora', 'main')
const index = (...given: readonly string[]) => equipoiseProcess(['index', ...given], { cwd })

/** Every file of a folder with the hash of its bytes. */
async function bytesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const hashes: Record<string, string> = {}
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name)
    hashes[file.slice(folder.length)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  }
  return hashes
}

const passing = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Batches that the run under way has read whole. */
async function batches(): Promise<number> {
  const names = await readdir(join(corpus(), 'run-0001')).catch(() => [])
  return names.filter((name) => name.endsWith('.parts')).length
}

async function untilBatches(count: number): Promise<void> {
  while ((await batches()) < count) await passing(5)
}

describe('an index that is interrupted', () => {
  it('ends after kills with -9 as one that was not, byte for byte', { timeout: 240_000 }, async () => {
    await using other = await temporaryFolder()
    await writeFile(join(other.path, 'sample.jsonl'), sampleLines(documents))
    await cp(join(other.path, 'sample.jsonl'), join(cwd, 'sample.jsonl'))
    const whole = await equipoiseProcess(['index', 'sample.jsonl', ...batch], { cwd: other.path })
    expect(whole.exitCode, whole.notes).toBe(0)
    const random = createGenerator(20_261_125, 'kills')
    let resumed = 0
    for (let round = 0; round < 12; round += 1) {
      // Up to two batches on, or none, and somewhere within the next: kills go by what was read, for time depends on the machine.
      const reached = (await batches()) + random.integerBelow(3)
      const { exitCode, notes } = await interruptedProcess(
        ['index', 'sample.jsonl', ...batch],
        async () => {
          while ((await batches()) < reached) await passing(5)
          await passing(80 * random.uniform())
        },
        'SIGKILL',
        cwd,
      )
      expect(exitCode, notes).toBe(-1)
      if ((await batches()) > 0) resumed += 1
    }
    const last = await index('sample.jsonl', ...batch)
    expect(last.exitCode, last.notes).toBe(0)
    process.stdout.write(`12 kills, ${resumed} behind whole batches\n`)
    expect(resumed).toBeGreaterThan(5)
    expect(await bytesOf(corpus())).toEqual(await bytesOf(corpus(other.path)))
  })

  it('says so on Ctrl-C, holds the corpus for nobody, and goes on', { timeout: 120_000 }, async () => {
    await writeFile(join(cwd, 'sample.jsonl'), sampleLines(documents))
    const stopped = await interruptedProcess(
      ['index', 'sample.jsonl', ...batch],
      () => untilBatches(3),
      'SIGINT',
      cwd,
    )
    expect(stopped).toMatchObject({
      exitCode: 130,
      out: 'Interrupted. Give the same sources again to go on where it stopped.\n',
    })
    await writeFile(join(cwd, 'other.jsonl'), sampleLines(10, 'asthma'))
    const refused = await index('other.jsonl', '--json')
    expect(parsedProblems(refused.out)).toMatchObject([{ code: 'INDEXING_INTERRUPTED' }])
    const again = await index('sample.jsonl', '--json')
    expect([again.exitCode, JSON.parse(again.out)]).toMatchObject([0, { documents, finished: true }])
  })

  it('is dropped by --discard, and then other sources are read', { timeout: 120_000 }, async () => {
    await writeFile(join(cwd, 'sample.jsonl'), sampleLines(documents))
    await writeFile(join(cwd, 'other.jsonl'), sampleLines(10, 'asthma'))
    await interruptedProcess(['index', 'sample.jsonl', ...batch], () => untilBatches(2), 'SIGKILL', cwd)
    expect((await index('--discard')).out).toBe('Dropped what the interrupted run had read.\n')
    expect((await index('--discard')).out).toBe('No run was interrupted.\n')
    const other = await index('other.jsonl', '--json')
    expect(JSON.parse(other.out)).toMatchObject({ documents: 10, finished: true })
  })

  it('is one at a time: a second process is refused', { timeout: 120_000 }, async () => {
    await writeFile(join(cwd, 'sample.jsonl'), sampleLines(documents))
    let second = { exitCode: 0, out: '', notes: '' }
    const first = await interruptedProcess(
      ['index', 'sample.jsonl', ...batch],
      async () => {
        await untilBatches(1)
        // Held up meanwhile, so that it cannot be done before the second one looks.
        const holder = Number(await readFile(join(corpus(), 'indexing.pid'), 'utf8'))
        process.kill(holder, 'SIGSTOP')
        second = await index('sample.jsonl', '--json')
        process.kill(holder, 'SIGCONT')
      },
      'SIGINT',
      cwd,
    )
    expect(parsedProblems(second.out)).toMatchObject([{ code: 'CORPUS_BUSY' }])
    expect(second.exitCode).toBe(1)
    expect(first.exitCode).toBe(130)
    expect((await index('sample.jsonl')).exitCode).toBe(0)
  })
})
