import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { findStudyAnywhere } from '../../store/moving/find-study-anywhere.ts'
import { type MoveResult, moveStudy } from '../../store/moving/move-study.ts'
import { readServerUrl } from '../../store/own-server/server-url.ts'
import { type StudyDatabase, withStoreAt } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { readStudyProtocol, type StudyFolder, shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface StoreMoveOptions {
  readonly study: string
  readonly to?: string
  readonly toEmbedded?: boolean
}

/** Carries a study from the database it is in to another one, and verifies that all of it arrived. */
export async function moveToDatabase(options: StoreMoveOptions, terminal: Terminal): Promise<CommandResult> {
  const folder = studyFolder(options.study)
  const from: StudyDatabase = { url: process.env.DATABASE_URL || null, field: 'DATABASE_URL' }
  const to = targetOf(options)
  await readStudyProtocol(folder)
  const started = performance.now()
  const result = await carry(folder, from, to, terminal)
  const seconds = (performance.now() - started) / 1000
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    json: { study: folder.path, from: nameOf(from), to: nameOf(to), seconds, ...result },
    lines: [
      result.tables.length === 0
        ? `The study had been moved to ${nameOf(to)} already; what was left to do there is done.`
        : `Moved ${counted(rows, 'row')} of ${counted(result.tables.length, 'table')} from ${nameOf(from)} to ${nameOf(to)}; read back, all are the same.`,
      `SHA-256 of all rows: ${result.sha256}`,
      to.url === null
        ? 'From now on leave DATABASE_URL unset for this study.'
        : 'From now on set DATABASE_URL to that address for this study.',
    ],
  }
}

function targetOf(options: StoreMoveOptions): StudyDatabase {
  if ((options.to === undefined) === (options.toEmbedded !== true)) {
    throw problem(
      'USAGE_TARGET',
      'Where to is not said, or said twice.',
      'Give either --to <url> or --to-embedded.',
    )
  }
  const database: StudyDatabase = { url: options.to ?? null, field: '--to' }
  // Told before anything is opened.
  nameOf(database)
  return database
}

function carry(
  folder: StudyFolder,
  from: StudyDatabase,
  to: StudyDatabase,
  terminal: Terminal,
): Promise<MoveResult> {
  return withStoreAt(folder, from, terminal, async (source, sourceKey) => {
    const studyId = await findStudyAnywhere(source, sourceKey)
    if (studyId === null) {
      throw problem(
        'STORE_NO_STUDY',
        'The database to move from has nothing of this study.',
        'Set or unset DATABASE_URL so that it names the database the study is in.',
        { place: { file: shownPath(folder.path) }, value: nameOf(from) },
      )
    }
    return withStoreAt(folder, to, terminal, (target, key) =>
      moveStudy({
        studyId,
        from: source,
        to: target,
        fromName: nameOf(from),
        toName: nameOf(to),
        key,
        onRows: (table, sent) => terminal.progress(`Moving rows: ${table}`, sent, null),
      }),
    )
  })
}

/** Without user and password. */
function nameOf({ url, field }: StudyDatabase): string {
  return url === null ? 'the embedded database' : readServerUrl(url, field).shown
}
