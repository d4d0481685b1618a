import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { type LedgerText, readLedger } from '../../evidence/reading/read-ledger.ts'
import { problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { shippedProtocols } from '../commands/new.ts'
import { latestDay } from '../latest-day.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { shippedFile } from '../version.ts'

/** The ledger that ships. */
export const shippedLedger = fileURLToPath(shippedFile('evidence/'))

/**
 * Reads a ledger: every YAML file of a folder.
 *
 * @param folder Null: the one that ships.
 * @throws ProblemError LEDGER_FOLDER, or every problem of every file.
 */
export async function readLedgerFolder(
  folder: string | null,
  field: LedgerField = '--ledger',
): Promise<LedgerIndex> {
  return readLedger(await readLedgerTexts(folder, field), await shippedProtocols(), latestDay())
}

/** Where the folder was named on the command line: by the option, or as the name after `evidence check`. */
export type LedgerField = '--ledger' | 'folder'

/** A file of a ledger folder, with its name inside the folder. */
export interface LedgerFileText extends LedgerText {
  readonly base: string
}

/** The files of a ledger folder as they stand, in the order of their names. */
export async function readLedgerTexts(
  folder: string | null,
  field: LedgerField = '--ledger',
): Promise<readonly LedgerFileText[]> {
  const path = folder ?? shippedLedger
  const names = await ledgerFiles(path, field)
  return Promise.all(
    names.map(async (base) => {
      const { text } = await readTextFile(join(path, base), field)
      return { base, name: shownPath(join(path, base)), text }
    }),
  )
}

async function ledgerFiles(path: string, field: LedgerField = '--ledger'): Promise<string[]> {
  const found = await readdir(path).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error
    return []
  })
  const names = found.filter((name) => /\.ya?ml$/.test(name)).sort()
  if (names.length === 0)
    throw problem(
      'LEDGER_FOLDER',
      'No ledger is there.',
      field === '--ledger'
        ? 'Name the folder of a ledger with --ledger.'
        : 'Name the folder of a ledger: equipoise evidence check my-ledger.',
      { place: { file: shownPath(path), field }, expected: 'a folder with files that end in .yaml' },
    )
  return names
}

/** Names, sizes and times of the files of a ledger as one text: it is another once any of them changed. */
export async function ledgerFingerprint(folder: string | null): Promise<string> {
  const path = folder ?? shippedLedger
  const names = await ledgerFiles(path)
  const states = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs, ino } = await stat(join(path, name))
      return `${name} ${size} ${mtimeMs} ${ino}`
    }),
  )
  return states.join('\n')
}
