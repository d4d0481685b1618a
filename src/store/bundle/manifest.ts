import { z } from 'zod'
import { bundleTables } from './tables.ts'

/** Version of the bundle's format that is written. Version 1, whose items have no content, is still read. */
export const formatVersion = 2

/** `manifest.json`: what the bundle holds, so that a change of any byte is found. */
export const manifestSchema = z.strictObject({
  formatVersion: z.union([z.literal(1), z.literal(formatVersion)]),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        rows: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .refine((files) => files.map((file) => file.name).join() === bundleTables.map(tableFile).join(), {
      message: 'the files of the format in their order',
    }),
  /** Text files that belong to the study and are kept byte for byte. */
  documents: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

export type Manifest = Readonly<z.infer<typeof manifestSchema>>

export function tableFile(table: (typeof bundleTables)[number]): string {
  return `${table}.jsonl`
}
