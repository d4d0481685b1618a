import { z } from 'zod'
import { problem } from '../../../problem.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import { fillKey } from '../fill-key.ts'

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable, such as SEARCH_KEY')

/** Where a cluster is and how it is filled. Names and words stay out of it: they come from the environment. */
export const openSearchConfigSchema = z.strictObject({
  node: z.url({ protocol: /^https?$/ }),
  /** Indices are named after it, with the corpus behind. */
  index: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'small letters, digits, hyphens and underscores, at most 100')
    .default('equipoise'),
  /** Environment variables with the name and the password of a user; null: none is asked for. */
  userFrom: variable.nullable().default(null),
  passwordFrom: variable.nullable().default(null),
  shards: z.int().min(1).max(1024).default(1),
  replicas: z.int().min(0).max(100).default(0),
  /** Seconds that one request may take. */
  requestSeconds: z.number().positive().max(3600).default(60),
  /** Times that a request is sent before it counts as failed. */
  attempts: z.int().min(1).max(100).default(8),
})

export type OpenSearchConfig = Readonly<z.infer<typeof openSearchConfigSchema>>

/**
 * Name and password from the environment; null where the configuration names no variables.
 *
 * @throws `ENGINE_KEY_MISSING` that names the variable and never what stands in it
 */
export function userOf(
  { userFrom, passwordFrom }: OpenSearchConfig,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly username: string; readonly password: string } | null {
  if (userFrom === null || passwordFrom === null) return null
  const [username, password] = [userFrom, passwordFrom].map((name) => {
    const value = environment[name] ?? ''
    if (value !== '') return value
    throw problem(
      'ENGINE_KEY_MISSING',
      `OpenSearch needs a user, and the environment variable ${name} is not set.`,
      `Set ${name}, or name other variables with userFrom and passwordFrom.`,
      { place: { field: name } },
    )
  })
  return { username: username ?? '', password: password ?? '' }
}

/** The index of a corpus: its name says which corpus it is, and by which weights. */
export function indexOf({ index }: OpenSearchConfig, sha256: string, scoring: FieldScoring): string {
  return `${index}-${fillKey(sha256, scoring)}`
}
