import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

export interface BioasqQuestion {
  readonly id: string
  readonly text: string
  /** Numbers of its own snippets among all. */
  readonly own: ReadonlySet<number>
}

const fileSchema = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      snippets: z.array(z.object({ text: z.string() })).default([]),
    }),
  ),
})

/** Questions of BioASQ with all different snippets of theirs as one pool. */
export function readBioasq(folder: string): {
  readonly questions: readonly BioasqQuestion[]
  readonly snippets: readonly string[]
} {
  const numbers = new Map<string, number>()
  const questions = jsonFilesOf(
    gunzipSync(readFileSync(join(folder, 'bioasq_golden_7B-11B.tar.gz'))),
  ).flatMap((text) =>
    fileSchema.parse(JSON.parse(text)).questions.map(({ id, body, snippets }) => {
      const own = snippets.map(({ text: snippet }) => {
        if (!numbers.has(snippet)) numbers.set(snippet, numbers.size)
        return numbers.get(snippet) ?? 0
      })
      return { id, text: body, own: new Set(own) }
    }),
  )
  return { questions, snippets: [...numbers.keys()] }
}

/** Contents of the files of a tar archive that end in `.json`: heads of 512 bytes with the name first and the size in octal at 124. */
function jsonFilesOf(archive: Buffer): string[] {
  const files: string[] = []
  for (let at = 0; at + 512 <= archive.length; ) {
    const name = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '')
    if (name === '') break
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136).trim(), 8)
    if (name.endsWith('.json')) files.push(archive.toString('utf8', at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
