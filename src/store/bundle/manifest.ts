import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { type BundleTable, bundleTables, reviewTables, trialTables } from './tables.ts'

/** Version of the format that is written. */
export const formatVersion = 4

export type FormatVersion = 1 | 2 | 3 | 4

/** What the third format brought, and the one after it. */
const thirdTables = [...reviewTables, 'capture_difference', ...trialTables] as const

/** Tables that a version of the format does not have yet. */
const laterTables: Readonly<Record<FormatVersion, readonly BundleTable[]>> = {
  1: [
    ...thirdTables,
    'call',
    'call_outcome',
    'capture',
    'capture_check',
    'screen_decision',
    'judge_call',
    'judge_outcome',
    'machine_mark',
  ],
  2: thirdTables,
  3: trialTables,
  4: [],
}

/** The tables of a version of the format, in their order. */
export function tablesOfVersion(version: FormatVersion): BundleTable[] {
  return bundleTables.filter((table) => !laterTables[version].includes(table))
}

/** `manifest.json`: what the bundle holds, so that a change of any byte is found. */
export const manifestSchema = z
  .strictObject({
    formatVersion: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    files: z.array(
      z.strictObject({
        name: z.string(),
        rows: z.int().min(0),
        sha256: sha256Schema,
      }),
    ),
    /** Text files that belong to the study and are kept byte for byte. */
    documents: z.array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z0-9][a-z0-9.-]*$/, 'a file name in lower-case letters, digits, dots and hyphens'),
        sha256: sha256Schema,
      }),
    ),
  })
  .refine(
    ({ formatVersion: version, files }) =>
      files.map((file) => file.name).join() === tablesOfVersion(version).map(tableFile).join(),
    { message: 'the files of its format in their order' },
  )

export type Manifest = Readonly<z.infer<typeof manifestSchema>>

export function tableFile(table: (typeof bundleTables)[number]): string {
  return `${table}.jsonl`
}
