import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { problem } from '../problem.ts'
import { errorCode } from '../store/embedded/error-code.ts'
import { shownPath } from './study-folder.ts'
import { unwritable } from './unwritable.ts'

const always = ['report.html', 'results.json', 'run.json']
const leftByFileManagers = ['.DS_Store', 'Thumbs.db', 'desktop.ini']

/**
 * Checks that a report may be put there: nothing is, or an earlier report. A report replaces the folder as a whole,
 * so anything else in it would be lost.
 *
 * @throws ProblemError REPORT_FOLDER, or FILE_UNWRITABLE where the folder cannot be entered.
 */
export async function checkReportFolder(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw unwritable(folder, error)
  })
  const entries = found.filter((name) => !leftByFileManagers.includes(name))
  const other = entries.find((name) => !always.includes(name) && extname(name) !== '.csv')
  const report = always.every((name) => entries.includes(name))
  if (entries.length === 0 || (report && other === undefined)) return
  throw problem(
    'REPORT_FOLDER',
    'The folder for the report holds something else than an earlier report; it was left as it is.',
    'Move that away, or name another folder with --out.',
    { place: { file: shownPath(folder) }, value: other ?? entries[0] ?? null },
  )
}
