import { z } from 'zod'
import { bundleTables } from './tables.ts'

/** Version of the bundle's format; a reader refuses every other. */
export const formatVersion = 1

/** `manifest.json`: what the bundle holds, so that a change of any byte is found. */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(formatVersion),
  study: z.string().min(1),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        rows: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .refine((files) => files.map((file) => file.name).join() === bundleTables.map(tableFile).join(), {
      message: 'the files of format 1 in their order',
    }),
})

export type Manifest = Readonly<z.infer<typeof manifestSchema>>

export function tableFile(table: (typeof bundleTables)[number]): string {
  return `${table}.jsonl`
}
