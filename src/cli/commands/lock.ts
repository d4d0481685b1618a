import { existsSync } from 'node:fs'
import { dataHash } from '../../analysis/marks/data-hash.ts'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { createLock, type Lock, lockText } from '../../protocol/lock.ts'
import { counted } from '../../report/format.ts'
import { checkSpecialty } from '../../review/assignment/specialty-stratum.ts'
import { holdStudy } from '../../store/locks.ts'
import { readItems, type StoredItem } from '../../store/reading/read-items.ts'
import { loadStudyData } from '../load-study-data.ts'
import { nextSteps } from '../next-step.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { storedLocks, verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeWhole } from '../whole-files.ts'

export interface LockOptions {
  readonly study: string
  readonly amend?: string | undefined
  readonly restore?: boolean | undefined
}

/** Freezes the protocol of a study by its hash, and says what data existed at that moment. */
export function lockStudy(options: LockOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    if (options.restore !== true) checkSpecialty(study.protocol.plan.review, await itemsOf(study))
    if (options.restore) return restoreLockFile(study, (await storedLocks(study)).at(-1) ?? null)
    // Held, so that no other process locks meanwhile and no mark comes in between its count and the lock.
    const { lock, added } = await holdStudy(study.store, study.record, async (append) => {
      const previous = (await verifiedLocks(study)).at(-1) ?? null
      const hash = canonicalHash(study.protocol.document)
      if (previous !== null && previous.protocolHash === hash) return { lock: previous, added: false }
      if (previous !== null && options.amend === undefined) throw lockExists(study, hash, previous)
      const next = createLock({
        protocol: study.protocol,
        data: await dataState(study, terminal),
        lockedAt: new Date().toISOString(),
        software: `equipoise ${softwareVersion}`,
        previous,
        amendmentReason: options.amend ?? null,
      })
      await append({ hash: next.protocolHash, document: lockText(next) })
      return { lock: next, added: true }
    })
    // The store first: it is the record, the file a copy that any later command can write again.
    if (added || !existsSync(study.folder.lock)) await writeWhole(study.folder.lock, lockText(lock))
    return lockResult(study, lock, added ? 'Locked.' : 'The protocol is locked already and has not changed.')
  })
}

function lockExists(study: OpenStudy, hash: string, previous: Lock): Error {
  return problem(
    'LOCK_EXISTS',
    'The protocol was changed since it was locked.',
    'Change it back, or lock it again with --amend "<reason>"; the report then lists every change.',
    { place: { file: shownPath(study.folder.protocol) }, value: hash, expected: previous.protocolHash },
  )
}

async function itemsOf({ store, record }: OpenStudy): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = []
  for await (const page of readItems(store, record)) items.push(...page)
  return items
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

async function lockResult(study: OpenStudy, lock: Lock, what: string): Promise<CommandResult> {
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
        ? `Retrospective: ${counted(data.outcomeMarks, 'outcome mark')} existed, and the report will say that the analysis plan was fixed after the data.`
        : 'Prospective: no outcome mark existed.',
      `Written to ${shownPath(study.folder.lock)}. ${await nextSteps(study, study.folder.path)}`,
    ],
  }
}
