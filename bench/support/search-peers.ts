import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export interface AskedPassage {
  readonly title: string
  readonly focus: string
  readonly body: string
  /** Number of the document that it is of. */
  readonly document: number
}

export interface AskedQuestion {
  /** Words that say what it is about, in lower case. */
  readonly words: string
  /** Number of its own document. */
  readonly document: number
}

/** What a peer reads. */
export interface SearchTask {
  readonly passages: readonly AskedPassage[]
  /** Questions on which it may choose its weights. */
  readonly choosing: readonly AskedQuestion[]
  readonly measuring: readonly AskedQuestion[]
  /** Passages to be found for a question. */
  readonly found: number
}

const outcomeSchema = z.object({
  buildSeconds: z.number(),
  milliseconds: z.array(z.number()),
  hits: z.array(z.array(z.int())),
  title: z.number(),
  focus: z.number(),
})

export type SearchOutcome = z.infer<typeof outcomeSchema>

const folder = fileURLToPath(new URL('../peers/search/', import.meta.url))

/** Runs `bench/peers/search/<name>.mjs` for at most so many seconds. Its packages are installed with the first. */
export function searchPeer(
  name: string,
  task: SearchTask,
  seconds: number,
): SearchOutcome | { readonly skipped: string } {
  if (!existsSync(join(folder, 'node_modules'))) {
    const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' })
    if (installed.status !== 0) return { skipped: 'npm ci failed in bench/peers/search' }
  }
  const scratch = mkdtempSync(join(tmpdir(), 'equipoise-peer-'))
  try {
    const [input, output] = [join(scratch, 'task.json'), join(scratch, 'outcome.json')]
    writeFileSync(input, JSON.stringify(task))
    const child = spawnSync(process.execPath, [join(folder, `${name}.mjs`), input, output], {
      encoding: 'utf8',
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    })
    if (child.signal !== null) return { skipped: `not done in ${seconds} s` }
    if (child.status !== 0) return { skipped: `it failed: ${child.stderr.trim().split('\n').at(-1) ?? ''}` }
    return outcomeSchema.parse(JSON.parse(readFileSync(output, 'utf8')))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
