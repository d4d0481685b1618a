import { basename, dirname, join } from 'node:path'
import { readCaptures } from '../../exchange/captures/read-captures.ts'
import type { PictureFound } from '../../exchange/captures/screenshot.ts'
import { fileSha256 } from '../../exchange/tables/bytes.ts'
import { ProblemError, problem } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { captureQueue, expectationsOf } from '../../server/capture/queue.ts'
import { writeCaptures } from '../../store/captures/write-captures.ts'
import { type CaptureChecks, readCaptureChecks } from '../../store/reading/read-captures.ts'
import { captured } from '../capture/captured.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

/** Freezes the answers of a file that people filled in, with where each comes from. */
export async function importCaptures(
  file: string | undefined,
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  if (file === undefined)
    throw problem('CAPTURE_NO_FILE', 'No file is named.', 'Write: equipoise capture import <file>.')
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    terminal.note(`Reading ${shownPath(file)}`)
    const queue = await captureQueue(captured(study))
    const read = await readCaptures(file, {
      ...expectationsOf(queue),
      now: new Date(),
      pictureAt: besideOf(file),
    })
    if (read.problems.length > 0) throw new ProblemError([...read.problems, nothingImported(read.rows)])
    if (read.captured.length === 0)
      throw problem('CAPTURE_EMPTY', 'Nobody filled in a row of the file.', 'Fill in the answers first.', {
        place: { file: shownPath(file) },
      })
    const written = await writeCaptures(
      study.store,
      study.record,
      {
        kind: 'captures',
        fileName: basename(file),
        fileSha256: await fileSha256(file),
        rowsRead: read.rows,
        rowsSkipped: read.open,
        skipped: read.open === 0 ? [] : [{ code: 'CAPTURE_OPEN', n: read.open }],
      },
      read.captured,
    )
    const refused = read.captured.filter(({ answer }) => answer.status === 'refused').length
    const checks = await readCaptureChecks(study.store, study.record)
    return {
      json: { ...written, import: written.id, rows: read.rows, open: read.open, refused, arms: checks },
      lines: [
        `Froze ${counted(written.answers, 'answer')} of ${counted(read.rows, 'row')} (${counted(refused, 'refusal')} in the file); ${count(written.known)} there already, ${counted(read.open, 'row')} open.`,
        ...checks.map(checkLine),
        ...(read.open > 0
          ? [
              `Next: equipoise capture export --to another-file.csv --study ${shellPath(options.study)} writes what is open.`,
            ]
          : []),
      ],
    }
  })
}

function checkLine({ arm, captured, toCheck, checked, differed }: CaptureChecks): string {
  const found = checked === 0 ? '' : `, ${differed === 0 ? 'none' : differed} of them found to differ`
  return `  ${arm}: ${captured} captured; of ${toCheck} drawn for a second check ${checked} are checked${found}`
}

/** Looks for screenshots below the folder of the capture file. */
function besideOf(file: string): (screenshot: string) => Promise<PictureFound> {
  return async (screenshot) => {
    const path = join(dirname(file), screenshot)
    try {
      return { sha256: await fileSha256(path) }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return { why: whyNoPicture(error), path: shownPath(path) }
    }
  }
}

function whyNoPicture({ problems: [found] }: ProblemError) {
  if (found?.code === 'FILE_NOT_FOUND') return 'missing'
  return found?.code === 'FILE_NOT_A_FILE' ? 'not-a-file' : 'unreadable'
}

function nothingImported(rows: number) {
  return {
    code: 'CAPTURE_BAD_ROWS',
    message: `Nothing was imported of ${counted(rows, 'row')}.`,
    place: {},
    value: null,
    expected: null,
    remedy: 'Mend what is named above and import the file again.',
  }
}
