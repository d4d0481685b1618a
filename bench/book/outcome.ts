import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const outcomeSchema = z.strictObject({
  bench: z.string(),
  /** `failed`: it ended with another code than 0. `late`: it was stopped at its limit. */
  state: z.enum(['done', 'failed', 'late']),
  seconds: z.number(),
  /** Load of the machine when it began and ended: what else it did. */
  load: z.tuple([z.number(), z.number()]),
  begunAt: z.iso.datetime(),
  output: z.string(),
})

/** What came of one benchmark. */
export type BenchOutcome = Readonly<z.infer<typeof outcomeSchema>>

/** Outcomes of a run, a file for each, so that an interrupted run goes on where it was. */
export class RunFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async read(): Promise<readonly BenchOutcome[]> {
    const names = await readdir(this.#folder).catch(() => [])
    const files = names.filter((name) => name.endsWith('.json')).sort()
    return Promise.all(
      files.map(async (name) =>
        outcomeSchema.parse(JSON.parse(await readFile(join(this.#folder, name), 'utf8'))),
      ),
    )
  }

  /** Whole or not at all: an interrupted benchmark leaves nothing. */
  async keep(outcome: BenchOutcome): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const file = join(this.#folder, `${outcome.bench}.json`)
    await writeFile(`${file}.new`, `${JSON.stringify(outcome, null, 1)}\n`)
    await rename(`${file}.new`, file)
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}
