import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { writeWhole } from '../whole-files.ts'

/** What a restore that is going on says of itself; it stands as long as files and rows may be of two moments. */
const journalSchema = z.strictObject({
  /** Folder of the backup. */
  backup: z.string().min(1),
  begunAt: z.iso.datetime(),
  /** Folder of the study where only one is restored; null: the whole workspace. */
  study: z.string().min(1).nullable(),
})

export type RestoreJournal = Readonly<z.infer<typeof journalSchema>>

/** The restore that was begun in a workspace and has not ended; null where there is none. */
export async function readRestoreJournal(workspace: string): Promise<RestoreJournal | null> {
  const text = await readFile(journalFile(workspace), 'utf8').catch(() => null)
  return text === null ? null : (journalSchema.safeParse(parsedJson(text)).data ?? null)
}

/** Notes that a restore has begun, before anything is changed. */
export async function beginRestore(workspace: string, journal: RestoreJournal): Promise<void> {
  const file = journalFile(workspace)
  await mkdir(dirname(file), { recursive: true })
  await writeWhole(file, `${JSON.stringify(journal)}\n`)
}

/** Notes that the restore is whole. */
export async function endRestore(workspace: string): Promise<void> {
  await rm(journalFile(workspace), { force: true })
}

function journalFile(workspace: string): string {
  return join(workspace, '.equipoise', 'restore.json')
}
