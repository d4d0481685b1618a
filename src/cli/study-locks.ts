import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { problem } from '../problem.ts'
import { canonicalHash } from '../protocol/hash.ts'
import { type Lock, lockText, readLock, verifyLockChain } from '../protocol/lock.ts'
import { readLocks } from '../store/locks.ts'
import type { Store } from '../store/store.ts'
import type { OpenStudy } from './open-study.ts'
import { type StudyFolder, shownPath } from './study-folder.ts'
import { writeWhole } from './whole-files.ts'

/** All locks of the study from its store, oldest first, each verified by its hash and its place in the chain. */
export async function storedLocks(study: {
  readonly store: Store
  readonly record: { readonly id: string }
}): Promise<Lock[]> {
  const rows = await readLocks(study.store, study.record)
  const locks = rows.map((row) => readLock(row.document, `lock ${row.version} in the store`).lock)
  verifyLockChain(locks, 'locks in the store')
  return locks
}

/**
 * All locks of the study, oldest first, and the lock file beside the protocol checked against them. A file that is
 * an earlier one of them (a process was killed while it amended the plan) is written again from the store.
 *
 * @throws ProblemError LOCK_TAMPERED where the file is none of them.
 */
export async function verifiedLocks(study: OpenStudy): Promise<Lock[]> {
  // The file first: it is written after the store, so what it says is in the store by the time that is read.
  const file = await lockInFile(study.folder)
  const locks = await storedLocks(study)
  if (file === null) return locks
  const hash = canonicalHash(file)
  const last = locks.at(-1)
  if (last !== undefined && canonicalHash(last) === hash) return locks
  if (last !== undefined && locks.some((lock) => canonicalHash(lock) === hash)) {
    await writeWhole(study.folder.lock, lockText(last))
    return locks
  }
  throw lockTampered(study.folder, file, last)
}

/** @param last The last lock of the store; undefined where it has none. */
export function lockTampered(folder: StudyFolder, file: Lock, last: Lock | undefined) {
  return problem(
    'LOCK_TAMPERED',
    last === undefined
      ? 'There is a lock file, but the study’s store knows of no lock.'
      : 'The lock file is not the one that the study’s store holds.',
    last === undefined
      ? 'Open the study in the workspace it was locked in, or remove the file and lock again.'
      : 'Write it again from the store with `equipoise lock --restore`.',
    {
      place: { file: shownPath(folder.lock) },
      value: file.protocolHash,
      expected: last?.protocolHash ?? null,
    },
  )
}

/** The lock that the file beside the protocol holds; null where there is none. */
export async function lockInFile({ lock: file }: StudyFolder): Promise<Lock | null> {
  if (!existsSync(file)) return null
  return readLock(await readFile(file, 'utf8'), shownPath(file)).lock
}
