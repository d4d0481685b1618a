import { existsSync } from 'node:fs'
import { type Problem, ProblemError } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { checkPages } from '../../store/backup/check-pages.ts'
import { checkRows } from '../../store/backup/check-rows.ts'
import { compareBackup } from '../../store/backup/compare-backup.ts'
import { databaseProblem } from '../../store/database-problem.ts'
import { existingCluster, pointerFile } from '../../store/embedded/place.ts'
import { isDamage } from '../../store/embedded/set-aside.ts'
import type { Store } from '../../store/store.ts'
import { newestBackup } from '../backup/backups-folder.ts'
import { type StudyOfWorkspace, studiesOfWorkspace } from '../backup/workspace-studies.ts'
import { restore } from '../commands/restore.ts'
import { withWorkspaceStore } from '../search/workspace-store.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { checkCaptures } from './check-captures.ts'
import { checkStudies } from './check-studies.ts'
import { type Finding, note, notWhole, type Repair, whole } from './finding.ts'

export interface CheckedDatabase {
  readonly findings: readonly Finding[]
  readonly studies: readonly StudyOfWorkspace[]
}

/** Starts the database, reads all of it, and holds it against itself, the studies' folders and the newest backup. */
export async function checkDatabase(workspace: string, terminal: Terminal): Promise<CheckedDatabase> {
  const onServer = Boolean(process.env.DATABASE_URL)
  if (!onServer && (await hasNone(workspace)))
    return { findings: [note('database', 'There is no database here yet.')], studies: [] }
  const mended = onServer ? null : await restoreNewest(workspace, terminal)
  try {
    return await withWorkspaceStore(
      terminal,
      (store) => checkStore(store, workspace, terminal, mended),
      workspace,
    )
  } catch (thrown) {
    const error = databaseProblem(thrown)
    const repair = isDamage(thrown) ? mended : null
    if (error instanceof ProblemError)
      return { findings: error.problems.map((found) => notWhole('database', found, repair)), studies: [] }
    if (!isDamage(error)) throw error
    return { findings: [notWhole('database', damaged(error), repair)], studies: [] }
  }
}

async function hasNone(workspace: string): Promise<boolean> {
  return (await existingCluster(workspace).catch(() => null)) === null && !existsSync(pointerFile(workspace))
}

async function checkStore(
  store: Store,
  workspace: string,
  terminal: Terminal,
  mended: Repair | null,
): Promise<CheckedDatabase> {
  const tables = await checkRows(store, (done, total) =>
    terminal.progress('reading the database', done, total),
  )
  const bad = tables.flatMap(({ problem, unreadable }) =>
    problem === null ? [] : [notWhole('rows', problem, unreadable ? mended : null)],
  )
  const pages = await checkPages(store)
  const findings = [
    whole('database', 'it starts, and answers'),
    ...bad,
    ...pages.problems.map((problem) => notWhole('rows', problem, mended)),
  ]
  if (bad.length > 0 || pages.problems.length > 0) return { findings, studies: [] }
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const studies = await studiesOfWorkspace(store, workspace)
  return {
    studies,
    findings: [
      ...findings,
      whole(
        'rows',
        `${counted(rows, 'row')} of ${counted(tables.length, 'table')} by the schema of each${pages.not === null ? `, and ${count(pages.indexes)} indexes against their tables` : ''}`,
      ),
      ...(pages.not === null
        ? []
        : [note('rows', `Its indexes were not held against their tables: ${pages.not}`)]),
      ...(await checkAgainstBackup(store, workspace)),
      ...(await checkStudies(store, workspace, studies)),
      ...(await checkCaptures(store, workspace, studies)),
    ],
  }
}

/** Answers, marks and log entries of the newest backup must all be there still, as they were. */
async function checkAgainstBackup(store: Store, workspace: string): Promise<readonly Finding[]> {
  const newest = await newestBackup(workspace)
  if (newest === null) return []
  const compared = await compareBackup(store, newest.folder, newest.manifest).catch(() => null)
  if (compared === null) return []
  const lost = compared.filter((table) => table.lost > 0)
  const saved = compared.reduce((sum, table) => sum + table.saved, 0)
  if (lost.length === 0)
    return [
      whole('rows', `${counted(saved, 'row')} of the newest backup that may not change are as they were`),
    ]
  return lost.map(({ table, lost: n, saved: of }) =>
    notWhole('rows', {
      code: 'DOCTOR_ROWS_LOST',
      message: `${counted(n, 'row')} of ${count(of)} in the table ${table} of the newest backup are gone or were changed; rows of this table never are.`,
      place: { file: shownPath(newest.folder), field: table },
      value: null,
      expected: null,
      remedy:
        'Find out who changed the database, then restore that backup with `equipoise restore --replace`.',
    }),
  )
}

/** The newest backup in the place of a database that cannot be used; null where there is no backup. */
async function restoreNewest(workspace: string, terminal: Terminal): Promise<Repair | null> {
  const newest = await newestBackup(workspace)
  if (newest === null) return null
  const { madeAt } = newest.manifest
  return {
    does: `restores the backup of ${madeAt}; what came after it is not in it`,
    asks: true,
    run: async () => {
      const { lines } = await restore(newest.folder, { workspace, replace: true, aside: true }, terminal)
      return `Restored the backup of ${madeAt}. ${lines.slice(1, -1).join(' ')}`.trim()
    },
  }
}

function damaged(error: unknown): Problem {
  return {
    code: 'DOCTOR_DATABASE_DAMAGED',
    message: 'The database starts and cannot be read: its files are damaged.',
    place: {},
    value: error instanceof Error ? error.message : String(error),
    expected: null,
    remedy: 'Look at the disk, then restore the newest backup with `equipoise doctor --repair --yes`.',
  }
}
