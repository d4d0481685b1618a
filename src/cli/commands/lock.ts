import { existsSync } from 'node:fs'
import { dataHash } from '../../analysis/data-hash.ts'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { createLock, type Lock, lockText } from '../../protocol/lock.ts'
import { appendLock } from '../../store/locks.ts'
import { loadStudyData } from '../load-study-data.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder, writeWhole } from '../study-folder.ts'
import { storedLocks, verifyLockFile } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'

export interface LockOptions {
  readonly study: string
  readonly amend?: string | undefined
  readonly restore?: boolean | undefined
}

/** Freezes the protocol of a study by its hash, and says what data existed at that moment. */
export function lockStudy(options: LockOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const locks = await storedLocks(study)
    const previous = locks.at(-1) ?? null
    if (options.restore) return restoreLockFile(study, previous)
    await verifyLockFile(study, previous)
    const hash = canonicalHash(study.protocol.document)
    if (previous !== null && previous.protocolHash === hash) {
      if (!existsSync(study.folder.lock)) await writeWhole(study.folder.lock, lockText(previous))
      return lockResult(study, previous, 'The protocol is locked already and has not changed.')
    }
    if (previous !== null && options.amend === undefined) {
      throw problem(
        'LOCK_EXISTS',
        'The protocol was changed since it was locked.',
        'Change it back, or lock it again with --amend "<reason>"; the report then lists every change.',
        { place: { file: shownPath(study.folder.protocol) }, value: hash, expected: previous.protocolHash },
      )
    }
    const lock = createLock({
      protocol: study.protocol,
      data: await dataState(study, terminal),
      lockedAt: new Date().toISOString(),
      software: `equipoise ${softwareVersion}`,
      previous,
      amendmentReason: previous === null ? null : (options.amend ?? null),
    })
    // The store first: it is the record, the file a copy that any later command can write again.
    await appendLock(study.store, study.record, { hash: lock.protocolHash, document: lockText(lock) })
    await writeWhole(study.folder.lock, lockText(lock))
    return lockResult(study, lock, 'Locked.')
  })
}

async function dataState(study: OpenStudy, terminal: Terminal): Promise<Lock['data']> {
  const data = await loadStudyData(study, terminal)
  const { marks, answers } = data
  let outcomeMarks = 0
  for (let row = 0; row < marks.size; row += 1) {
    if (marks.role[row] === 0 && !Number.isNaN(marks.value[row])) outcomeMarks += 1
  }
  const anything = marks.size > 0 || answers.length > 0
  return {
    answers: answers.length,
    judgments: marks.size,
    outcomeMarks,
    hash: anything ? dataHash(marks, answers, data.items) : null,
    // Imported marks name their arms; a blind study of our own will not.
    armsVisible: marks.size > 0,
  }
}

async function restoreLockFile(study: OpenStudy, lock: Lock | null): Promise<CommandResult> {
  if (lock === null) {
    throw problem('LOCK_NONE', 'The study has no lock to restore.', 'Lock it with `equipoise lock`.', {
      place: { file: shownPath(study.folder.lock) },
    })
  }
  await writeWhole(study.folder.lock, lockText(lock))
  return lockResult(study, lock, 'The lock file was written again from the store.')
}

function lockResult(study: OpenStudy, lock: Lock, what: string): CommandResult {
  const { data } = lock
  return {
    json: {
      protocolHash: lock.protocolHash,
      version: lock.version,
      retrospective: lock.retrospective,
      data,
      file: study.folder.lock,
    },
    lines: [
      `${what} Version ${lock.version}, ${lock.protocolHash}`,
      lock.retrospective
        ? `Retrospective: ${data.outcomeMarks} outcome marks existed, and the report will say that the analysis plan was fixed after the data.`
        : 'Prospective: no outcome mark existed.',
      `Written to ${shownPath(study.folder.lock)}. Next: equipoise analyse --study ${shownPath(study.folder.path)}`,
    ],
  }
}
