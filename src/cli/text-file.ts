import { isUtf8 } from 'node:buffer'
import { fileBytes } from '../exchange/tables/bytes.ts'
import { ProblemError, problem } from '../problem.ts'
import { shownPath } from './study-folder.ts'

export interface TextFile {
  /** Without the mark that some programs put before UTF-8. */
  readonly text: string
  readonly bytes: Buffer
}

/**
 * Reads a text file that an option of a command names.
 *
 * @throws ProblemError FILE_NOT_FOUND, FILE_NOT_A_FILE, FILE_UNREADABLE or FILE_NOT_UTF8, with the file and the option.
 */
export async function readTextFile(path: string, option: string): Promise<TextFile> {
  const place = { file: shownPath(path), field: option }
  const bytes = await fileBytes(path).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(error.problems.map((found) => ({ ...found, place })))
  })
  if (!isUtf8(bytes))
    throw problem('FILE_NOT_UTF8', 'The file is not valid UTF-8.', 'Save the file as UTF-8.', { place })
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, ''), bytes }
}
