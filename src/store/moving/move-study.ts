import { problem } from '../../problem.ts'
import { withRunLock } from '../collecting/run-lock.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { copyAhead } from './copy-ahead.ts'
import { databaseIdentity } from './database-identity.ts'
import { prepareTarget } from './prepare-target.ts'
import { removePersonal } from './remove-personal.ts'
import { digestOfTables, type TableDigest } from './row-texts.ts'
import { settle } from './settle.ts'
import { readTablesOfStudies, type StoredTable } from './stored-tables.ts'
import { movedProblem, readPlace, writePlace } from './study-place.ts'

/** A study, where it is, and where it is to go. */
export interface Move {
  readonly studyId: string
  readonly from: Store
  readonly to: Store
  /** What a person calls the two databases; without secrets. */
  readonly fromName: string
  readonly toName: string
  /** The key of the study in the database it goes to. */
  readonly key: string
  /** Told of every step when it is done: what stands there then outlives a kill. */
  readonly onStep?: (step: MoveStep, table: string | null) => Promise<void> | void
  /** Told how many rows of a table were sent so far. */
  readonly onRows?: (table: string, sent: number) => void
}

/**
 * `prepared`: the target knows that the study arrives. `copied`: rows of a table are there. `settled`: all rows are found
 * the same in both. `left`: the source gave the study up, and the target is in charge. `opened`: the target takes writes.
 */
export type MoveStep = 'prepared' | 'copied' | 'settled' | 'left' | 'opened'

export interface MoveResult {
  /** Every table with its rows and the hash of their texts, the same in both databases; empty where only the end was left to do. */
  readonly tables: readonly TableDigest[]
  /** The hash of all tables. */
  readonly sha256: string
}

/** What the steps of a move share. */
export interface MoveParts extends Move {
  readonly tables: readonly StoredTable[]
  readonly sourceIdentity: string
  readonly targetIdentity: string
}

/**
 * Carries a study with all that belongs to it to another database. It is in charge at the source until every row was read
 * back from the target and found the same, and at the target from then on; the mark at the source decides, in one
 * transaction. Whatever stops it, the same call goes on: rows that are there are not written twice.
 *
 * Others may write to the study while most of it is copied; they wait while the rest is. At the source the rows stay as
 * they are, marked as moved, but for those that tell who somebody is, which are removed there.
 *
 * @throws ProblemError STORE_SAME_PLACE, STORE_STUDY_MOVED, STORE_STUDY_ARRIVING, STORE_STUDY_PRESENT, STORE_MOVE_DIFFERS,
 * RUN_ELSEWHERE, RUN_QUEUED, STORE_BUSY or STORE_GONE.
 */
export function moveStudy(move: Move): Promise<MoveResult> {
  return withProblems(async () => {
    const parts: MoveParts = {
      ...move,
      tables: await readTablesOfStudies(move.from.database),
      sourceIdentity: await databaseIdentity(move.from.database),
      targetIdentity: await databaseIdentity(move.to.database),
    }
    if (parts.sourceIdentity === parts.targetIdentity) {
      throw problem('STORE_SAME_PLACE', 'The study is in this database already.', 'Name another database.', {
        value: move.toName,
      })
    }
    return withRunLock(move.from, { id: move.studyId }, () => takeSteps(parts))
  })
}

async function takeSteps(parts: MoveParts): Promise<MoveResult> {
  const { from, studyId, targetIdentity, onStep } = parts
  const before = await readPlace(from.database, studyId)
  if (before.place === 'arriving') {
    throw problem(
      'STORE_STUDY_ARRIVING',
      'The study is on its way to this database and not whole here yet.',
      'Finish that move first.',
      { value: before.peer },
    )
  }
  if (before.place === 'moved') {
    if (before.peerIdentity !== targetIdentity || before.verified === null) throw movedProblem(before.peer)
    await finish(parts, before.verified)
    return { tables: [], sha256: before.verified }
  }
  await prepareTarget(parts)
  await onStep?.('prepared', null)
  await copyAhead(parts)
  const tables = await settle(parts)
  await onStep?.('left', null)
  const sha256 = digestOfTables(tables)
  await finish(parts, sha256)
  return { tables, sha256 }
}

/** Lets the target take writes, and removes personal rows from the source. */
async function finish(parts: MoveParts, verified: string): Promise<void> {
  const { from, to, studyId, sourceIdentity, fromName, onStep } = parts
  const arrived = await readPlace(to.database, studyId)
  // Once it was opened it may have gone on, or have been moved further.
  if (arrived.place === 'arriving') {
    await writePlace(to.database, studyId, {
      place: 'here',
      peerIdentity: sourceIdentity,
      peer: fromName,
      verified,
    })
  }
  await onStep?.('opened', null)
  await from.database.transaction().execute((transaction) => removePersonal(transaction, studyId))
}
