import { createHash } from 'node:crypto'
import type { FieldScoring } from '../index/scoring.ts'

/** Raised whenever the same corpus and scoring would be put into an engine in another way. */
const layout = 1

/** Names what an engine holds: the corpus, and the weights by which its words were put in. 32 hexadecimal digits. */
export function fillKey(sha256: string, scoring: FieldScoring): string {
  const { title, focus, body } = scoring.fields
  const weights = [title, focus, body].flatMap(({ weight, b }) => [weight, b])
  return createHash('sha256')
    .update(JSON.stringify([layout, sha256, scoring.k1, ...weights]))
    .digest('hex')
    .slice(0, 32)
}
