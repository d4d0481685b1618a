import { readFileSync } from 'node:fs'
import { z } from 'zod'

const packageSchema = z.object({ version: z.string() })

/** Version of this software, from its package file. */
export const softwareVersion = packageSchema.parse(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
).version

/** Where the files that ship with the package are, from the sources and from the compiled program alike. */
export function shippedFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url)
}
