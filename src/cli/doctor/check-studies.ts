import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { ProblemError } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { lockText, readLock } from '../../protocol/lock.ts'
import { counted } from '../../report/format.ts'
import { verifyChain } from '../../review/people/audit-entry.ts'
import { itemHash } from '../../store/imports/item-hash.ts'
import { readAudit } from '../../store/people/audit.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { readProtocolHash } from '../../store/review/read-protocol-hash.ts'
import type { Store } from '../../store/store.ts'
import { type StudyOfWorkspace, studyPath } from '../backup/workspace-studies.ts'
import { comparedMarks } from '../review/compared-marks.ts'
import { readStudyProtocol, shownPath, studyFolder } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'
import { writeWhole } from '../whole-files.ts'
import { type Finding, foundBy, note, notWhole, type Repair, whole } from './finding.ts'

/** Every study: its log, its marks, its questions, its locks, and whether its folder says what the database says. */
export async function checkStudies(
  store: Store,
  workspace: string,
  studies: readonly StudyOfWorkspace[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const study of studies) {
    const found = (
      await Promise.all([
        foundBy('studies', () => checkLog(store, study)),
        foundBy('studies', () => checkQuestions(store, study)),
        foundBy('studies', () => checkLocks(store, workspace, study)),
      ])
    ).flat()
    findings.push(...found)
    if (found.every(({ state }) => state !== 'not-whole'))
      findings.push(whole('studies', `${nameOf(study)}: log, marks, questions and locks by their hashes`))
  }
  return findings
}

function nameOf({ folder, key }: StudyOfWorkspace): string {
  return folder ?? key
}

async function checkLog(store: Store, study: StudyOfWorkspace): Promise<readonly Finding[]> {
  const log = await readAudit(store, study)
  const fault = verifyChain(log)
  const place = { file: nameOf(study), field: 'audit log' }
  const remedy = 'Restore the study from a backup, and find out who changed the database.'
  if (fault !== null)
    return [
      notWhole('studies', {
        code: 'DOCTOR_AUDIT',
        message: `The audit log does not hold: its entry ${fault.number} is ${fault.fault}.`,
        place,
        value: null,
        expected: null,
        remedy,
      }),
    ]
  const marks = await comparedMarks(store, study, log)
  if (marks.state !== 'changed') return []
  return [
    notWhole('studies', {
      code: 'DOCTOR_MARKS',
      message: 'The marks of the review are not those of the moment when it was unblinded.',
      place,
      value: `${counted(marks.now.judgments, 'judgment')}, ${marks.now.hash}`,
      expected: `${counted(marks.atUnblinding.judgments, 'judgment')}, ${marks.atUnblinding.hash}`,
      remedy,
    }),
  ]
}

async function checkQuestions(store: Store, study: StudyOfWorkspace): Promise<readonly Finding[]> {
  for await (const page of readItems(store, study)) {
    for (const { id: _, hash, ...item } of page) {
      if (itemHash(item) === hash) continue
      return [
        notWhole('studies', {
          code: 'DOCTOR_ITEM',
          message: 'A question is not the one that its hash says.',
          place: { file: nameOf(study), field: item.key },
          value: itemHash(item),
          expected: hash,
          remedy: 'Restore the study from a backup.',
        }),
      ]
    }
  }
  return []
}

async function checkLocks(
  store: Store,
  workspace: string,
  study: StudyOfWorkspace,
): Promise<readonly Finding[]> {
  const locks = await storedLocks({ store, record: study })
  const opened = await readProtocolHash(store, study)
  if (opened !== null && !locks.some(({ protocolHash }) => protocolHash === opened) && locks.length > 0)
    return [note('studies', `${nameOf(study)}: its review was opened under a plan that was not locked`)]
  const path = studyPath(workspace, study)
  if (path === null)
    return [note('studies', `${study.title}: its files are not in this workspace; they were not looked at`)]
  const folder = studyFolder(path)
  await readStudyProtocol(folder)
  const last = locks.at(-1)
  if (last === undefined) return existsSync(folder.lock) ? [strayLock(folder.lock)] : []
  const found = await lockFileHash(folder.lock)
  if (found === canonicalHash(last)) return []
  const again: Repair = {
    does: `writes ${shownPath(folder.lock)} again from the database`,
    asks: false,
    run: async () => {
      await writeWhole(folder.lock, lockText(last))
      return `Wrote ${shownPath(folder.lock)} again from the database.`
    },
  }
  return [
    notWhole(
      'studies',
      {
        code: 'DOCTOR_LOCK_FILE',
        message: 'The lock file is not the lock that the database holds.',
        place: { file: shownPath(folder.lock) },
        value: found,
        expected: canonicalHash(last),
        remedy: 'Write it again with `equipoise doctor --repair` or `equipoise lock --restore`.',
      },
      again,
    ),
  ]
}

function strayLock(file: string): Finding {
  return notWhole('studies', {
    code: 'DOCTOR_LOCK_STRAY',
    message: 'There is a lock file, and the database knows of no lock.',
    place: { file: shownPath(file) },
    value: null,
    expected: null,
    remedy: 'Open the study in the workspace that it was locked in, or restore that workspace from a backup.',
  })
}

/** Hash of what the lock file says; null where it says nothing. */
async function lockFileHash(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return canonicalHash(readLock(text, shownPath(file)).lock)
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
