import { problem } from '../problem.ts'
import { errorCode } from '../store/embedded/error-code.ts'
import { shownPath } from './study-folder.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'This user’s share of the disk is full.',
  EFBIG: 'A limit on the size of files was reached.',
  EACCES: 'This user may not write there.',
  EPERM: 'This user may not write there.',
  EROFS: 'This user may not write there.',
  ENOENT: 'A folder of its path is not there and cannot be made.',
  ENOTDIR: 'A part of its path is a file, not a folder.',
  EEXIST: 'A part of its path is a file, not a folder.',
  EISDIR: 'There is a folder of that name.',
  EBUSY: 'It is a mounted folder, which cannot be replaced; one inside it can.',
  ENAMETOOLONG: 'Its name is too long.',
}

/** The problem where a file or folder cannot be written for a reason a person can mend; every other error as it is. */
export function unwritable(path: string, error: unknown): unknown {
  const reason = reasons[errorCode(error) ?? '']
  if (reason === undefined) return error
  return problem(
    'FILE_UNWRITABLE',
    `The file cannot be written. ${reason}`,
    'Make room or choose another folder, then run the command again.',
    { place: { file: shownPath(path) } },
  )
}

/** What no command can do anything about, wherever it meets it. */
const ofTheDisk: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])

/** The problem where an error says that the disk takes nothing more; every other error as it is. */
export function diskProblem(error: unknown): unknown {
  if (!ofTheDisk.has(errorCode(error) ?? '')) return error
  const hasPath = typeof error === 'object' && error !== null && 'path' in error
  return unwritable(hasPath && typeof error.path === 'string' ? error.path : 'the disk', error)
}
