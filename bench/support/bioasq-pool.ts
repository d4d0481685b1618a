import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const golden = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      snippets: z.array(z.object({ text: z.string() })).default([]),
    }),
  ),
})

export interface PoolQuestion {
  readonly id: string
  readonly text: string
  /** Snippets of its own. */
  readonly relevant: ReadonlySet<number>
}

/** Questions of the BioASQ golden files and the pool of all distinct snippets. */
export function bioasqPool(archive: string): {
  questions: readonly PoolQuestion[]
  snippets: readonly string[]
} {
  const folder = mkdtempSync(join(tmpdir(), 'bioasq-'))
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder])
    const numbers = new Map<string, number>()
    const questions: PoolQuestion[] = []
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!name.endsWith('.json')) continue
      for (const { id, body, snippets } of golden.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
        .questions) {
        const relevant = new Set<number>()
        for (const { text } of snippets) {
          const number = numbers.get(text) ?? numbers.size
          numbers.set(text, number)
          relevant.add(number)
        }
        questions.push({ id, text: body, relevant })
      }
    }
    return { questions, snippets: [...numbers.keys()] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
