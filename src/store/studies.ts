import { v7 } from 'uuid'
import type { z } from 'zod'
import type { Database } from './database.ts'
import { withProblems } from './database-problem.ts'
import { refuseElsewhere } from './moving/study-place.ts'
import { studyRowSchema } from './rows.ts'
import type { Store } from './store.ts'

/** A study of the database. */
export interface StudyRecord {
  readonly id: string
  readonly key: string
  readonly title: string
  /** UTC. */
  readonly createdAt: string
}

/**
 * The study of this key, made with this title where there is none yet; a title stays as it was first.
 *
 * @throws ProblemError STORE_STUDY_MOVED or STORE_STUDY_ARRIVING where another database is the one to go on in.
 */
export function ensureStudy(store: Store, key: string, title: string): Promise<StudyRecord> {
  return withProblems(() => ensureStudyWithin(store.database, key, title))
}

/** The same within a transaction, so that the study is there only with what is written into it. */
export async function ensureStudyWithin(
  database: Database,
  key: string,
  title: string,
): Promise<StudyRecord> {
  await database
    .insertInto('study')
    .values({ id: v7(), key, title })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const row = await database.selectFrom('study').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  await refuseElsewhere(database, row.id)
  return studyRecord(studyRowSchema.parse(row))
}

/** The study of this key; null where there is none. */
export function findStudy(store: Store, key: string): Promise<StudyRecord | null> {
  return withProblems(async () => {
    const row = await store.database.selectFrom('study').selectAll().where('key', '=', key).executeTakeFirst()
    if (row === undefined) return null
    await refuseElsewhere(store.database, row.id)
    return studyRecord(studyRowSchema.parse(row))
  })
}

function studyRecord(row: z.infer<typeof studyRowSchema>): StudyRecord {
  return { id: row.id, key: row.key, title: row.title, createdAt: row.created_at }
}
