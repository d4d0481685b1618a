import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { problem } from '../problem.ts'
import { canonicalHash } from '../protocol/hash.ts'
import { type Lock, readLock, verifyLockChain } from '../protocol/lock.ts'
import { readLocks } from '../store/locks.ts'
import type { OpenStudy } from './open-study.ts'
import { shownPath } from './study-folder.ts'

/** All locks of the study from its store, oldest first, each verified by its hash and its place in the chain. */
export async function storedLocks(study: OpenStudy): Promise<Lock[]> {
  const rows = await readLocks(study.store, study.record)
  const locks = rows.map((row) => readLock(row.document, `lock ${row.version} in the store`).lock)
  verifyLockChain(locks, 'locks in the store')
  return locks
}

/** Checks that the lock file beside the protocol, where there is one, is the store's last lock. */
export async function verifyLockFile(study: OpenStudy, stored: Lock | null): Promise<void> {
  const file = study.folder.lock
  if (!existsSync(file)) return
  const { lock } = readLock(await readFile(file, 'utf8'), shownPath(file))
  if (stored !== null && canonicalHash(lock) === canonicalHash(stored)) return
  throw problem(
    'LOCK_TAMPERED',
    stored === null
      ? 'There is a lock file, but the study’s store knows of no lock.'
      : 'The lock file is not the one that the study’s store holds.',
    stored === null
      ? 'Open the study in the workspace it was locked in, or remove the file and lock again.'
      : 'Write it again from the store with `equipoise lock --restore`.',
    { place: { file: shownPath(file) }, value: lock.protocolHash, expected: stored?.protocolHash ?? null },
  )
}
