import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'

/** Version of the shape of a backup. */
export const backupVersion = 1

const count = z.int().min(0)

/** A path inside the backup's `files/`, which cannot lead out of it. */
const pathInside = z
  .string()
  .regex(/^(?![/\\])(?![a-zA-Z]:)(?!.*(^|[/\\])\.\.?([/\\]|$))[^\0]+$/, 'a path that stays inside the backup')

/** `manifest.json` of a backup: what is in it, so that a change of any byte is found. */
export const backupManifestSchema = z.strictObject({
  backupVersion: z.literal(backupVersion),
  /** All of a workspace, or one study of it. */
  scope: z.enum(['workspace', 'study']),
  /** UTC, by the clock of the machine that made it. */
  madeAt: z.iso.datetime(),
  software: z.string(),
  /** Version of the schema of the database; an older one is brought up to date when it is restored. */
  schemaVersion: z.int().min(1),
  studies: z.array(
    z.strictObject({
      id: z.guid(),
      /** Its place in the workspace, or its name on a server. */
      key: z.string(),
      title: z.string(),
      /** Folder of its files below the workspace, `.` for the workspace itself; null where none was found. */
      folder: z.union([z.literal('.'), pathInside]).nullable(),
      blind: z.boolean(),
    }),
  ),
  /** Parents before children. */
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]+$/, 'a name of a table, in small letters and underscores'),
      rows: count,
      sha256: sha256Schema,
    }),
  ),
  files: z.array(z.strictObject({ path: pathInside, bytes: count, sha256: sha256Schema })),
})

export type BackupManifest = Readonly<z.infer<typeof backupManifestSchema>>

export const manifestName = 'manifest.json'
/** Holds the hash of the manifest, as `sha256sum` writes it. */
export const sealName = 'manifest.sha256'

/** Where the rows of a table stand in a backup. */
export function rowsFile(table: string): string {
  return `database/${table}.jsonl`
}

/** Where a file of record stands in a backup. */
export function keptFile(path: string): string {
  return `files/${path}`
}
