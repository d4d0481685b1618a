import { sha256Schema } from '../../protocol/sha256.ts'
import { badCell, type Read, type Row } from '../row.ts'
import { missing, readShort } from './fields.ts'

/** A picture as it stands beside the capture file: its hash, or why there is none. */
export type PictureFound =
  | { readonly sha256: string }
  | { readonly why: 'missing' | 'not-a-file' | 'unreadable'; readonly path: string }

const whyWords = {
  missing: 'There is no screenshot at',
  'not-a-file': 'There is a folder or a device, and no screenshot, at',
  unreadable: 'The screenshot cannot be read at',
} as const

const insideFolder = /^(?![/\\])(?![a-zA-Z]:)(?!.*(^|[/\\])\.\.([/\\]|$)).+$/

/** The screenshot with its hash. `pictureAt` looks for a file beside the capture file. */
export async function readScreenshot(
  row: Row,
  pictureAt: (file: string) => Promise<PictureFound>,
): Promise<Read<{ readonly file: string; readonly sha256: string }>> {
  const file = readShort(row, 'screenshot')
  const stated = readShort(row, 'screenshot_sha256')?.toLowerCase()
  if (file === undefined) return undefined
  if (file === null)
    return stated === undefined ? null : missing(row, 'screenshot', 'the file that was hashed')
  if (!insideFolder.test(file))
    return badCell(row, 'screenshot', {
      code: 'CAPTURE_SCREENSHOT',
      message: 'The screenshot is not named by a path below the folder of the capture file.',
      value: file,
      expected: 'a path such as shots/q1.png',
      remedy: 'Put the screenshots beside the capture file.',
    })
  if (stated !== undefined && !sha256Schema.safeParse(stated).success)
    return badCell(row, 'screenshot_sha256', {
      code: 'CAPTURE_SCREENSHOT_HASH',
      message: 'This is not a SHA-256.',
      value: stated,
      expected: '64 hexadecimal digits',
      remedy: 'Write what sha256sum prints, or leave the cell empty and put the screenshot beside this file.',
    })
  const found = await pictureAt(file)
  if ('why' in found)
    // A picture that is kept elsewhere is told by its hash; a folder is none wherever it is.
    return found.why === 'missing' && stated !== undefined
      ? { file, sha256: stated }
      : notThere(row, file, `${whyWords[found.why]} ${found.path}.`)
  const { sha256 } = found
  if (stated !== undefined && stated !== sha256)
    return badCell(row, 'screenshot_sha256', {
      code: 'CAPTURE_SCREENSHOT_HASH',
      message: 'The screenshot beside this file has another SHA-256.',
      value: stated,
      expected: sha256,
      remedy: 'Check which of the two is right; a screenshot is never changed afterwards.',
    })
  return { file, sha256 }
}

function notThere(row: Row, value: string, message: string): undefined {
  return badCell(row, 'screenshot', {
    code: 'CAPTURE_SCREENSHOT_MISSING',
    message,
    value,
    expected: 'a picture beside the capture file, or its SHA-256 under screenshot_sha256',
    remedy: 'Put the picture there, or correct its path.',
  })
}
